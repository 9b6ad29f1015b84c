"""Mending: what has one right answer is mended, everything else stays byte for byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.check import check
from argmap.check.fix import MENDED, fix
from argmap.check.markup import check_document
from argmap.model import Fragment
from argmap.tei.home import check_lines
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.text.normal import digest

PROBLEMS = Path(__file__).resolve().parents[1] / "data/problems"
SAMPLE = (PROBLEMS / "with/sample.xml").read_bytes()
PREFIX = b"""<listPrefixDef><prefixDef ident="src" matchPattern="(\\d+)-(\\d+)" replacementPattern="#char=$1,$2"/>
      </listPrefixDef>
      <classDecl>"""
SENTENCE = "Two of them ran dry last year."


def fragment_lines(pointer: str, words: str) -> list[str]:
    """A fingerprint of these words, whatever stands at the pointer's place."""
    start, end = map(int, pointer.removeprefix("src:").split("-"))
    fragment = Fragment(start, end, pointer, words.split()[0], words.split()[-1], digest(words))
    return check_lines([fragment], lambda fragment: fragment.pointer, None)


def problems(data: bytes) -> set[str]:
    amap, told = read(data)
    return {item.code for item in (*told, *check(amap), *check_document(parse(data)))}


def with_range(start: int, end: int, extra: str = "", text: str = "") -> bytes:
    """The sample whose evidence is marked by a range."""
    data = SAMPLE.replace(b"<classDecl>", PREFIX).replace(b'target="#s2"', f'target="src:{start}-{end}"'.encode())
    data = data.replace(b"already.</gloss>", b"already.</gloss>" + extra.encode())
    return data.replace(b"The town should", text.encode() + b"The town should") if text else data


@pytest.mark.parametrize("path", sorted(PROBLEMS.rglob("*.xml")), ids=lambda path: path.stem)
def test_each_problem_file_is_mended_or_left_alone(path):
    data = path.read_bytes()
    if path.stem in ("E100", "E101", "E102", "E103", "E104"):
        return
    mended, done = fix(data, path.name)
    assert (mended == data) == (not done)
    assert fix(mended, path.name) == (mended, [])
    assert {item.code for item in done} <= MENDED & {path.stem}
    assert problems(mended) <= problems(data)
    if done:
        assert path.stem not in problems(mended)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ('active="e1"', 'active="#e1"'),
        ('active="#e1 #e1"', 'active="#e1"'),
        ('type="Evidence"', 'type="evidence"'),
        ('name="SUPPORTS"', 'name="supports"'),
        ('target="#s2" ana="#issue.water" cert="High"', 'target="#s2" ana="#issue.water" cert="high"'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_only_the_value_changes_in_any_encoding(broken, whole, encoding):
    text = (
        SAMPLE.decode()
        .replace("UTF-8", encoding.upper().replace("LATIN-1", "ISO-8859-1"))
        .replace("mayor denies", "mayor dénies")
    )
    assert whole in text
    mended, done = fix(text.replace(whole, broken, 1).encode(encoding))
    assert mended == text.encode(encoding)
    assert len(done) == 1


def test_a_misspelling_that_needs_judgement_is_left():
    data = SAMPLE.replace(b'type="evidence"', b'type="evidense"')
    assert fix(data) == (data, [])


@given(st.text("abc .\n", max_size=60), st.booleans())
@settings(max_examples=60)
def test_a_passage_that_moved_is_found_again(before, doubled):
    """Words put before the text move every passage; one that stands there twice is nobody's to choose."""
    fingerprint = "".join(fragment_lines("src:46-76", SENTENCE))
    data = with_range(46, 76, fingerprint, before + "x " + (SENTENCE + " ") * doubled)
    mended, done = fix(data)
    amap, _ = read(mended)
    if doubled:
        assert mended == data
        assert "E501" in problems(data)
    else:
        assert [item.code for item in done] == ["E501"]
        assert amap.passage(amap.component["e1"]) == SENTENCE
        assert "E501" not in problems(mended)
        assert mended.count(amap.component["e1"].fragments[0].pointer.encode()) == 2


def test_a_missing_fingerprint_is_added_and_nothing_else():
    data = with_range(46, 76)
    mended, done = fix(data)
    assert [item.code for item in done] == ["W507"]
    changes = [
        line for line in difflib.ndiff(data.decode().splitlines(), mended.decode().splitlines()) if line[0] in "-+"
    ]
    added = "".join(line[2:].strip() for line in changes if line[0] == "+")
    assert digest(SENTENCE) in added
    assert problems(mended) == set()
    assert mended.replace(mended[mended.index(b"\n        <fs") : mended.index(b"</fs>") + 5], b"") == data


def test_line_ends_of_the_file_are_kept():
    data = with_range(46, 76).replace(b"\n", b"\r\n")
    mended, _ = fix(data)
    assert mended.count(b"\n") == mended.count(b"\r\n") > data.count(b"\r\n")


def test_white_space_at_an_end_goes_and_the_hash_follows():
    fingerprint = "".join(fragment_lines("src:45-77", f" {SENTENCE} "))
    mended, done = fix(with_range(45, 77, fingerprint))
    assert [item.code for item in done] == ["W506"]
    assert b'target="src:46-76"' in mended
    assert digest(SENTENCE).encode() in mended
    assert problems(mended) == set()


def test_the_texts_fingerprint_is_renewed_when_all_passages_stand():
    mark = '<fs type="text"><f name="length"><numeric value="5"/></f><f name="sha256"><string>00</string></f></fs>'
    own = "".join(fragment_lines("src:46-76", SENTENCE))
    data = with_range(46, 76, own).replace(b'<standOff type="argument">', b'<standOff type="argument">' + mark.encode())
    data = data.replace(b'target="#s1"', b'target="src:0-45"')
    mended, done = fix(data)
    amap, told = read(mended)
    assert {item.code for item in done} == {"W209", "W507"}
    assert told == []
    assert f'value="{amap.text.length}"'.encode() in mended and amap.text.sha256.encode() in mended
    changed, _ = fix(data.replace(b"ran dry last", b"ran dry this"))
    assert b"<string>00</string>" in changed
