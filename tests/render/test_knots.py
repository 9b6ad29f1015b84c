from __future__ import annotations

from argmap.model import ArgumentMap, Component, Relation, Scheme
from argmap.render.knots import knots_of, wires_of
from argmap.render.look import Look
from argmap.render.view import Choice, View, select


def view(*relations: Relation) -> View:
    components = tuple(Component(f"c{n}", "claim", "x") for n in range(5))
    return select(
        ArgumentMap("m", components=components, relations=relations, schemes=(Scheme("s", "argument from sign"),)),
        Choice(),
    )


def ends(part: View, look: Look | None = None) -> set[tuple[str, str, bool]]:
    return {(w.tail, w.head, w.marked) for w in wires_of(part, knots_of(part, look or Look()))}


def test_a_plain_relation_is_one_line() -> None:
    assert ends(view(Relation("k", "supports", ("c1",), ("c0",)))) == {("c1", "c0", True)}


def test_linked_premises_and_several_targets() -> None:
    found = ends(view(Relation("k", "supports", ("c1", "c2"), ("c0", "c3"))))
    assert found == {
        ("c1", "knot.k", False),
        ("c2", "knot.k", False),
        ("knot.k", "c0", True),
        ("knot.k", "c3", True),
    }


def test_an_undercut_of_an_undercut() -> None:
    part = view(
        Relation("k", "supports", ("c1",), ("c0",)),
        Relation("u", "undercuts", ("c2",), ("k",)),
        Relation("v", "undercuts", ("c3",), ("u",)),
    )
    assert {("c2", "knot.u", False), ("knot.u", "knot.k", True), ("c3", "knot.v", False)} & ends(part) >= {
        ("c2", "knot.u", False),
        ("knot.u", "knot.k", True),
    }
    assert ("c3", "knot.u", True) in ends(part)


def test_mutual_relations() -> None:
    (wire,) = wires_of(part := view(Relation("k", "attacks", mutual=("c1", "c2"))), knots_of(part, Look()))
    assert wire.both
    assert len(ends(view(Relation("k", "attacks", mutual=("c1", "c2", "c3"))))) == 3


def test_schemes_are_written_on_the_line() -> None:
    part = view(Relation("k", "supports", ("c1",), ("c0",), schemes=("s",)))
    (knot,) = knots_of(part, Look(schemes=True)).values()
    assert [line.text for line in knot.item.texts] == ["from sign"]
    assert knots_of(part, Look()) == {}
