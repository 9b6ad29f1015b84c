"""The figure beside the text: near ones first, undercuts with what they hit, no more than can be read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from argmap.model import ArgumentMap, Component, Issue, Relation
from argmap.problems import ArgmapError
from argmap.web.graph import MOST, figure, neighbourhood, of_issue

MAP = ArgumentMap(
    "m",
    components=tuple(
        Component(f"c{n}", "claim", f"Gloss {n}.", issues=("issue.a",) if n < 3 else ()) for n in range(1, 7)
    ),
    relations=(
        Relation("k1", "supports", ("c2", "c3"), ("c1",)),
        Relation("k2", "undercuts", ("c4",), ("k1",)),
        Relation("k3", "attacks", ("c5",), ("c2",)),
    ),
    issues=(Issue("issue.a", "A"), Issue("issue.b", "B", parent="issue.a")),
)


def test_neighbours():
    assert neighbourhood(MAP, "c1", 0) == ["c1"]
    assert neighbourhood(MAP, "c1", 1) == ["c1", "c2", "c3", "c4"]
    assert neighbourhood(MAP, "c1", 2) == ["c1", "c2", "c3", "c4", "c5"]
    assert set(neighbourhood(MAP, "c4", 1)) == {"c4", "c1", "c2", "c3"}
    assert neighbourhood(MAP, "c6", 3) == ["c6"]


def test_issues():
    assert of_issue(MAP, "issue.a") == ["c1", "c2"]
    assert of_issue(MAP, "") == ["c3", "c4", "c5", "c6"]


def test_the_figure_holds_them_and_leads_to_them():
    drawn = figure(MAP, "c1", 1).svg
    assert all(f'data-id="{ident}"' in drawn for ident in ("c1", "c2", "c3", "c4")) and 'data-id="c5"' not in drawn
    assert 'href="#c2"' in drawn and "<style" not in drawn
    assert 'data-id="c2"' in figure(MAP, "", issue="issue.a").svg
    assert all(f'data-id="c{n}"' in figure(MAP, "", None).svg for n in range(1, 7))
    for ghost in ({"focus": "ghost"}, {"focus": "", "issue": "issue.b"}):
        with pytest.raises(ArgmapError):
            figure(MAP, **ghost)


MANY = tuple(Component(f"e{n}", "evidence", issues=("issue.b",)) for n in range(300))
STAR = tuple(Relation(f"s{n}", "supports", (f"e{n}",), (f"e{n // 4}" if n > 3 else "c1",)) for n in range(300))
BIG = replace(MAP, components=(*MAP.components, *MANY), relations=(*MAP.relations, *STAR))


@pytest.mark.parametrize(
    ("focus", "steps", "issue"),
    [("e299", 6, None), ("c1", 6, None), ("e299", None, None), ("", None, None), ("e7", 1, "issue.b")],
)
def test_what_is_too_much_is_folded_and_nothing_vanishes(focus: str, steps: int | None, issue: str | None):
    drawn = figure(BIG, focus, steps, issue)
    boxes = set(re.findall(r'class="box"[^>]*data-id="([^"]+)"', drawn.svg))
    folded = [member for members in drawn.folds.values() for member in members]
    assert len(boxes) == MOST and (focus in boxes or not focus) and len(folded) == len(set(folded))
    wanted = (
        of_issue(BIG, issue)
        if issue
        else [c.id for c in BIG.components]
        if steps is None
        else neighbourhood(BIG, focus, steps)
    )
    assert boxes.isdisjoint(folded) and boxes.union(folded) == set(wanted)
    assert all(f'id="graph.{name}"' in drawn.svg for name in drawn.folds if name != "fold.rest")


def test_a_figure_of_few_does_not_depend_on_the_rest_of_the_map():
    alone = replace(MAP, components=MAP.components[:4], relations=MAP.relations[:2])
    assert figure(MAP, "c1", 1).svg == figure(alone, "c1", 1).svg
