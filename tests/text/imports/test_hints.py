"""Hints by line number become hints by printed line."""

from __future__ import annotations

from argmap.text.imports import ImportOptions, clean
from argmap.text.imports.hints import Hints, Indexed
from argmap.text.imports.layout import measure
from argmap.text.imports.passages import reading

TEXT = "Head of it\n\nThe text begins here and\nit goes on.\nA second one begins.\n\n7 A note is here.\n"


def test_blank_lines_do_not_count_as_printed_lines():
    known = Indexed(measure(TEXT), Hints(roles={7: "footnote"}, begins={3: "why"}, numbers={7: "7"}, opens={7, 99}))
    assert (known.roles, known.begins, known.numbers, known.opens) == ({4: "footnote"}, {1: "why"}, {4: "7"}, {4})


def test_hints_decide_over_guesses():
    hints = Hints(
        roles={7: "footnote"}, heads={1: "large"}, begins={1: "a", 3: "b", 5: "c"}, numbers={7: "7"}, whole=True
    )
    cleaned = clean(TEXT, None, hints)
    assert [block.kind for block in cleaned.blocks] == ["head", "p", "p", "footnote"]
    assert reading(cleaned, cleaned.blocks[1])[0] == "The text begins here and\nit goes on."
    assert list(cleaned.numbers.values()) == ["7"]


def test_a_hinted_repair_can_be_switched_off():
    hints = Hints(roles={7: "footnote"}, begins={1: "a", 7: "b"}, heads={1: "large"}, whole=True)
    kinds = [block.kind for block in clean(TEXT, ImportOptions(skip=("footnote", "heading")), hints).blocks]
    assert kinds == ["p", "p"]


def test_what_is_left_out_is_no_line_but_an_edit():
    start = TEXT.index("7 A")
    cleaned = clean(TEXT, None, Hints(omitted=[(start, len(TEXT) - 1, "elsewhere")], whole=True))
    assert [(e.kind, cleaned.text[e.start : e.end]) for e in cleaned.edits if e.kind == "left-out"] == [
        ("left-out", "7 A note is here.")
    ]
    assert all(block.end <= start for block in cleaned.blocks)
