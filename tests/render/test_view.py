from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component, Issue, Relation
from argmap.problems import ArgmapError
from argmap.render.pages import page_view
from argmap.render.view import Choice, View, find_issue, fold, reading_order, select, top
from tests.render.maps import big, drawable

MAP = ArgumentMap(
    "m",
    components=(
        Component("c1", "claim", "Top", thesis=True, issues=("issue.a",)),
        Component("c2", "claim", "Mid", issues=("issue.a.b",)),
        Component("e1", "evidence", "Low", issues=("issue.c",)),
        Component("c9", "claim", "Objection", issues=("issue.c",)),
    ),
    relations=(
        Relation("k1", "supports", ("c2",), ("c1",)),
        Relation("k2", "supports", ("e1",), ("c2",)),
        Relation("u1", "undercuts", ("c9",), ("k2",)),
    ),
    issues=(Issue("issue.a", "Alpha"), Issue("issue.a.b", "Beta", parent="issue.a"), Issue("issue.c", "Gamma")),
)


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(), "c1 c2 e1 c9"),
        (Choice(root="c2"), "c2 e1 c9"),
        (Choice(root="c1", depth=1), "c1 c2"),
        (Choice(depth=0), "c1"),
        (Choice(issue="issue.a"), "c1 c2"),
        (Choice(issue="Gamma"), "e1 c9"),
        (Choice(issue="a.b"), "c2"),
        (Choice(kind="evidence"), "e1"),
        (Choice(kind="thesis"), "c1"),
        (Choice(root="c1", kind="claim"), "c1 c2 c9"),
    ],
)
def test_selection(choice: Choice, wanted: str) -> None:
    assert " ".join(select(MAP, choice).shown) == wanted


@given(drawable(), st.data())
@settings(max_examples=25, deadline=None)
def test_relations_of_a_part_are_those_that_its_rule_gives_in_the_end(amap: ArgumentMap, data: st.DataObject) -> None:
    """Held against the rule applied to all relations of the map, over and over until nothing is new."""
    ids = [component.id for component in amap.components]
    shown = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True)))
    pale = tuple(i for i in data.draw(st.lists(st.sampled_from(ids), unique=True)) if i not in shown)
    here = {*shown, *pale}
    hit = {target for r in amap.relations if {*shown} & {*r.sources} for target in r.targets}
    found: set[str] = set()
    for _ in amap.relations:
        for r in amap.relations:
            joined = sum(m in here for m in r.mutual) > 1 or ({*r.sources} & here and {*r.targets} & here)
            if joined and r.name != "cites" and (r.id in hit or {*shown} & {*r.ends} or {*r.targets} & found):
                found.add(r.id)
                here.add(r.id)
    whole = select(amap, Choice())
    part = whole.part(shown=shown, context=pale)
    assert [r.id for r in part.relations] == [r.id for r in amap.relations if r.id in found]
    assert part.graph is whole.graph
    assert reading_order(part) == [i for i in reading_order(whole) if i in shown]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(root="c11"), "perhaps c1"),
        (Choice(issue="alfa"), "no issue"),
        (Choice(kind="clam"), "kinds in this map"),
        (Choice(section="7"), "no section"),
        (Choice(root="e1", kind="thesis"), "ask for less"),
    ],
)
def test_wrong_names_are_told(choice: Choice, said: str) -> None:
    with pytest.raises(ArgmapError, match=said):
        select(MAP, choice)


def test_a_map_without_components_is_refused() -> None:
    with pytest.raises(ArgmapError, match="no components"):
        select(ArgumentMap("empty"), Choice())


def test_an_undercut_is_drawn_with_its_line() -> None:
    assert [r.id for r in View(MAP, ("c2", "e1", "c9")).relations] == ["k2", "u1"]
    assert [r.id for r in View(MAP, ("c2", "c9")).relations] == []


@given(drawable())
def test_reading_order_holds_every_component_once(amap: ArgumentMap) -> None:
    view = select(amap, Choice())
    assert sorted(reading_order(view)) == sorted(view.shown)
    reached = {i for start in top(MapGraph(amap)) for i in view.graph.beneath(start)}
    assert reached >= set(view.shown)


@given(drawable())
def test_folds_take_in_every_hidden_component_once(amap: ArgumentMap) -> None:
    view = select(amap, Choice())
    lean = fold(view, view.shown[:2])
    members = [m for f in lean.folds for m in f.members]
    assert sorted([*members, *lean.shown]) == sorted(view.shown)
    assert all(end in {*lean.shown, *(r.id for r in lean.relations)} for f in lean.folds for end in f.bears_on)


def test_a_fold_hangs_on_what_it_bears_on() -> None:
    lean = fold(select(MAP, Choice()), ["c1"])
    (group,) = lean.folds
    assert group.bears_on == ("c1",) and set(group.members) == {"c2", "e1", "c9"}
    assert dict(group.subjects) == {"Beta": 1, "Gamma": 2}


def test_depth_counts_from_the_theses() -> None:
    assert "c9" not in select(MAP, Choice(depth=1)).shown
    assert select(MAP, Choice(depth=1)).heading == "theses and 1 level below"


def test_issue_by_any_name() -> None:
    assert find_issue(MAP, "c") == find_issue(MAP, "issue.c") == find_issue(MAP, "Gamma") == "issue.c"


def test_order_is_level_by_level() -> None:
    view = select(big(40), Choice())
    order = reading_order(view)
    distance = view.graph.beneath("c0")
    levels = [distance[i] for i in order if i in distance]
    assert order[0] == "c0" and levels == sorted(levels)


def test_undercuts_of_undercuts_hang_together_on_a_sheet():
    steps = [Relation(f"u{n}", "undercuts", (f"x{n}",), (f"u{n - 1}" if n else "k",)) for n in range(6)]
    ids = ["a", "b", *(f"x{n}" for n in range(6))]
    components = tuple(Component(ident, "claim", thesis=ident == "a") for ident in ids)
    relations = (Relation("k", "supports", ("b",), ("a",)), *steps)
    view = select(ArgumentMap("m", components=components, relations=relations), Choice())
    page = page_view(view, ("x3", "x4"))
    assert page.context == ("x2",) and page.folds[0].members == ("x5",)
    assert [(r.id, r.targets) for r in page.relations] == [("u3", ("x2",)), ("u4", ("u3",))]
    assert {made.bears_on for made in fold(view, ["a", "b", "x0"]).folds} == {("u0",)}
