"""Files grouped by text, and the names of annotators."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.analysis.agreement.corpus import grouped


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({"c/anna/t.xml": "1", "c/boris/t.xml": "1"}, {"t": ["anna", "boris"]}),
        ({"t-anna.xml": "1", "t-boris.xml": "1", "u-anna.xml": "2", "u-carl.xml": "2"},
         {"t": ["anna", "boris"], "u": ["anna", "carl"]}),
        ({"anna.xml": "1", "boris.xml": "1"}, {"anna": ["anna", "boris"]}),
        ({"x/t.xml": "1", "y/x/t.xml": "1"}, {"t": ["x/t.xml", "y/x/t.xml"]}),
        ({"a/t.xml": "1", "b/t.xml": "1", "c/t.xml": "2", "d/t.xml": "2"}, {"t": ["a", "b"], "t (2)": ["c", "d"]}),
    ],
)  # fmt: skip
def test_names(files, wanted):
    texts, alone = grouped({Path(name): text for name, text in files.items()})
    assert {name: list(map(str, who)) for name, who in texts} == wanted
    assert alone == []


def test_what_stands_alone():
    texts, alone = grouped({Path("a.xml"): "1", Path("b.xml"): "2", Path("c.xml"): "1"})
    assert [list(who.values()) for _, who in texts] == [[Path("a.xml"), Path("c.xml")]]
    assert alone == [Path("b.xml")]
