"""What coders actually disagree about, passage by passage: what the numbers are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from argmap.analysis.agreement.data import Document, placed, spans
from argmap.analysis.agreement.relations import links
from argmap.analysis.agreement.spans import Pair, matched
from argmap.model import ArgumentMap, Component


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One difference between two coders: what about, where, what each says, and the passage where it is at hand."""

    about: str
    text: str
    page: str
    one: str
    other: str
    says: str
    counter: str
    passage: str = ""
    at: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        names = ("about", "text", "page", "one", "other", "says", "counter", "passage")
        return {name: getattr(self, name) for name in names}


def disagreements(coders: Sequence[str], text: Document, least: float = 0.5) -> list[Disagreement]:
    """All differences of all pairs of coders, in the order of the text.

    Components only one has; of those that share at least ``least`` of their passages: other boundaries, kinds, issues,
    voices; relations between them that only one has or that are named differently.
    """
    found: list[Disagreement] = []
    for i, j in combinations(range(len(text.maps)), 2):
        names = coders[i], coders[j]
        found += _Pairwise(text, names, text.maps[i], text.maps[j], matched(text.maps[i], text.maps[j], least)).all()
    return sorted(found, key=lambda item: (item.at, item.about))


@dataclass
class _Pairwise:
    text: Document
    names: tuple[str, str]
    one: ArgumentMap
    other: ArgumentMap
    pairs: list[Pair]

    def all(self) -> Iterator[Disagreement]:
        """Components, then relations."""
        known = {a.id for a, _ in self.pairs}, {b.id for _, b in self.pairs}
        for component in placed(self.one):
            if component.id not in known[0]:
                yield self.row("only one has it", component, _said(component), "")
        for component in placed(self.other):
            if component.id not in known[1]:
                yield self.row("only one has it", component, "", _said(component))
        for a, b in self.pairs:
            yield from self.pair(a, b)
        yield from self.relations()

    def pair(self, a: Component, b: Component) -> Iterator[Disagreement]:
        """How two components that are taken as the same differ."""
        if a.kind != b.kind:
            yield self.row("kind", a, _said(a), _said(b))
        if spans(a) != spans(b):
            yield self.row("boundaries", a, f"{a.id}: {_cut(self.text, a)}", f"{b.id}: {_cut(self.text, b)}")
        if set(a.issues) != set(b.issues):
            yield self.row("issues", a, f"{a.id}: {_list(a.issues)}", f"{b.id}: {_list(b.issues)}")
        if a.reported != b.reported or (a.reported and a.voice != b.voice):
            yield self.row("voice", a, f"{a.id}: {a.voice}", f"{b.id}: {b.voice}")

    def relations(self) -> Iterator[Disagreement]:
        """Relations between shared components."""
        mine, theirs = links(self.one), links(self.other)
        twin = {a.id: b.id for a, b in self.pairs}
        back = {b: a for a, b in twin.items()}
        for (a, b), name in mine.items():
            if a in twin and b in twin:
                told = theirs.get((twin[a], twin[b]), "")
                if told != name:
                    counter = f"{twin[a]} {told} {twin[b]}" if told else ""
                    yield self.row("relation", self.one.component[a], f"{a} {name} {b}", counter)
        for (a, b), name in theirs.items():
            if a in back and b in back and (back[a], back[b]) not in mine:
                yield self.row("relation", self.other.component[a], "", f"{a} {name} {b}")

    def row(self, about: str, component: Component, says: str, counter: str) -> Disagreement:
        """A row at a component's place."""
        amap = self.one if self.one.component.get(component.id) is component else self.other
        content = self.text.content
        passage = " … ".join(content[a:b] for a, b in spans(component)) if content is not None else ""
        at = spans(component)[0][0]
        return Disagreement(about, self.text.name, amap.page(component), *self.names, says, counter, passage, at)


def _said(component: Component) -> str:
    gloss = f": {component.gloss}" if component.gloss else ""
    return f"{component.kind} {component.id}{gloss}"


def _cut(text: Document, component: Component) -> str:
    """Where it begins and ends: places, and the first and last words where the text is at hand."""
    cut = spans(component)
    where = " ".join(f"{a}-{b}" for a, b in cut)
    if text.content is None:
        return where
    words = text.content[cut[0][0] : cut[-1][1]].split()
    edges = f"{' '.join(words[:3])} … {' '.join(words[-3:])}" if len(words) > 6 else " ".join(words)
    return f"{where} ({edges})"


def _list(issues: Sequence[str]) -> str:
    return ", ".join(issues) if issues else "none"
