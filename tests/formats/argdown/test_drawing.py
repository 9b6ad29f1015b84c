"""Argdown's map: which edges lead where."""

from __future__ import annotations

import pytest

from argmap.formats.argdown.drawing import map_of
from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.parser import parse

TWO = "<D>\n\n(1) [P]: p\n----\n(2) [C]: c\n\n<E>\n\n(1) [C]\n----\n(2) [Q]: q\n\n"


def arrows(text, mode="all"):
    found = map_of(build(parse(f"===\nselection: {{statementSelectionMode: {mode}}}\n===\n\n{text}")))
    return [f"{item.source.title} {item.kind} {item.target.title}" for item in found.arrows]


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        ("[A]\n  + [B]\n  - <D>", "all", ["B support A", "D attack A"]),
        ("[A]\n  >< [B]", "all", ["A contradictory B"]),
        (TWO, "all", ["D support C", "E support Q", "P support D", "C support E"]),
        (TWO, "not-used-in-argument", ["D support E"]),
        (TWO + "[X]\n  -> [C]", "not-used-in-argument", ["X attack E", "D support E"]),
        (TWO + "[X]\n  >< [C]", "not-used-in-argument", ["X attack E", "D support E"]),
        (TWO + "[C]\n  >< [X]", "not-used-in-argument", ["D attack X", "X attack E", "D support E"]),
        (TWO + "<E>\n  <_ [X]", "not-used-in-argument", ["X undercut E", "D support E"]),
    ],
)
def test_edges_between_what_is_shown(text, mode, expected):
    assert arrows(text, mode) == expected
