"""The rules that turn links into stance classes. Each rule names what it rests on; none uses a score.

Premises of a component are the sources of the *supports* relations into it. "a ~ b" is a link of
type *same* that a named annotator confirmed.

| class | rule |
| --- | --- |
| agree | a ~ b, and no premises on one side, or some shared |
| same conclusion on different premises | a ~ b, both have premises, none of a's is ~ one of b's |
| agree in part | a is broader, narrower than, or overlaps b |
| disagree | a is contrary or contradictory to b |
| same evidence for different conclusions | a contrary b, and a premise of a ~ a premise of b |
| same problem, different remedy | recommendations that rest on p ~ q and are contrary, or differ in stance |
| talk past each other | both speak to the issue, every pair was weighed, and nothing ties any |
| only A, only B | one author has no component under the issue |
| undetermined | both speak to it, nothing ties them, and pairs remain unweighed |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from argmap.compare import model as m
from argmap.compare.align import LinkIndex, holds
from argmap.compare.side import Side
from argmap.correspondence import Link
from argmap.graph import MapGraph
from argmap.model import Component

PARTIAL = ("broader", "narrower", "overlaps")
OPPOSED = ("contrary", "contradictory")


@dataclass(frozen=True)
class Sides:
    """Both sides and the index of the links between them."""

    left: Side
    right: Side
    links: LinkIndex

    @property
    def a(self) -> MapGraph:
        """The first map's graph."""
        return self.left.graph

    @property
    def b(self) -> MapGraph:
        """The second map's graph."""
        return self.right.graph


def link_finding(link: Link, sides: Sides) -> m.Finding | None:
    """The finding that follows from one link that holds; None for *unrelated*."""
    base = m.Finding("", "", link.a.id, link.b.id, link=link, links=(link.id,))
    if link.type in PARTIAL:
        return replace(base, kind=m.AGREE_IN_PART, why=_partial_reason(link))
    shared = _shared_premises(link, sides)
    if link.type in OPPOSED:
        if shared:
            pairs = "; ".join(f"{p} ~ {q}" for p, q, _ in shared)
            return replace(
                base,
                kind=m.SAME_EVIDENCE,
                links=(link.id, *(used.id for *_, used in shared)),
                relations=_supports_of(link, shared, sides),
                why=f"{link.type}, though both rest on the same evidence ({pairs})",
            )
        meaning = "they cannot both hold" if link.type == "contrary" else "exactly one of them holds"
        return replace(base, kind=m.DISAGREE, why=f"{link.type}: {meaning}")
    if link.type != "same":
        return None
    return _agreement(base, link, shared, sides)


def _agreement(base: m.Finding, link: Link, shared: list[tuple[str, str, Link]], sides: Sides) -> m.Finding:
    mine, theirs = sides.a.premises(link.a.id), sides.b.premises(link.b.id)
    if mine and theirs and not shared:
        relations = [r.id for r in sides.a.incoming(link.a.id, "supports")]
        relations += [r.id for r in sides.b.incoming(link.b.id, "supports")]
        weighed = sum(1 for _ in _weighed(mine, theirs, sides.links))
        told = f"none of {len(mine)} and {len(theirs)} premises are linked as the same"
        why = f"same conclusion; {told} ({weighed} of {len(mine) * len(theirs)} pairs of them weighed)"
        return replace(base, kind=m.AGREE_OTHER_GROUNDS, relations=tuple(relations), why=why)
    if shared:
        why = f"same conclusion; premises shared: {'; '.join(f'{p} ~ {q}' for p, q, _ in shared)}"
        return replace(base, kind=m.AGREE, links=(link.id, *(used.id for *_, used in shared)), why=why)
    lacking = "one side gives none" if mine or theirs else "neither side gives any"
    return replace(base, kind=m.AGREE, why=f"same; of premises {lacking}")


def remedy_findings(sides: Sides) -> Iterator[m.Finding]:
    """Pairs of recommendations that answer one problem differently, as the rule says."""
    same = _same_partners(sides.links)
    if not same:
        return
    for one, under in sides.left.remedies.items():
        tied = [p for p in under if p in same and p != one]
        if not tied:
            continue
        for other, beneath in sides.right.remedies.items():
            if sides.links.tying(one, other, "same", *PARTIAL):
                continue
            problem = _common_problem(tied, beneath, same, other)
            r, s = sides.a.map.component[one], sides.b.map.component[other]
            ground = _different(r, s, sides) if problem else ""
            if problem and ground:
                yield m.Finding(
                    m.OTHER_REMEDY,
                    "",
                    one,
                    other,
                    links=(problem.id,),
                    why=f"both answer {problem.a.id} ~ {problem.b.id}, and {ground}",
                )


def _same_partners(links: LinkIndex) -> dict[str, dict[str, Link]]:
    """For each of the first author's components, those of the second that say the same, with the first such link."""
    found: dict[str, dict[str, Link]] = {}
    for (p, q), between in links.by_pair.items():
        for link in between:
            if link.type == "same" and holds(link):
                found.setdefault(p, {}).setdefault(q, link)
    return found


def _common_problem(
    tied: list[str], beneath: dict[str, int], same: dict[str, dict[str, Link]], remedy: str
) -> Link | None:
    """The link between what both recommendations rest on, nearest to them."""
    for p in tied:
        near = [q for q in same[p] if q in beneath and q != remedy]
        if near:
            return same[p][min(near, key=list(beneath).index)]
    return None


def _different(r: Component, s: Component, sides: Sides) -> str:
    opposed = sides.links.tying(r.id, s.id, *OPPOSED)
    if opposed:
        return f"the remedies are {opposed[0].type} ({opposed[0].id})"
    for issue in r.issues:
        if issue in s.issues:
            x, y = sides.left.stances.get((r.id, issue), ""), sides.right.stances.get((s.id, issue), "")
            if x and y and x != y and "none" not in (x, y):
                return f"their stances on {issue} differ ({x}, {y})"
    return ""


def _shared_premises(link: Link, sides: Sides) -> list[tuple[str, str, Link]]:
    pairs = _weighed(sides.a.premises(link.a.id), sides.b.premises(link.b.id), sides.links)
    return [(p, q, used) for p, q in pairs for used in sides.links.tying(p, q, "same")[:1]]


def _weighed(mine: list[str], theirs: list[str], links: LinkIndex) -> Iterator[tuple[str, str]]:
    """The pairs that were weighed, with whatever outcome, in the order of both lists; the many others cost no time."""
    places = {ident: place for place, ident in enumerate(theirs)}
    for p in mine:
        here = [q for q in links.partners.get(p, ()) if q in places]
        yield from ((p, q) for q in sorted(here, key=places.__getitem__))


def _supports_of(link: Link, shared: list[tuple[str, str, Link]], sides: Sides) -> tuple[str, ...]:
    left, right = {p for p, _, _ in shared}, {q for _, q, _ in shared}
    used = [r.id for r in sides.a.incoming(link.a.id, "supports") if left & set(r.sources)]
    return tuple(used + [r.id for r in sides.b.incoming(link.b.id, "supports") if right & set(r.sources)])


def _partial_reason(link: Link) -> str:
    if link.type == "overlaps":
        return "the two overlap: each says something the other leaves open"
    wide, tight = (link.a.id, link.b.id) if link.type == "broader" else (link.b.id, link.a.id)
    return f"{wide} is the broader statement, {tight} the narrower"


def issue_class(
    a: m.Position, b: m.Position, findings: list[m.Finding], reviewed: int, possible: int
) -> tuple[str, str]:
    """The class of a whole issue and the sentence that explains it.

    Agreement and opposition under one issue make *agree in part*: the authors share some of it.
    The caller leaves out pairs of reported voices, and pairs of evidence where there are others.
    """
    if not (a.own or b.own):
        return (m.UNDETERMINED, "both only report others") if a or b else (m.SILENT, "neither speaks to it")
    if not b.own:
        return m.ONLY_A, _silence(b)
    if not a.own:
        return m.ONLY_B, _silence(a)
    kinds = list(dict.fromkeys(f.kind for f in sorted(findings, key=lambda f: m.CLASSES.index(f.kind))))
    if kinds:
        return _class_of_findings(kinds, findings)
    if possible and reviewed == possible:
        return m.TALK_PAST, f"all {possible} pairs were weighed and nothing ties any of them"
    return m.UNDETERMINED, f"no link ties the two sides; {reviewed} of {possible} pairs were weighed"


def _silence(other: m.Position) -> str:
    """What is a fact of the annotation about the author without a position of his own."""
    if not other:
        return "the annotation files no component of the other author under it"
    return f"of the other author it files no position, only {len(other.reported)} reported of others"


def _class_of_findings(kinds: list[str], findings: list[m.Finding]) -> tuple[str, str]:
    counts = {kind: sum(f.kind == kind for f in findings) for kind in kinds}
    told = ", ".join(f"{number} × {kind}" for kind, number in counts.items())
    opposed = {m.DISAGREE, m.SAME_EVIDENCE, m.OTHER_REMEDY} & set(kinds)
    agreeing = {m.AGREE, m.AGREE_OTHER_GROUNDS, m.AGREE_IN_PART} & set(kinds)
    if opposed and agreeing:
        return m.AGREE_IN_PART, f"they share some of it and part over the rest ({told})"
    if len(kinds) == 1:
        return kinds[0], f"{len(findings)} pairs of positions" if len(findings) > 1 else findings[0].why
    if opposed:
        return kinds[0], told
    return (m.AGREE if m.AGREE_IN_PART not in kinds else m.AGREE_IN_PART), told
