"""Checks of the code book: what components and relations are filed under is declared, and makes sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from argmap import schemes
from argmap.check.codes import close_to, codes, problem
from argmap.check.components import Item, judged, named
from argmap.graph import strong_components
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Issue, Relation
from argmap.plugins import Check
from argmap.problems import Problem


def undeclared(
    code: str, word: str, entries: Iterable[Item], uses: Iterable[tuple[Component | Relation, str]]
) -> Iterator[Problem]:
    """Values that no entry declares, each use at its own place, with the entry most like it."""
    known = {entry.id for entry in entries}
    for item, value in uses:
        if value not in known:
            yield problem(code, item.place, f"{named(item)} names the {word} {value!r}", close_to(value, known))


def issues_declared(amap: ArgumentMap) -> Iterator[Problem]:
    """Issues of components are in the code book."""
    yield from undeclared("E601", "issue", amap.issues, ((c, i) for c in amap.components for i in c.issues))


def voices_declared(amap: ArgumentMap) -> Iterator[Problem]:
    """Voices other than the author's are declared."""
    uses = ((c, c.voice) for c in amap.components if c.voice and c.voice != AUTHOR_VOICE)
    yield from undeclared("E602", "voice", amap.voices, uses)


def schemes_declared(amap: ArgumentMap) -> Iterator[Problem]:
    """Schemes of relations are declared; the remedy knows the usual ones."""
    for item in amap.relations:
        for value in item.schemes:
            if value not in amap.scheme:
                message = f"{named(item)} names the scheme {value!r}"
                yield problem("E603", item.place, message, _declare(amap, value))


def _declare(amap: ArgumentMap, value: str) -> str:
    usual = schemes.find(value)
    if usual and usual.id == value:
        entry = f'<category xml:id="{value}"><catDesc>{usual.label.lower()}</catDesc></category>'
        return f"add {entry} to the taxonomy schemes"
    if usual and usual.id in amap.scheme:
        return f"did you mean {usual.id}?"
    near = schemes.close(value)
    return close_to(value, amap.scheme) or (f"did you mean {near.id}?" if near else "")


def schemes_misspelt(amap: ArgumentMap) -> Iterator[Problem]:
    """A declared scheme that is not in the registry, but very nearly: its id is probably misspelt.

    A scheme of one's own is as good as any; so is a usual one under an id of one's own, as long as its label tells
    which it is and the id is not almost the usual one.
    """
    for item in amap.schemes:
        near = None if schemes.find(item.id) else schemes.close(item.id)
        told = schemes.find(item.label)
        if near and told in (None, near):
            yield problem("W615", item.place, f"{item.id} is no usual scheme", f"did you mean {near.id}?")


def annotators_declared(amap: ArgumentMap) -> Iterator[Problem]:
    """Annotators stand in the header."""
    uses = ((item, item.annotator) for item in judged(amap) if item.annotator)
    yield from undeclared("E604", "annotator", amap.annotators, uses)


def issue_tree(amap: ArgumentMap) -> Iterator[Problem]:
    """Every broader issue exists, and none stands below itself."""

    def parents(issue: str) -> list[str]:
        parent = amap.issue[issue].parent
        return [parent] if parent in amap.issue else []

    groups = strong_components(list(amap.issue), parents)
    circling = {issue for group in groups for issue in group if len(group) > 1 or amap.issue[issue].parent == issue}
    for item in amap.issues:
        if not item.parent:
            continue
        if item.parent not in amap.issue:
            remedy = close_to(item.parent, amap.issue)
            yield problem("E605", item.place, f"{item.id} stands below {item.parent!r}, which is not there", remedy)
        elif item.id in circling:
            yield problem("E605", item.place, f"{item.id} stands below itself")


def labelled(amap: ArgumentMap) -> Iterator[Problem]:
    """Issues, voices and schemes have labels of their own."""
    for entries in (amap.issues, amap.voices, amap.schemes):
        first: dict[tuple[str, str], str] = {}
        for entry in entries:
            label = " ".join(entry.label.split()).casefold()
            above = entry.parent if isinstance(entry, Issue) else ""
            if not label:
                yield problem("W608", entry.place, f"{entry.id} has no label")
            elif first.setdefault((above, label), entry.id) != entry.id:
                yield problem("W609", entry.place, f"{entry.id} has the label of {first[above, label]}")


def most_specific(amap: ArgumentMap) -> Iterator[Problem]:
    """A component under an issue is not also under a broader one: that follows. Each such issue is told once."""
    spans = _spans(amap)
    for item in amap.components:
        filed = [issue for issue in dict.fromkeys(item.issues) if issue in spans] if len(item.issues) > 1 else []
        open_ones: list[str] = []
        for issue in sorted(filed, key=spans.__getitem__):
            while open_ones and spans[open_ones[-1]][1] <= spans[issue][0]:
                open_ones.pop()
            if open_ones:
                above = open_ones[-1]
                yield problem("W610", item.place, f"{item.id} is filed under {issue} and under {above} above it")
            open_ones.append(issue)


def _spans(amap: ArgumentMap) -> dict[str, tuple[int, int]]:
    """Every issue that has others above or below it as a span of numbers, which lies in those of all that are above it.

    Where issues are above each other in a circle, the first of them counts as the top.
    """
    below: dict[str, list[str]] = {}
    for issue in amap.issue.values():
        if issue.parent:
            below.setdefault(issue.parent, []).append(issue.id)
    inner = {ident for group in below.values() for ident in group}
    entered: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for top in (*(ident for ident in below if ident not in inner), *below):
        stack = [] if top in entered else [(top, False)]
        while stack:
            ident, left = stack.pop()
            if left:
                spans[ident] = entered[ident], len(entered)
            elif ident not in entered:
                entered[ident] = len(entered)
                stack.append((ident, True))
                stack.extend((each, False) for each in below.get(ident, ()))
    return spans


def listed_once(amap: ArgumentMap) -> Iterator[Problem]:
    """No list of ids holds the same id twice."""
    lists: list[tuple[Component | Relation, str, tuple[str, ...]]] = []
    lists += [(c, "issue", c.issues) for c in amap.components]
    for r in amap.relations:
        lists += [(r, "source", r.sources), (r, "target", r.targets), (r, "member", r.mutual), (r, "scheme", r.schemes)]
    for item, word, values in lists:
        for value, times in Counter(values).items() if len(values) > 1 else ():
            if times > 1:
                yield problem("W611", item.place, f"{named(item)} lists the {word} {value} {times} times")


def unused(maps: Iterable[ArgumentMap]) -> Iterator[Problem]:
    """Issues and voices that none of the maps checked together uses; a broader issue is used through those below it."""
    maps = tuple(maps)
    used = {value for amap in maps for c in amap.components for value in (*c.issues, c.voice)}
    for amap in maps:
        above: set[str] = set()
        for value in used:
            entry = amap.issue.get(value)
            while entry and entry.parent and entry.parent not in above:
                above.add(entry.parent)
                entry = amap.issue.get(entry.parent)
        for issue in amap.issues if amap.components else ():
            if issue.id not in used and issue.id not in above:
                yield problem("W606", issue.place, f"no component is filed under {issue.id}")
        for voice in amap.voices if amap.components else ():
            if voice.id not in used and voice.id != AUTHOR_VOICE:
                yield problem("W607", voice.place, f"no component has the voice {voice.id}")


CHECKS = (
    Check("issues declared", codes("E601"), issues_declared),
    Check("voices declared", codes("E602"), voices_declared),
    Check("schemes declared", codes("E603"), schemes_declared),
    Check("schemes misspelt", codes("W615"), schemes_misspelt),
    Check("annotators declared", codes("E604"), annotators_declared),
    Check("issue tree", codes("E605"), issue_tree),
    Check("labels", codes("W608", "W609"), labelled),
    Check("most specific issue", codes("W610"), most_specific),
    Check("listed once", codes("W611"), listed_once),
)
