"""Changes as lines and as a page: all that is said is there, and escaped."""

from __future__ import annotations

from html.parser import HTMLParser

from argmap.model import ArgumentMap, Component
from argmap.render.changes import html, text
from argmap.versions.diff import diff

OLD = ArgumentMap("m", components=(Component("c1", "claim", "<b>old</b>"), Component("c2", "claim", "Gone")))
NEW = ArgumentMap("m", components=(Component("c1", "claim", "<script>new"), Component("c3", "evidence", "Quite new")))


def words(page: str) -> str:
    """The page's text."""
    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append
    parser.feed(page)
    return " ".join(parts)


def test_signs_and_aspects():
    lines = text(diff(OLD, NEW)).splitlines()
    assert [line[0] for line in lines[:4]] == ["~", " ", "+", "-"]


def test_the_page_says_what_changed_and_runs_nothing():
    page = html(diff(OLD, NEW), "old.xml", "new.xml")
    assert "<script" not in page
    for said in ("<b>old</b>", "<script>new", "Gone", "Quite new", "old.xml", "new.xml"):
        assert said in words(page)


def test_no_changes():
    assert "no changes" in html(diff(OLD, OLD), "a", "b")
