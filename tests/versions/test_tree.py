"""A version's items hold every byte of the file; what they say does not hang on layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from argmap.tei.newfile import new_annotation
from argmap.versions.tree import MAX_DEPTH, Item, Version
from tests.strategies import maps
from tests.tei.editions import edition

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "annotations").rglob("*.xml")) + sorted((ROOT / "tests/data/problems").glob("[EW][2-7]*.xml"))


def written(item: Item) -> bytes:
    """An item put together from its parts."""
    if item.solid or not item.children:
        return item.lead + item.raw
    data = item.version.data
    inside = b"".join(written(child) for child in item.children) + item.tail
    return item.lead + data[item.start : item.inner[0]] + inside + data[item.inner[1] : item.end]


@pytest.mark.parametrize("data", [*(path.read_bytes() for path in FILES), edition()])
def test_items_make_up_the_file(data: bytes):
    version = Version(data)
    assert version.head + written(version.root) + version.foot == data


@given(maps(max_components=4))
@settings(deadline=None, max_examples=20)
def test_items_make_up_any_annotation(amap):
    data = new_annotation(amap)
    version = Version(data)
    assert version.head + written(version.root) + version.foot == data


def test_deep_files_are_taken_apart_only_so_far():
    data = b"<a>" * 5000 + b"</a>" * 5000
    version = Version(data)
    assert len(version.items()) == MAX_DEPTH
    assert written(version.root) == data


def test_layout_and_comments_do_not_change_what_is_said():
    one, other = (
        Version(data) for data in (b'<a x="1" y="2"><b>c d</b></a>', b"<a y='2'\n x='1'><!-- -->\n<b>c\n d </b></a>")
    )
    third = Version(b'<a x="1" y="2"><b>c</b>d</a>')
    assert one.meaning(one.root) == other.meaning(other.root) != third.meaning(third.root)
