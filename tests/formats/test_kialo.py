"""Kialo exports: outline, sides, links to claims elsewhere, pages that are cited."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.extra import kept
from argmap.problems import DataError

EXPORT = """Discussion Title: Should kerbs go?

1. Kerbs should go.
1.1. Pro: Wheels [stumble](https://example.org/a_(b)) over \\[high\\] kerbs
and prams do,
1. at corners too.
1.1.1. Con: -> See 1.2.1.
1.2. Con: They keep cars off.
1.2.1. Con: Bollards do that better.
1.2.1.1. Pro: -> See 1.1.
2. Kerbs should be lowered.
2.1. Pro: -> See 1.1.1.
"""


def test_an_outline_becomes_a_map():
    amap, problems = formats.read(EXPORT.encode(), "export.txt")
    assert problems == []
    assert (amap.id, amap.title) == ("export", "Should kerbs go?")
    assert {item.id: item.gloss for item in amap.components} == {
        "1": "Kerbs should go.",
        "1.1": "Wheels stumble over [high] kerbs and prams do, 1. at corners too.",
        "1.2": "They keep cars off.",
        "1.2.1": "Bollards do that better.",
        "2": "Kerbs should be lowered.",
    }
    assert [item.id for item in amap.theses] == ["1", "2"]
    links = {(r.name, r.sources, r.targets) for r in amap.relations if r.name != "cites"}
    assert links == {
        ("supports", ("1.1",), ("1",)),
        ("attacks", ("1.2.1",), ("1.1",)),
        ("attacks", ("1.2",), ("1",)),
        ("attacks", ("1.2.1",), ("1.2",)),
        ("supports", ("1.1",), ("1.2.1",)),
        ("supports", ("1.2.1",), ("2",)),
    }
    (page,) = amap.bibliography
    assert page.text == "https://example.org/a_(b)"
    assert "https://example.org" in kept("kialo", amap.component["1.1"].extra)["text"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1.3.1. Pro: An orphan.", "E913"),
        ("1.3. Pro: -> See 9.9.", "E913"),
        ("1.2. Con: The number again.", "E912"),
        ("1.4. No side at all.", "E914"),
    ],
)
def test_faults_have_a_line_and_lose_nothing(line, code):
    amap, problems = formats.read((EXPORT + line + "\n").encode(), "e.txt")
    assert [(item.code, item.place.line) for item in problems] == [(code, 13)]
    assert len(amap.components) == 6
    if code == "E912":
        assert (amap.relations[-1].name, amap.relations[-1].sources) == ("attacks", (amap.components[-1].id,))


def test_links_in_a_circle_end():
    text = "1. Root.\n1.1. Pro: -> See 1.2.\n1.2. Pro: -> See 1.1.\n"
    amap, problems = formats.read(text.encode(), "e.txt", "kialo")
    assert {item.code for item in problems} == {"E913"}
    assert len(amap.components) >= 2


def test_depth_and_length_cost_no_stack():
    lines = [f"{'.'.join(['1'] * (n + 1))}. {'Pro: ' if n else ''}Claim {n}" for n in range(1500)]
    amap, problems = formats.read("\n".join(lines).encode(), "e.txt", "kialo")
    assert (len(amap.components), len(amap.relations), problems) == (1500, 1499, [])


def test_no_outline():
    with pytest.raises(DataError, match="no numbered claim"):
        formats.read(b"Discussion Title: nothing else", "e.txt")


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet="1. ProCn:->Se[](x)\\\n", max_size=120))
def test_any_text_is_read_or_refused(text):
    try:
        amap, _ = formats.read(text.encode(), "e.txt", "kialo")
    except DataError:
        return
    assert amap.components
