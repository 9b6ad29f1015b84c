"""New files are valid TEI, and so is what splices make of valid files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from argmap.correspondence import Correspondences, Link, Ref, Stance
from argmap.model import Annotator, ArgumentMap, BibItem, Component, Fragment, Issue, Relation, Scheme, Source, Voice
from argmap.tei import correspondences
from argmap.tei.entries import add_annotator, add_entry
from argmap.tei.newfile import detached_view, new_annotation
from argmap.tei.reader import read
from argmap.tei.writer import add_component, add_relation
from argmap.text.reading import ReadingText, Region

TEXT = ReadingText.of(
    "One two three. Four five six.",
    pages=(Region(0, 15, "1"), Region(15, 29, "2")),
    sections=(Region(0, 29, "1", "A long heading of many words"),),
)
FULL = ArgumentMap(
    "m",
    "Title & <more>",
    Source("S", ("A", "B"), "2012-05", "J", "36:1", "81–96", "en", (("DOI", "10.1/x"), ("local", "z")), True),
    TEXT,
    (
        Component(
            "c1", "claim", 'A "gloss"', (Fragment(0, 3), Fragment(None, None, "#nowhere")), ("issue.a", "issue.b"),
            "voice.a", True, "ann.a", "high", ("one", "two"), (("change", "#ch1"), ("n", "7")),
        ),
        Component("e1", "evidence", "", (Fragment(4, 13, status="fuzzy", score=0.93),)),
    ),
    (
        Relation("k1", "supports", ("e1",), ("c1",), (), ("scheme.a",), "ann.a", "0.5", "because"),
        Relation("k2", "undercuts", ("c1", "e1"), ("k1",)),
        Relation("k3", "attacks", mutual=("c1", "e1")),
        Relation("k4", "cites", ("e1",), ("b1",)),
    ),
    (Issue("issue.a", "A", "Q?"), Issue("issue.b", "B", "", "issue.a")),
    (Voice("voice.a", "V"),),
    (Scheme("scheme.a", "S"),),
    (Annotator("ann.a", "N", "r"), Annotator("ann.b", "", "", True)),
    (BibItem("b1", "Some book"),),
)  # fmt: skip
BARE = ArgumentMap("m")
UNKNOWN = ArgumentMap(
    "m", "T", Source("S", (), "c. 1900", "", "", "", "", (("", "10.1/x"),)), replace(TEXT, content=None)
)
A, B = Ref("a.xml", "c1"), Ref("b.xml", "c7")
LINKS = Correspondences(
    "x",
    "T",
    (Issue("issue.a", "A", "Q?"),),
    (Stance("t1", A, "issue.a", "for", "ann", "high", "because"),),
    (
        Link("x1", "broader", A, B, "suggested", "ann", "2026-11-21", reason="why", score=0.93, cues=("one", "two")),
        Link("x2", "contrary", A, B, certainty="high", annotator="ann", issues=("issue.a",)),
    ),
    (Annotator("ann", "N", "r"),),
)
MINIMAL = (
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n <teiHeader>\n  <fileDesc>\n'
    b"   <titleStmt><title>x</title></titleStmt>\n"
    b"   <publicationStmt><p/></publicationStmt>\n   <sourceDesc><p/></sourceDesc>\n  </fileDesc>\n </teiHeader>\n"
    b" <text><body><p>One two three.</p></body></text>\n</TEI>"
)


@pytest.mark.parametrize("amap", [FULL, BARE, UNKNOWN], ids=["full", "bare", "unknown author"])
def test_reading_gives_the_map_back(amap):
    data = new_annotation(amap)
    found, _ = read(data)
    assert found == detached_view(amap)
    assert new_annotation(found) == data


def _spliced(data: bytes) -> bytes:
    component = replace(FULL.components[0], id="c77", fragments=(Fragment(0, 3), Fragment(4, 7)), extra=())
    data = add_component(data, component)
    data = add_relation(data, replace(FULL.relations[0], id="k77", sources=("c77",), targets=("c77",)))
    for entry in (Issue("issue.a", "A", "Q?"), Issue("issue.b", "B", "", "issue.a"), *FULL.voices, *FULL.schemes):
        data = add_entry(data, entry)
    return add_annotator(data, FULL.annotators[0])


def test_all_that_is_written_is_valid_tei(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    written = {
        "full": new_annotation(FULL),
        "bare": new_annotation(BARE),
        "unknown": new_annotation(UNKNOWN),
        "links": correspondences.write(LINKS),
        "no links": correspondences.write(Correspondences("none")),
        "into a minimal file": _spliced(MINIMAL),
        "into the full edition": _spliced((shared / "encoding" / "a_full_edition.xml").read_bytes()),
        "into the detached form": _spliced((shared / "encoding" / "b_standoff_only.xml").read_bytes()),
    }
    faults = {}
    for name, data in written.items():
        etree.fromstring(data)  # ids are unique and well-formed, which the schema does not look at
        found = schema.validate(turbohtml.parse_xml(data.decode())).errors
        if found:
            faults[name] = [error.message for error in found]
    assert faults == {}
