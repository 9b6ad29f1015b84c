"""Matching items of three versions, renaming ids that two things share, and what stays."""

from __future__ import annotations

import pytest

from argmap.tei.parse import parse
from argmap.versions.decide import Decisions, name_of
from argmap.versions.emit import with_attribute
from argmap.versions.match import Matching, ends
from argmap.versions.pairs import gloss_likeness, overlap
from argmap.versions.rename import renamed
from argmap.versions.tree import Version


def matched(*texts: str) -> list[list[str]]:
    """For each entry below the root, what the versions hold (markup, "" for nothing)."""
    matching = Matching([Version(text.encode()) if text else None for text in texts])
    return [[item.raw.decode() if item else "" for item in entry.sides] for entry in matching.entries[1:]]


def test_by_id_wherever_it_stands():
    found = matched('<a><b xml:id="x"/><c/></a>', '<a><c><b xml:id="x"/></c></a>', '<a><c/><b xml:id="x" n="1"/></a>')
    assert ['<b xml:id="x"/>', '<b xml:id="x"/>', '<b xml:id="x" n="1"/>'] in found


def test_without_ids_what_says_the_same_goes_first():
    found = matched(
        "<a><note>1</note><note>2</note></a>", "<a><note>2</note></a>", "<a><note>1</note><note>3</note></a>"
    )
    assert ["<note>1</note>", "", "<note>1</note>"] in found
    assert ["<note>2</note>", "<note>2</note>", "<note>3</note>"] in found


def test_groups_are_known_by_the_ids_in_them():
    one = '<a><g><b xml:id="x"/></g></a>'
    two = '<a><g><b xml:id="y"/></g><g><b xml:id="x" n="1"/></g></a>'
    assert ['<g><b xml:id="x"/></g>', '<g><b xml:id="x" n="1"/></g>', '<g><b xml:id="x"/></g>'] in matched(
        one, two, one
    )


def test_what_both_added_is_one_thing_only_if_it_is_alone_or_alike():
    assert ["", "<list>1</list>", "<list>2</list>"] in matched("<a/>", "<a><list>1</list></a>", "<a><list>2</list></a>")
    assert ["", "<note>1</note>", ""] in matched("<a/>", "<a><note>1</note></a>", "<a><note>2</note></a>")
    assert ["", "<note>1</note>", "<note>1</note>"] in matched("", "<a><note>1</note></a>", "<a><note>1</note></a>")


def test_what_one_removed_and_the_other_left_goes():
    texts = (
        '<a><b xml:id="x"/><b xml:id="y"/></a>',
        '<a><b xml:id="y"/></a>',
        '<a><b xml:id="x"/><b xml:id="y" n="1"/></a>',
    )
    matching = Matching([Version(text.encode()) for text in texts])
    decisions = Decisions(matching)
    assert {entry.any.id: decisions.keeps(entry) for entry in matching.entries[1:]} == {"x": False, "y": True}
    assert not decisions.doubts
    assert [name_of(entry.any) for entry in matching.entries[1:]] == ["x", "y"]


def test_ends_are_local_pointers():
    root = Version(b'<a active="#b #c" passive="x.xml#d" n="e"/>').root
    assert list(ends(root)) == ["b", "c"]


def test_two_things_of_one_new_id():
    span = '<a><span xml:id="c1" target="{}"><gloss>{}</gloss></span><relation active="#c1" passive="#c1 x#c1"/></a>'
    base = parse(b"<a/>")
    ours, alike, other = (parse(span.format(*said).encode()) for said in (("1", "g"), ("1", "h"), ("2", "h")))
    assert renamed(base, ours, alike) == (alike.source.data, {})
    data, new = renamed(base, ours, other)
    assert new == {"c2": "c1"}
    assert data.decode() == span.format("2", "h").replace('"c1"', '"c2"').replace("#c1", "#c2").replace("x#c2", "x#c1")


@pytest.mark.parametrize(
    ("tag", "value", "wanted"),
    [
        ("<a b='1' c=\"2\">", "x<'\"", '<a b="x&lt;\'&quot;" c="2">'),
        ("<a c='b=\"1\"'/>", "2", '<a b="2" c=\'b="1"\'/>'.replace('<a b="2" c=\'b="1"\'', '<a c=\'b="1"\' b="2"')),
        ('<a\n  b = "1">', "", "<a>"),
        ("<a>", "", "<a>"),
    ],
)
def test_attributes_of_a_tag_as_written(tag: str, value: str, wanted: str):
    got = with_attribute(tag, "b", value)
    assert got == wanted
    closed = got if got.endswith("/>") else f"{got}</a>"
    assert parse(closed.encode()).root.attrs.get("b", "") == value


def test_overlap_and_likeness():
    assert overlap([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert overlap([], []) == 0
    assert gloss_likeness("a b c", "a b d") == gloss_likeness("a b d", "a b c") == pytest.approx(2 / 3)
    assert gloss_likeness("", "") == 0
