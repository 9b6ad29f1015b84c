"""CATMA's archive: the text beside its annotations, whose passages count UTF-16 units of that file."""

from __future__ import annotations

from argmap.model import ArgumentMap, Component, Fragment
from argmap.tei.catma_text import with_text
from argmap.text.reading import ReadingText
from argmap.workspace import load
from tests.workspace.packing import tarred

RAW = "\ufeff🚲 Kerbs  should go.\r\n\r\nWheels stumble."
PASSAGES = ("Kerbs  should go", "Wheels stumble", "🚲 Kerbs")


def units(words: str) -> tuple[int, int]:
    """Where words stand in the text, counted as Java counts."""
    text = RAW[1:]
    start = text.index(words)
    first, last = (len(text[:at].encode("utf-16-le")) // 2 for at in (start, start + len(words)))
    return first, last


def collection(spans: list[tuple[int, int]]) -> str:
    """A collection of annotations, one for each span, as CATMA exports it."""
    name = '<f name="catma_markupauthor"><string>ada</string></f>'
    marks = [f'<fs xml:id="CATMA_{n}" type="CATMA_TAG">{name}</fs>' for n in range(len(spans))]
    parts = [
        f'<seg ana="#CATMA_{n}"><ptr target="catma://CATMA_DOC#char={start},{end}" type="inclusion"/></seg>'
        for n, (start, end) in enumerate(spans)
    ]
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><fsdDecl xml:id="CATMA_SET" n="Set">'
        '<fsDecl xml:id="CATMA_TAG" n="1" type="CATMA_TAG"><fsDescr>claim</fsDescr></fsDecl></fsdDecl></encodingDesc>'
        f'</teiHeader><text><body><ab type="catma">{"".join(parts)}</ab></body>{"".join(marks)}</text></TEI>'
    )


def test_passages_have_their_words(tmp_path):
    spans = [*map(units, PASSAGES), (5, 900)]
    plain = collection(spans)
    name = "Talk_100%_1"
    archive = tmp_path / "CATMA-Corpus-Export.tar.gz"
    archive.write_bytes(
        tarred({f"corpus/{name}/{name}.txt": RAW, f"corpus/{name}/annotationcollections/first.xml": plain})
    )
    amap, _ = load(archive)
    assert amap.text is not None and amap.text.content == "🚲 Kerbs should go. Wheels stumble."
    found = {amap.passage(item) for item in amap.components}
    assert found == {"Kerbs should go", "Wheels stumble", "🚲 Kerbs", ""}


def test_nothing_is_taken_from_elsewhere():
    asked: list[str] = []
    for file in ("a.xml", "annotationcollections/a.xml", "x/y/a.xml"):
        amap = ArgumentMap("m", components=(Component("c", "claim", "", (Fragment(0, 5),)),), file=file)
        assert with_text(amap, asked.append) is amap
    assert asked == []
    known = ArgumentMap("m", text=ReadingText(3, "x"), file="d/annotationcollections/a.xml")
    assert with_text(known, lambda _: b"other") is known
