"""Lines, spacing, widths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.imports.layout import PLACEHOLDER, bare, letters, measure, terminal, width, working

LINES = [f"boats went over the lake number {number} and then" for number in range(9)]


@given(st.text(alphabet="ab \n\r\f\x0b\x01\ufffe\u2028é", max_size=40))
def test_the_working_text_keeps_every_offset(text):
    work = working(text)
    assert len(work) == len(text)
    assert all(a == b for a, b in zip(work, text, strict=True) if b not in "\r\f\x0b\x01\ufffe\n" and b != " ")


@given(st.text(alphabet="ab \n\t.é", max_size=60))
def test_lines_name_their_place(text):
    layout = measure(text)
    for line in layout.lines:
        assert text[line.start : line.end] == line.text == text.split("\n")[line.number - 1]
        assert text[line.first : line.last] == line.text.strip() == line.body
    assert "".join(letters(line.body) for line in layout.lines) == letters(text)


def test_spacing_and_density():
    single = measure("\n".join(LINES[:4]) + "\n\n" + "\n".join(LINES[4:]))
    double = measure("\n\n".join(LINES))
    assert (single.spacing, single.dense, double.spacing, double.dense) == (0, False, 1, True)
    assert measure("\n".join(LINES)).dense
    assert measure("\n\n".join(line + "." for line in LINES)).spacing == 0
    assert not measure("\n\n".join(" ".join(LINES) for _ in range(3))).wrapped


@pytest.mark.parametrize(
    ("body", "expected"),
    [("end.", True), ("end.”12", True), ("end?)", True), ("these:", True), ("it was¹", False), ("and,", False)],
)
def test_terminal(body, expected):
    assert terminal(body) is expected


def test_width_and_bare():
    assert width("iii") < width("nnn") < width("mmm")
    assert bare(f" {PLACEHOLDER}\n a b {PLACEHOLDER} ") == "a b"
