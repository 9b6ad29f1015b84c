"""What an annotation without text knows of its text."""

from __future__ import annotations

from argmap.tei.fingerprint import read_fingerprint
from argmap.tei.home import fingerprint_lines, region_lines
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.targets import Target, Targets
from argmap.text.reading import ReadingText, Region

TEXT = ReadingText.of(
    "One two three. Four five six seven.",
    pages=(Region(0, 15, "1"), Region(15, 35, "2")),
    sections=(Region(0, 15, "1", "One two"), Region(15, 35, "2")),
    raw_sha256="f" * 64,
)


def _file(lines: list[str], text: str = "") -> bytes:
    return f'<TEI><teiHeader/>{text}<standOff type="argument">{"".join(lines)}</standOff></TEI>'.encode()


def test_fingerprint_pages_and_sections_read_back():
    found = read_fingerprint(parse(_file([*fingerprint_lines(TEXT), *region_lines(TEXT)])))
    assert found is not None
    assert found.content is None
    for name in ("length", "sha256", "opening", "closing", "raw_sha256", "pages", "sections"):
        assert getattr(found, name) == getattr(TEXT, name)
    assert read_fingerprint(parse(_file([]))) is None


def test_a_text_that_is_another_one_is_reported():
    amap, problems = read(_file(fingerprint_lines(TEXT), "<text><body><p>Else.</p></body></text>"))
    assert "W209" in {p.code for p in problems}
    assert amap.text is not None and amap.text.content == "Else."


def test_neighbours_are_fetched_once_and_only_relative_ones():
    asked: list[str] = []

    def fetch(name: str) -> bytes | None:
        asked.append(name)
        return {"a.txt": b"One  two", "b.xml": b"<TEI><text><p>Three</p></text></TEI>", "c.bin": b"\xff\x00"}.get(name)

    targets = Targets(Target.of(parse(b"<TEI/>")), fetch)
    contents = [t.reading.content if (t := targets.get(name)) and t.reading else None for name in ("a.txt", "b.xml")]
    assert contents == ["One two", "Three"]
    assert targets.get("a.txt") is targets.get("a.txt")
    assert targets.get("c.bin") is None
    assert targets.get("https://example.org/a.txt") is None
    assert targets.get("none") is None
    assert asked == ["a.txt", "b.xml", "c.bin", "none"]
