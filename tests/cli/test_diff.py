"""``argmap diff``: its forms, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_merge import call, desk

__all__ = ["desk"]


def test_diff_in_all_its_forms(desk: Path):
    assert "re-glossed" in call("diff", "base.xml", "ours.xml")
    assert json.loads(call("diff", "base.xml", "ours.xml", "--json"))["count"] == {"component re-glossed": 1}
    for name in ("out.html", "out.txt", "out.json"):
        call("diff", "base.xml", "ours.xml", "-o", name)
        assert "Ours." in (desk / name).read_text()
    assert call("diff", "links.xml", "links.xml") == "no changes\n"
    assert "claim c1: Ours." in call("diff", "--textconv", "ours.xml")
    assert call("diff", "--textconv", "none.xml") == ""


def test_other_notations_are_compared_too(desk: Path):
    (desk / "1.argdown").write_text("[A b]: One.\n  - [C]: Two.\n", encoding="utf-8")
    call("convert", "1.argdown", "1.xml")
    assert call("diff", "1.argdown", "1.xml") == "no changes\n"
    (desk / "2.argdown").write_text("[A b]: One.\n  - [C]: Three.\n", encoding="utf-8")
    assert "re-glossed" in call("diff", "1.xml", "2.argdown")


@pytest.mark.parametrize("words", [["base.xml"], ["base.xml", "links.xml"], ["base.xml", "ours.xml", "-o", "o.docx"]])
def test_misuse(desk: Path, words: list[str]):
    before = sorted(desk.iterdir())
    call("diff", *words, status=2)
    assert sorted(desk.iterdir()) == before
