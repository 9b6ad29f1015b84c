"""From an article to the edition that is annotated: imported once, never written over."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from argmap.problems import ArgmapError, DataError
from argmap.web.base import MOST_BYTES
from argmap.web.opening import edition_for, redirect_file
from argmap.web.session import Session
from argmap.workspace import load
from tests.web.bench import sample

ARTICLE = (
    "On kerbs\n\nKerbs keep the water in. They should be low.\n\nRain falls all winter, and the low town floods.\n"
)
PAGE = (
    "<!doctype html><html lang=en><head><title>On kerbs</title></head><body><article><h1>On kerbs</h1>"
    "<p>Kerbs keep the water in.</p></article></body></html>"
)


def test_an_article_is_imported_once_and_then_opened(tmp_path: Path):
    path = tmp_path / "kerbs.txt"
    path.write_text(ARTICLE)
    opened = edition_for(path)
    assert opened.path == tmp_path / "kerbs.xml" and (tmp_path / "kerbs-import.txt").read_text()
    session = Session(opened.path, "Ada Moss")
    session.act("mark", {"kind": "claim", "spans": [[10, 30]]}, 0)
    session.save(1)
    session.close()
    before = opened.path.read_bytes()
    again = edition_for(path)
    assert again.path == opened.path and "before" in again.told[0]
    assert opened.path.read_bytes() == before and len(load(again.path)[0].components) == 1


@pytest.mark.parametrize("there", [b"", b"my notes", b"<p>other</p>", ARTICLE.encode()])
def test_what_has_the_editions_name_is_never_written_over(tmp_path: Path, there: bytes):
    path, taken = tmp_path / "kerbs.txt", tmp_path / "kerbs.xml"
    path.write_text(ARTICLE)
    taken.write_bytes(there)
    with pytest.raises(ArgmapError, match=r"another text"):
        edition_for(path)
    assert taken.read_bytes() == there and not (tmp_path / "kerbs-import.txt").exists()


def test_the_article_changed_since(tmp_path: Path):
    path = tmp_path / "kerbs.txt"
    path.write_text(ARTICLE)
    edition_for(path)
    path.write_text(ARTICLE.replace("low town", "whole town"))
    with pytest.raises(ArgmapError, match="another text"):
        edition_for(path)


def test_pages_are_imported_and_tei_is_taken_as_it_is(tmp_path: Path):
    (tmp_path / "page.html").write_text(PAGE)
    opened = edition_for(tmp_path / "page.html")
    assert "Kerbs keep" in opened.path.read_text()
    path = sample(tmp_path)
    assert edition_for(path).path == path
    bare = path.rename(tmp_path / "article")
    assert edition_for(bare).path == bare


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.argdown", b"[A]: Kerbs help.\n  + <B>: They keep water in.\n"), ("a.json", b'{"argmap": 1, "id": "m"}')],
)
def test_a_map_in_another_notation_is_no_article(tmp_path: Path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ArgmapError) as caught:
        edition_for(tmp_path / name)
    assert f"argmap convert {name} a.xml" in caught.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_is_left_of_what_cannot_be_imported(tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    for name in ("empty.txt", "broken.pdf"):
        with pytest.raises((ArgmapError, DataError)):
            edition_for(tmp_path / name)
    with pytest.raises(ArgmapError, match="no such file"):
        edition_for(tmp_path / "nowhere.txt")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken.pdf", "empty.txt"]


@pytest.mark.parametrize("name", ["huge.xml", "huge.txt"])
def test_files_that_are_too_large_are_not_even_read(tmp_path: Path, name: str):
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)  # a hole: no room is taken on the disk
    with pytest.raises(ArgmapError, match="too large"):
        Session(edition_for(tmp_path / name).path)


def test_the_address_is_handed_over_in_a_file_of_ones_own():
    address = "http://127.0.0.1:1/?token=a&b='\""
    with redirect_file(address) as page:
        to = re.search(r'url=([^"]*)"', page.read_text())
        assert to is not None and unescape(to[1]) == address
        assert os.name != "posix" or page.parent.stat().st_mode & 0o077 == 0
    assert not page.exists() and not page.parent.exists()
