"""Trees in words: plain text, Markdown, DOT."""

from __future__ import annotations

from argmap.model import ArgumentMap, Component, Relation
from argmap.render import text
from argmap.render.view import Choice, select
from tests.render.test_view import MAP


def test_the_tree_reads_like_the_argument() -> None:
    lines = text.write(select(MAP, Choice()), width=60).splitlines()
    assert lines[2:6] == [
        "c1 [thesis] Top",
        "└─ + c2 [claim] Mid",
        "   └─ + e1 [evidence] Low",
        "      └─ × c9 [claim against k2] Objection",
    ]


def test_linked_premises_are_joined() -> None:
    amap = ArgumentMap(
        "m",
        components=tuple(Component(f"c{n}", "claim", f"G{n}") for n in range(3)),
        relations=(Relation("k", "supports", ("c1", "c2"), ("c0",)),),
    )
    lines = text.write(select(amap, Choice())).splitlines()
    assert "└─ + linked premises, which only work together:" in lines
    assert "   ├─ & c1 [claim] G1" in lines


def test_deep_branches_keep_to_the_width() -> None:
    """Rails that would leave no room are counted; every line still says what it says."""
    many = 300
    amap = ArgumentMap(
        "m",
        components=tuple(Component(f"c{n}", "claim", f"Step {n} of the way.") for n in range(many)),
        relations=tuple(Relation(f"k{n}", "supports", (f"c{n + 1}",), (f"c{n}",)) for n in range(many - 1)),
    )
    lines = text.write(select(amap, Choice()), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("298 … ") and f"c{many - 1} " in line for line in lines)
