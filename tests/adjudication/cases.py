"""Annotators made from one map: what the second and third saw differently is known by construction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from argmap.adjudication.differences import Differences, differences
from argmap.adjudication.sides import Case, case
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Relation
from argmap.text.reading import ReadingText
from tests.strategies import maps

WORDS = " ".join(f"word{n:02}" for n in range(40))
TEXT = ReadingText.of(WORDS)


def part(ident: str, first: int, last: int, kind: str = "claim", gloss: str = "", **more: Any) -> Component:
    """A component from one word of the text to another, both included."""
    return Component(ident, kind, gloss, (Fragment(first * 7, last * 7 + 6),), **more)


def link(ident: str, sources: str, name: str, target: str) -> Relation:
    """A relation; sources are joined by ``+``."""
    return Relation(ident, name, tuple(sources.split("+")), (target,))


def amap(name: str, components: Sequence[Component], relations: Sequence[Relation] = (), **more: Any) -> ArgumentMap:
    """A map of one annotator, who is called ``name`` and signs everything."""
    who = f"ann.{name}"
    return ArgumentMap(
        "text", text=TEXT, annotators=(Annotator(who, name, "annotation"),),
        components=tuple(replace(c, annotator=who) for c in components),
        relations=tuple(replace(r, annotator=who) for r in relations), **more,
    )  # fmt: skip


def setting(*maps: ArgumentMap) -> Differences:
    """The differences of several maps."""
    return differences(case([(f"file{n}", one) for n, one in enumerate(maps)]))


def about(found: Differences) -> list[tuple[str, str]]:
    """What the differences are about."""
    return [(item.about, item.detail) for item in found.list]


def content(one: ArgumentMap) -> tuple[Any, ...]:
    """What a map says, without ids and signatures: components as often as they are there, each relation once."""
    shape = {c.id: _shape(c) for c in one.components}
    ties: dict[str, Any] = {}

    def end(ident: str) -> Any:
        return shape.get(ident) or ties.get(ident) or ident

    def tied(r: Relation) -> Any:
        ends = [tuple(sorted(map(repr, map(end, ids)))) for ids in (r.sources, r.targets, r.mutual)]
        return (r.name, *ends, r.schemes, r.reason, r.certainty)

    for _ in one.relations:  # undercuts of undercuts settle step by step
        ties = {r.id: tied(r) for r in one.relations}
    return Counter(shape.values()), {repr(tied(r)) for r in one.relations}


def _shape(c: Component) -> tuple[Any, ...]:
    cut = tuple(sorted((f.start, f.end) for f in c.fragments))
    return (cut, c.kind, c.gloss, tuple(sorted(c.issues)), c.voice, c.thesis, c.certainty, c.notes)


@st.composite
def cases(draw: st.DrawFn, most: int = 3) -> list[tuple[str, ArgumentMap]]:
    """Two or three annotators' maps of one text, of which the later ones change the first's."""
    first = draw(maps(max_components=6))
    first = replace(first, relations=tuple(r for r in first.relations if r.name != "cites"))
    many = [_by(first, "ann.one", "One")]
    for number in range(draw(st.integers(1, most - 1))):
        many.append(_by(draw(_varied(first)), f"ann.other{number}", f"Other {number}"))
    return [(f"file{n}", one) for n, one in enumerate(many)]


def _by(one: ArgumentMap, ident: str, name: str) -> ArgumentMap:
    return replace(
        one,
        annotators=(Annotator(ident, name, "annotation"),),
        components=tuple(replace(c, annotator=ident) for c in one.components),
        relations=tuple(replace(r, annotator=ident) for r in one.relations),
    )


@st.composite
def _varied(draw: st.DrawFn, one: ArgumentMap) -> ArgumentMap:
    kept = [item for item in (draw(_changed(c)) for c in one.components) if item is not None]
    known = {c.id for c in kept}
    ties: list[Relation] = []
    for tie in one.relations:
        if draw(st.booleans()) and all(end in known for end in tie.ends):
            ties.append(replace(tie, name=draw(st.sampled_from([tie.name, "supports", "attacks"]))))
            known.add(tie.id)
    return replace(one, components=tuple(kept), relations=tuple(ties))


@st.composite
def _changed(draw: st.DrawFn, item: Component) -> Component | None:
    what = draw(st.sampled_from(["same", "same", "gone", "kind", "gloss", "issue", "cut", "voice"]))
    cut = tuple(Fragment(f.start, max((f.start or 0) + 1, (f.end or 0) - 2)) for f in item.fragments)
    changes: dict[str, dict[str, Any]] = {
        "kind": {"kind": draw(st.sampled_from(["claim", "evidence"]))},
        "gloss": {"gloss": draw(st.sampled_from(["one thing", "another", ""]))},
        "issue": {"issues": ("issue.two",)},
        "voice": {"voice": "voice.other", "thesis": False},
        "cut": {"fragments": cut},
    }
    return None if what == "gone" else replace(item, **changes.get(what, {}))


def shuffled(many: list[tuple[str, ArgumentMap]]) -> Case:
    """The same case with the annotators named the other way round."""
    return case(list(reversed(many)))
