"""The figure beside the text: near ones first, undercuts with what they hit, no more than can be read."""

from __future__ import annotations

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
    drawn = figure(MAP, "c1", 1)
    assert all(f'data-id="{ident}"' in drawn for ident in ("c1", "c2", "c3", "c4")) and 'data-id="c5"' not in drawn
    assert 'href="#c2"' in drawn and "<style" not in drawn
    assert 'data-id="c2"' in figure(MAP, "", issue="issue.a")
    for ghost in ({"focus": "ghost"}, {"focus": "", "issue": "issue.b"}):
        with pytest.raises(ArgmapError):
            figure(MAP, **ghost)


def test_big_neighbourhoods_are_cut():
    many = tuple(Component(f"e{n}", "evidence") for n in range(300))
    star = tuple(Relation(f"s{n}", "supports", (f"e{n}",), ("c1",)) for n in range(300))
    assert len(neighbourhood(replace(MAP, components=(*MAP.components, *many), relations=star), "c1", 2)) == MOST
