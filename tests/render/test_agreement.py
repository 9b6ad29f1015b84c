"""The report on agreement as lines, Markdown and a page: complete and escaped."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from argmap.analysis.agreement.parts import Options
from argmap.analysis.agreement.report import agree
from argmap.render.agreement import html, markdown, text
from tests.analysis.agreement.samples import ONE, TWO, both

QUICK = Options(rounds=10)


def test_pages_hold_every_score_and_disagreement_and_run_nothing():
    hostile = replace(
        ONE, components=(replace(ONE.components[0], gloss="<script>|x", kind="evidence"), *ONE.components[1:])
    )
    report = agree(("<b>one", "two"), [both(one=hostile, two=TWO)], QUICK)
    page, table, lines = html(report), markdown(report), text(report)
    assert "<script" not in page
    assert "<script" not in table.replace("\\<script", "")
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append
    parser.feed(page)
    for score in report.scores:
        assert score.name in found
        assert score.name in lines
    assert sum("<script>|x" in item for item in found) >= 1
    rows = [line for line in table.splitlines() if line.startswith("| text ")]
    assert len(rows) == len(report.disagreements) + 1
