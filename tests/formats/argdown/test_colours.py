"""The colours of Argdown's map; what is expected was painted by Argdown 2.0.1."""

from __future__ import annotations

import json

import pytest

from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.mapform import drawn
from argmap.formats.argdown.parser import parse

TEXT = """# One #s {color: "#123"}

[A]: a #x #y
  - <B>: b {color: "#abcdef"}
  + <C>: c

# Two #y

[D]: d #z {color: 2}
  + [E]: e {color: no}
"""


def painted(settings):
    found = drawn(build(parse(f"===\ncolor: {json.dumps(settings)}\n===\n\n{TEXT}")))
    nodes = [node for group in found["nodes"] for node in (group, *group["children"])]
    return " ".join(f"{node['title'][0]}{node.get('color', '')}" for node in nodes)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "O#123 A#7570b3 B#abcdef C#1b9e77 T#DADADA D#7570b3 E"),
        ({"ignoreColorData": True}, "O#DADADA A#7570b3 B#1b9e77 C#1b9e77 T#DADADA D#66a61e E#1b9e77"),
        ({"colorizeByTag": False}, "O#123 A#1b9e77 B#abcdef C#1b9e77 T#DADADA D#7570b3 E"),
        (
            {"tagColors": {"x": "#111111", "y": {"color": 3, "priority": 2}}, "colorizeGroupsByTag": True},
            "O#123 A#e7298a B#abcdef C#1b9e77 T D#7570b3 E",
        ),
        (
            {"colorScheme": ["#000001", "#000002"], "groupColorScheme": ["#00000a"], "colorizeGroupsByTag": True},
            "O#123 A B#abcdef C#000001 T D E",
        ),
        (
            {"statementColors": {"A": 4, "D": "#000"}, "argumentColors": {"C": "#fff"}, "groupColors": {"One #s": 1}},
            "O#123 A#66a61e B#abcdef C#fff T#DADADA D#7570b3 E",
        ),
        (
            {"groupColors": {"Two #y": 1}, "ignoreColorData": True},
            "O#DADADA A#7570b3 B#1b9e77 C#1b9e77 T#BABABA D#66a61e E#1b9e77",
        ),
    ],
)
def test_each_setting(settings, expected):
    assert painted(settings) == expected
