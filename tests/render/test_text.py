"""Trees in words: plain text, Markdown, DOT."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from argmap.model import ArgumentMap, Component, Relation
from argmap.render import dot, markdown, text
from argmap.render.look import Look
from argmap.render.tree import walk
from argmap.render.view import Choice, select
from argmap.render.wasm import run
from tests.render.maps import big, drawable
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


@given(drawable())
def test_every_component_has_its_grounds_once_and_cycles_end(amap: ArgumentMap) -> None:
    view = select(amap, Choice())
    twigs = list(walk(view))
    first = [t.component for t in twigs if t.component and not t.again]
    assert set(first) == set(view.shown)
    assert len(twigs) < 60 * (len(view.shown) + len(view.relations) + 1)


def test_a_very_deep_chain_does_not_overflow() -> None:
    count = 3000
    amap = ArgumentMap(
        "deep",
        components=tuple(Component(f"c{n}", "claim", "x") for n in range(count)),
        relations=tuple(Relation(f"k{n}", "supports", (f"c{n + 1}",), (f"c{n}",)) for n in range(count - 1)),
    )
    assert sum(1 for _ in walk(select(amap, Choice()))) == count


@settings(max_examples=40, deadline=None)
@given(drawable(6))
def test_no_gloss_makes_markdown_of_its_own(amap: ArgumentMap) -> None:
    html = MarkdownIt("commonmark").enable("table").render(markdown.write(select(amap, Choice())))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h1", "h2", "p", "ul", "li", "strong", "em", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 1 + len(amap.components)


def test_the_table_tells_pages_and_relations() -> None:
    rows = markdown.write(select(big(8), Choice())).splitlines()
    row = next(r for r in rows if r.startswith("| c1 "))
    assert "| 81 |" in row and "supports c0" in row


@settings(max_examples=25, deadline=None)
@given(drawable(6))
def test_dot_is_valid_for_any_gloss(amap: ArgumentMap) -> None:
    source = dot.write(select(amap, Choice()), Look())
    assert b"</svg>" in run(source, "svg", 20)


@pytest.mark.skipif(not shutil.which("dot"), reason="no program dot")
def test_dot_is_valid_for_the_machines_own_program() -> None:
    source = dot.write(select(big(30), Choice()), Look(direction="tb"))
    done = subprocess.run(["dot", "-Tplain"], input=source.encode(), capture_output=True, check=True, timeout=20)
    assert done.stdout.count(b"\nnode ") >= 30 and not done.stderr


def test_dot_labels_are_the_glosses() -> None:
    amap = ArgumentMap("m", components=(Component("c1", "claim", r'Say "no" \N <b>'),))
    assert r"Say \"no\" \\N <b>\l" in dot.write(select(amap, Choice()), Look())
