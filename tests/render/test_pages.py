from __future__ import annotations

import pytest

from argmap.model import ArgumentMap
from argmap.problems import ArgmapError
from argmap.render.look import Look
from argmap.render.pages import Press, paged, single
from argmap.render.paper import paper
from argmap.render.scene import Scene
from argmap.render.view import Choice, select
from tests.render.maps import big
from tests.render.test_layout import assert_clear

LOOK = Look(engine="bundled")


def full(scene: Scene) -> list[str]:
    return [item.id for item in scene.boxes if item.role == "box" and item.kind != "context"]


def legible(scene: Scene) -> bool:
    return min(t.size for item in scene.items for t in item.texts) * scene.scale >= 6.3


@pytest.mark.parametrize("grouping", ["branch", "issue", "section"])
def test_every_component_stands_in_full_on_some_legible_page(grouping: str) -> None:
    sheet = paper("a4")
    told: list[int] = []
    scenes = paged(select(big(60), Choice()), Press(LOOK, sheet, grouping=grouping, told=told.append))
    assert sum(told) == 2 * len(big(60).components)
    drawn = [ident for scene in scenes[1:] for ident in full(scene)]
    if grouping == "branch":
        drawn += full(scenes[0])
    assert sorted(drawn) == sorted(c.id for c in big(60).components)
    assert 3 < len(scenes) < 20
    assert len({scene.scale for scene in scenes}) == 1
    for scene in scenes:
        assert legible(scene)
        assert scene.width * scene.scale <= sheet.inner[0] + 0.1
        assert scene.height * scene.scale <= sheet.inner[1] + 0.1
        assert_clear(scene)


def test_sections_come_in_the_order_of_the_text_and_issues_in_that_of_the_code_book() -> None:
    for grouping, wanted in (("section", ["Opening", "Close"]), ("issue", [f"Subject {n}" for n in range(6)])):
        scenes = paged(select(big(40), Choice()), Press(LOOK, paper("a4"), grouping=grouping))
        titles = " ".join(scene.title for scene in scenes[1:])
        assert [titles.find(name) for name in wanted] == sorted(titles.find(name) for name in wanted)


def test_page_references_lead_to_the_right_page() -> None:
    scenes = paged(select(big(50), Choice()), Press(LOOK, paper("a4")))
    where = {ident: n for n, scene in enumerate(scenes, 1) for ident in full(scene)}
    seen = 0
    for scene in scenes:
        for item in scene.boxes:
            if item.kind == "context":
                assert f"in full on page {where[item.id]}" in item.title
                seen += 1
    assert seen


def test_a_single_figure_shows_the_top_and_counts_the_rest() -> None:
    amap = big(70)
    scene = single(select(amap, Choice()), Press(LOOK, paper("a4"), grouping="issue"))
    shown = full(scene)
    assert "c0" in shown and 8 <= len(shown) < 70
    assert legible(scene)
    words = " ".join(t.text for item in scene.items if item.role == "caption" for t in item.texts)
    assert f"{len(shown)} of 70 components" in words
    tabs = [item for item in scene.items if item.role == "fold"]
    assert tabs and all("more" in item.title for item in tabs)


def test_what_fits_is_neither_folded_nor_paged() -> None:
    view = select(big(6), Choice())
    assert len(paged(view, Press(LOOK, paper("a4")))) == 1
    assert sorted(full(single(view, Press(LOOK, paper("a4"))))) == [f"c{n}" for n in range(6)]


def test_a_star_does_not_become_a_ribbon() -> None:
    from argmap.model import Component, Relation

    ids = [f"c{n}" for n in range(1, 13)]
    amap = ArgumentMap(
        "star",
        components=tuple(Component(i, "claim", "A short reason") for i in ["c0", *ids]),
        relations=tuple(Relation(f"k{i}", "supports", (i,), ("c0",)) for i in ids),
    )
    scene = single(select(amap, Choice()), Press(LOOK, paper("a4")))
    assert len(full(scene)) == 13
    assert 0.3 < scene.width / scene.height < 3


def test_a_heading_promises_no_more_than_the_page_holds() -> None:
    from argmap.model import Component, Relation

    long = "A long reason that takes many words to say, so that few of its like find room on one page " * 2
    ids = [f"c{n}" for n in range(40)]
    apart = tuple(Component(i, "claim", long, issues=("issue.a",)) for i in ids)
    thesis = Component("t", "claim", "Thesis", thesis=True, issues=("issue.b",))
    amap = ArgumentMap("m", components=(thesis, *apart), relations=(Relation("k", "supports", ("c0",), ("t",)),))
    press = Press(LOOK, paper("a4"))
    whole = " ".join(scene.title for scene in paged(select(amap, Choice()), press)[1:])
    assert "not tied to the thesis" in whole
    part = " ".join(scene.title for scene in paged(select(amap, Choice(issue="a")), press)[1:])
    assert "not tied to the thesis" not in part and "further components" in part


def test_unknown_grouping_is_refused() -> None:
    with pytest.raises(ArgmapError, match="no way to group"):
        paged(select(big(5), Choice()), Press(LOOK, paper("a4"), grouping="colour"))
