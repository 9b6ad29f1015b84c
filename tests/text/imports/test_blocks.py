"""Where paragraphs begin."""

from __future__ import annotations

import pytest

from argmap.text.imports.blocks import build
from argmap.text.imports.layout import measure

FULL = "The boats went over the lake in the evening and came back when it was late and dark"


def blocks(text, headings=(), roles=None, breaks=(), kept=frozenset()):
    layout = measure(text)
    layout.roles = dict(roles or {})
    layout.breaks = set(breaks)
    made = build(layout, dict.fromkeys(headings, "told"), len(layout.lines), kept)
    return [(block.kind, text[block.start : block.end]) for block in made]


def kinds(*args, **more):
    return [kind for kind, _ in blocks(*args, **more)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{FULL}\n{FULL}.\n\n{FULL}\n{FULL}.\n", 2),
        (f"{FULL}\n\nand {FULL}.\n\n{FULL}.\n{FULL}.\n", 2),  # small letter after a blank line
        (f"{FULL},\n\nBo Oake said.\n\n{FULL}.\n{FULL}.\n", 2),  # comma before a blank line
        (f"{FULL}.\n   {FULL}\n{FULL}.\n   {FULL}\n{FULL}.\n\nEnd.\n{FULL}\n{FULL}\n", 4),  # indents
    ],
)
def test_paragraphs_set_apart_by_blank_lines_or_indents(text, number):
    assert kinds(text) == ["p"] * number


def test_a_page_turn_parts_paragraphs_only_after_a_short_last_line():
    tail = f"\n\n{FULL}.\n{FULL}\n{FULL}.\n"
    assert kinds(f"{FULL}\n{FULL}.\n {FULL}.{tail}", breaks=[2]) == ["p", "p"]
    assert kinds(f"{FULL}\nShort end.\n {FULL}.{tail}", breaks=[2]) == ["p", "p", "p"]


def test_what_interrupts_a_paragraph_stays_inside_it():
    text = f"{FULL}\n\n12\n\nand {FULL}.\n\n{FULL}.\n{FULL}\n{FULL}.\n"
    assert kinds(text, roles={1: "pageNum"}) == ["p", "p"]
    text = text.replace("and", "And").replace("dark\n\n12", "dark.\n\n12")
    assert kinds(text, roles={1: "pageNum"}) == ["p", "pageNum", "p", "p"]


def test_lists_and_headings():
    text = f"{FULL}:\n\n-One is here.\n\n- Two is so.\n\n(a) Three.\n\nThe\nlakes\n\n{FULL}\n{FULL}\n{FULL}.\n"
    assert kinds(text, headings=[4, 5]) == ["p", "item", "item", "item", "head", "p"]


def test_a_run_in_heading_is_a_heading():
    text = f"Abstract: {FULL}\n{FULL}.\n"
    assert [kind for kind, _ in blocks(text)] == ["head", "p"]
    assert blocks(text)[0][1] == "Abstract:"


def test_a_break_can_be_kept_against_the_evidence():
    text = f"{FULL}\n\nand {FULL}.\n\n{FULL}.\n{FULL}.\n"
    assert len(blocks(text, kept={1})) == len(blocks(text)) + 1


def test_lines_of_unwrapped_text_are_paragraphs():
    line = " ".join([FULL] * 4) + "."
    assert kinds("\n".join([line] * 3)) == ["p"] * 3
