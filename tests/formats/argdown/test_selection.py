"""What Argdown's map shows, setting by setting; what is expected was drawn by Argdown 2.0.1.

Of a mode that it does not know, it shows next to nothing; argmap takes the usual one.
"""

from __future__ import annotations

import pytest

from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.selection import Uses, select

TEXT = """# One

[A]: a #x
  - [B]: b
  + b without title

[C]: c alone

## Two #deep

<D>: d #y

(1) [P]: p
(2) q
----
(3) [A]

<E>: alone {isInMap: true}

<F>: hidden {isInMap: false}
  +> [A]

[G]: g
  + <D>
  - [P]
"""


def shown(selection=""):
    model = build(parse(f"===\nselection: {{{selection}}}\n===\n\n{TEXT}"))
    chosen, _ = select(model, Uses(model))
    return "".join(sorted(item.title[0] for group in (chosen.statements, chosen.arguments) for item in group))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("", "ABDEGPU"),
        ("statementSelectionMode: nonsense", "ABDEGPU"),
        ("statementSelectionMode: all", "ABDEGPUU"),
        ("excludeDisconnected: false", "ABCDEGPU"),
        ("excludeDisconnected: null", "ABDEGPU"),
        ("statementSelectionMode: top-level", "ABDEGU"),
        ("statementSelectionMode: with-relations", "ABDEGPU"),
        ("statementSelectionMode: not-used-in-argument", "BDEGU"),
        ("statementSelectionMode: with-more-than-one-relation", "BDEGU"),
        ("selectedSections: [One]", "ABU"),
        ("selectedSections: []", ""),
        ("selectedTags: [x, y]", "AD"),
        ("selectedTags: [x, y], selectElementsWithoutTag: true", "ABDEGPU"),
        ("excludeStatements: [A], excludeArguments: [E]", "DGP"),
        ("includeStatements: [C]", "ABCDEGPU"),
        ("ignoreIsInMap: true", "ABDFGPU"),
    ],
)
def test_each_setting(selection, expected):
    assert shown(selection) == expected
