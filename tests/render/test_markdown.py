from __future__ import annotations

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

from argmap.model import ArgumentMap
from argmap.render import markdown
from argmap.render.view import Choice, select
from tests.render.maps import big, drawable


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
