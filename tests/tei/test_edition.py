"""The edition made of a printed text: valid, lossless, right in its parts."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.problems import DataError
from argmap.tei.edition import edition_from_text, restore, text_stream
from argmap.tei.text import reading_text
from argmap.text.imports import ImportOptions, Report
from tests.text.imports.test_clean import SAMPLE
from tests.text.printer import article

NS = {"t": "http://www.tei-c.org/ns/1.0"}
OPTIONS = ImportOptions(
    title="Ferries & <Villages>",
    authors=("Ann Marlow", "Bo Oake"),
    date="2014-05",
    container="Lake Review",
    volume="3:1",
    pages="7–9",
    language="en-GB",
)
LIST = (
    "It has these parts:\n\n-One is here. It is long.\n\n-Two is here.\n\nAbstract: It is short.\n\nKeywords\n\nboats\n"
)
FOREIGN = "Abstract\n\nIt is so.\n\nNobody paid.\n\nConclusion\n\nIt ended.\n\nAbstract\n\nAnother text begins, and it"
# pieces and separators of hostile texts: every trap, and characters that XML cannot hold
TRAP_WORDS = (
    "alpha Beta gamma-delta post- exten- sion. “Quote.”12 note3 4 81 Abstract Conclusion iNTRodUCTioN CoNCLUsioN "
    "https://x.org/a U.S. J. These — a— - -item vol.3:1,_winter_2012 n \u00a0 \u2028 \x85 \x01 \x02 \ufffe é é & < ]]> "
    "\u2060 \ufeff 中文。 ⁵ The_quick_brown_fox_jumps_over_it. Ann_Marlow"
)
PIECES = st.sampled_from(re.split(" ", TRAP_WORDS))
BREAKS = st.sampled_from([" ", "\n", "\n\n", "\n ", "\f", "\r\n", "\r", "  ", "\n\n\n", "\n\f", "\t", "\x0b", "\n  "])
TRAPS = st.lists(st.tuples(PIECES, BREAKS), min_size=1, max_size=60).map(
    lambda pairs: "".join(piece.replace("_", " ") + end for piece, end in pairs)
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])


def find(edition: bytes, path: str) -> list[etree._Element]:
    return etree.fromstring(edition).xpath(path, namespaces=NS)


def plain(nodes) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in nodes]


@pytest.fixture(scope="module")
def tei_all(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))

    def faults(edition: bytes) -> list[str]:
        return [error.message for error in schema.validate(turbohtml.parse_xml(edition.decode())).errors]

    return faults


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.one_of(TRAPS, st.text(max_size=100)), ENCODINGS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_comes_back_byte_for_byte(text, encoding, newline):
    raw = text.replace("\n", newline).encode(encoding, "replace" if encoding == "cp1252" else "surrogatepass")
    try:
        edition, report = edition_from_text(raw)
    except DataError:
        return
    etree.fromstring(edition)
    assert restore(edition, Report.from_json(report.as_json())) == raw
    for repair in report.repairs:
        assert 0 <= repair.raw[0] <= repair.raw[1] and 0 <= repair.at[0] <= repair.at[1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TRAPS)
def test_every_edition_is_valid_tei(tei_all, text):
    try:
        edition, _ = edition_from_text(text.encode())
    except DataError:
        return
    assert tei_all(edition) == []


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (SAMPLE, OPTIONS),
        (SAMPLE, ImportOptions()),
        (SAMPLE, ImportOptions(title="Ours", title_supplied=True, container="Lake Review", date="spring 2014")),
        (SAMPLE, ImportOptions(title="1984", authors=("A",), id="9 bad id", pages="iv-x")),
        (LIST, OPTIONS),
        (FOREIGN, ImportOptions()),
        (article(1).text, OPTIONS),
    ],
)
def test_editions_with_all_kinds_of_facts_are_valid_tei(tei_all, text, options):
    assert tei_all(edition_from_text(text.encode(), options)[0]) == []


def test_the_same_text_gives_the_same_bytes():
    assert edition_from_text(SAMPLE.encode(), OPTIONS)[0] == edition_from_text(SAMPLE.encode(), OPTIONS)[0]


@pytest.mark.parametrize("feed", [False, True])
@pytest.mark.parametrize("seed", [3, 4])
def test_the_reading_text_is_what_was_printed(seed, feed):
    printed = article(seed, feed=feed)
    edition, report = edition_from_text(printed.text.encode(), ImportOptions(first_page=41))
    reading = reading_text(edition)
    assert reading.content == " ".join(printed.paragraphs)
    assert [page.n for page in reading.pages] == [str(41 + number) for number in range(printed.pages)]
    assert reading.raw_sha256 == report.raw_sha256 == hashlib.sha256(printed.text.encode()).hexdigest()
    sentences = plain(find(edition, "//t:s"))
    clean = [re.sub(r"\.\d+$", ".", sentence) for sentence in sentences]
    assert all(sentence.endswith(".") for sentence in clean)
    marks = find(edition, "//t:ref[@type='note']")
    assert [mark.get("n") for mark in marks] == [mark.text for mark in marks] == [str(n) for n in printed.notes]


def test_parts_of_the_sample():
    edition, _ = edition_from_text(SAMPLE.encode(), OPTIONS)
    assert plain(find(edition, "//t:body/t:fw")) == ["7", "vol. 3:1 spring 2014"]
    assert plain(find(edition, "//t:choice/t:reg")) == ["Introduction", "The Winter Crossings"]
    assert plain(find(edition, "//t:choice/t:orig")) == ["iNTRodUCTioN", "thE wiNTER CRossiNGs"]
    assert plain(find(edition, "//t:note[@type='pullquote']"))[0].startswith("The council must publish")
    assert plain(find(edition, "//t:fw[@type='ornament']")) == ["■"]
    assert [node.get("n") for node in find(edition, "//t:pb")] == ["7"]
    assert find(edition, "//t:biblStruct/@xml:id") == ["src"]
    assert plain(find(edition, "//t:titleStmt/t:author")) == ["Ann Marlow", "Bo Oake"]
    assert find(edition, "//t:biblScope[@unit='page']/@from") == ["7"]


def test_nothing_is_invented_for_an_unknown_author():
    edition, _ = edition_from_text(LIST.encode(), ImportOptions(title="On parts", title_supplied=True))
    assert not find(edition, "//t:author")
    assert plain(find(edition, "//t:titleStmt/t:title[@type='supplied']")) == ["On parts"]
    assert find(edition, "//t:imprint/t:date/@*") == []


def test_lists_run_in_headings_and_abstracts():
    edition, _ = edition_from_text(LIST.encode())
    assert plain(find(edition, "//t:list/t:item/t:s")) == ["One is here.", "It is long.", "Two is here."]
    assert plain(find(edition, "//t:head"))[0] == "Abstract:"
    foreign, _ = edition_from_text(FOREIGN.encode())
    assert [node.get("type") for node in find(foreign, "//t:div")] == ["abstract", None, None, "foreign"]
    assert "Another" not in (reading_text(foreign).content or "")


def test_a_word_broken_over_a_page_is_joined():
    lines = article(0, feed=True).text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("\f"))
    lines[at - 1], lines[at] = lines[at - 1] + " mainte-", "\fnance " + lines[at][1:]
    edition, _ = edition_from_text("\n".join(lines).encode())
    assert b'mainte<pb n="[2]" break="no"/>nance' in edition
    assert "maintenance" in reading_text(edition).content


@pytest.mark.parametrize("sample", [SAMPLE, LIST, FOREIGN, article(5, feed=True).text])
def test_every_repair_can_be_undone_alone(sample):
    _, report = edition_from_text(sample.encode())
    offered = [r for r in report.repairs if r.kind not in ("suspect", "character", "blank-line")]
    assert offered
    for repair in offered[:: max(1, len(offered) // 12)]:
        place = f"{repair.line}:{repair.column}"
        edition, other = edition_from_text(sample.encode(), ImportOptions(skip=(place,)))
        assert (repair.kind, place) not in [(r.kind, f"{r.line}:{r.column}") for r in other.repairs]
        assert restore(edition, other) == sample.encode()


def test_restoring_from_a_changed_edition_is_refused():
    edition, report = edition_from_text(SAMPLE.encode())
    with pytest.raises(DataError, match="was changed"):
        restore(edition.replace(b"pontoon", b"raft"), report)
    with pytest.raises(DataError, match="no text element"):
        restore(b"<TEI/>", report)
    with pytest.raises(DataError, match="not well-formed"):
        restore(edition[:-9], report)
    annotated = edition.replace(b"</TEI>", b"<standOff><listAnnotation/></standOff></TEI>")
    assert restore(annotated, report) == SAMPLE.encode()


def test_the_stream_is_the_text_elements_own():
    assert text_stream(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><a>x</a><text><b>y&amp;</b>z</text>q</TEI>') == "y&z"


def test_both_articles(articles):
    for path in articles:
        raw = path.read_bytes()
        edition, report = edition_from_text(raw)
        assert restore(edition, report) == raw
        paragraphs = plain(find(edition, "//t:body//t:p"))
        broken = [text for text in paragraphs if not re.search(r"(?:[.?!:”)]|\d| n|etc)$", text)]
        assert broken == []
    counts = report.counts()
    assert (counts["page-break"], counts["note-mark"], counts["pull-quote"], counts["ornament"]) == (15, 34, 1, 1)
    assert [node.get("n") for node in find(edition, "//t:pb")] == [str(number) for number in range(81, 97)]
    assert len(find(edition, "//t:div")) == 7
