"""Whether a disagreement is about facts, weights, definitions or remedies: rules, each with its sign.

Signs that settle it, in this order:

1. Both sides are recommendations: **remedies**.
2. One side is evidence, and the other evidence or a claim: **facts**.
3. Both rest, at most three steps down, on a ground that they share: **weights** (the ground is common; they
   part over what it comes to).

Signs that count only if they agree:

4. A step into either side has a scheme of classification or definition: **definitions**.
5. Each side rests on evidence of its own, at most three steps down: **facts**.
6. All schemes of the steps into both sides are of the factual family: **facts**; all of the
   practical family: **remedies**.
7. The stances on an issue are the same but for a reservation (*for* or *against*, and
   *qualified*): **weights**.
8. It turns on deeper disagreements that are all of one kind: that kind.

Otherwise, or where they point in different directions: **undetermined**.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.analysis.chains import beneath
from argmap.analysis.frameworks import Framework, Member
from argmap.schemes import broad

FACTS, WEIGHTS, DEFINITIONS, REMEDIES = "facts", "weights", "definitions", "remedies"
UNDETERMINED = "undetermined"
FACTUAL = frozenset(
    {
        "sign",
        "example",
        "cause-to-effect",
        "effect-to-cause",
        "correlation-to-cause",
        "evidence-to-hypothesis",
        "expert-opinion",
        "position-to-know",
        "witness-testimony",
        "falsification",
    }
)
PRACTICAL = frozenset(
    {
        "practical-reasoning",
        "consequences",
        "positive-consequences",
        "negative-consequences",
        "alternatives",
        "waste",
        "sunk-costs",
        "danger-appeal",
        "fear-appeal",
        "threat",
        "need-for-help",
        "values",
    }
)
DEFINING = frozenset({"verbal-classification", "definition", "definition-to-verbal-classification"})
DEPTH = 3  # how far down a ground still counts as a ground of this statement


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for a kind, with the ids that it rests on; ``settles`` where the rule is one of the first three."""

    kind: str
    text: str
    refs: tuple[str, ...] = ()
    settles: bool = False


def signs(frame: Framework, a: Member, b: Member, stances: Mapping[tuple[int, str, str], str]) -> tuple[Sign, ...]:
    """All signs of a kind for a pair of components of different maps, but for the one from deeper disagreements."""
    found = [_by_components(frame, a, b), _by_shared_ground(frame, a, b)]
    found += [_by_definition(frame, a, b), _by_evidence(frame, a, b), _by_schemes(frame, a, b)]
    found.append(_by_stances(frame, a, b, stances))
    return tuple(sign for sign in found if sign is not None)


def verdict(found: tuple[Sign, ...]) -> str:
    """The kind that the signs come to."""
    for sign in found:
        if sign.settles:
            return sign.kind
    kinds = {sign.kind for sign in found}
    return kinds.pop() if len(kinds) == 1 else UNDETERMINED


def _by_components(frame: Framework, a: Member, b: Member) -> Sign | None:
    kinds = [frame.component(a).kind, frame.component(b).kind]
    names = (frame.name(a), frame.name(b))
    if kinds == ["recommendation", "recommendation"]:
        return Sign(REMEDIES, "both are recommendations", names, True)
    if "evidence" in kinds and set(kinds) <= {"evidence", "claim"}:
        shown = "both report facts" if kinds[0] == kinds[1] else f"{names[kinds.index('evidence')]} reports a fact"
        return Sign(FACTS, shown, names, True)
    return None


def shared_grounds(frame: Framework, a: Member, b: Member) -> list[tuple[Member, Member, int]]:
    """Statements that support both, through each author's own steps, with the longer of the two ways; nearest first."""
    x, y = frame.index.get(a), frame.index.get(b)
    if x is None or y is None:
        return []
    left, right = beneath(frame, x, a.side), beneath(frame, y, b.side)
    common = [p for p in left if p in right and p not in (x, y)]
    found = [(frame.spoken(p, a.side), frame.spoken(p, b.side), max(left[p], right[p])) for p in common]
    return sorted((item for item in found if item[0].side != item[1].side), key=lambda item: (item[2], item[0]))


def _by_shared_ground(frame: Framework, a: Member, b: Member) -> Sign | None:
    near = [item for item in shared_grounds(frame, a, b) if item[2] <= DEPTH]
    if not near:
        return None
    pairs = "; ".join(f"{frame.name(p)} = {frame.name(q)}" for p, q, _ in near)
    refs = tuple(frame.name(m) for p, q, _ in near for m in (p, q))
    return Sign(WEIGHTS, f"both rest on the same ground ({pairs})", refs, True)


def _schemes(frame: Framework, member: Member) -> dict[str, str]:
    """Schemes of the supports into a component, each with one relation that has it."""
    amap = frame.maps[member.side]
    place = frame.index.get(member)
    into = [frame.steps[j] for j in frame.into[place]] if place is not None else []
    used = [amap.relation[s.id] for s in into if s.side == member.side and s.supports and s.id in amap.relation]
    return {scheme.removeprefix("scheme."): r.id for r in used for scheme in r.schemes}


def _kin(scheme: str) -> frozenset[str]:
    """The scheme under the registry's name and the broader ones, so that a sub-type counts as what it is a kind of."""
    return frozenset(name.removeprefix("scheme.") for name in broad(scheme)) or frozenset({scheme})


def _by_definition(frame: Framework, a: Member, b: Member) -> Sign | None:
    for member in (a, b):
        for scheme, relation in _schemes(frame, member).items():
            if _kin(scheme) & DEFINING:
                ref = f"{frame.names[member.side]}#{relation}"
                return Sign(DEFINITIONS, f"{frame.name(member)} rests on {scheme} ({relation})", (ref,))
    return None


def _by_evidence(frame: Framework, a: Member, b: Member) -> Sign | None:
    x, y = frame.index.get(a), frame.index.get(b)
    if x is None or y is None:
        return None
    left, right = beneath(frame, x, a.side), beneath(frame, y, b.side)
    found = []
    for member, mine, theirs in ((a, left, right), (b, right, left)):
        near = [frame.spoken(p, member.side) for p, d in mine.items() if 0 < d <= DEPTH and p not in theirs]
        proof = tuple(frame.name(m) for m in near if frame.component(m).kind == "evidence")
        if not proof:
            return None
        found.append(proof)
    told = f"{', '.join(found[0])}; {', '.join(found[1])}"
    return Sign(FACTS, f"each rests on evidence of its own ({told})", (*found[0], *found[1]))


def _by_schemes(frame: Framework, a: Member, b: Member) -> Sign | None:
    mine, theirs = _schemes(frame, a), _schemes(frame, b)
    if not mine or not theirs:
        return None
    refs = tuple(f"{frame.names[m.side]}#{r}" for m, used in ((a, mine), (b, theirs)) for r in used.values())
    names = ", ".join(dict.fromkeys([*mine, *theirs]))
    for family, kind, word in ((FACTUAL, FACTS, "matters of fact"), (PRACTICAL, REMEDIES, "what is to be done")):
        if all(_kin(scheme) & family for scheme in (*mine, *theirs)):
            return Sign(kind, f"the schemes of the steps into both argue about {word} ({names})", refs)
    return None


def _by_stances(frame: Framework, a: Member, b: Member, stances: Mapping[tuple[int, str, str], str]) -> Sign | None:
    for issue in frame.component(a).issues:
        pair = {stances.get((a.side, a.id, issue), ""), stances.get((b.side, b.id, issue), "")}
        if "qualified" in pair and pair & {"for", "against"}:
            text = f"on {issue} one is {(pair - {'qualified'}).pop()}, the other has reservations"
            return Sign(WEIGHTS, text, (issue,))
    return None
