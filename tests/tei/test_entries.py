"""Header entries come and go without touching anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.model import Annotator, Issue, Scheme, Voice
from argmap.problems import ArgmapError
from argmap.tei.entries import (
    add_annotator,
    add_entry,
    remove_annotator,
    remove_entry,
    replace_annotator,
    replace_entry,
)
from argmap.tei.reader import read

FILE = (
    b'<?xml version="1.0"?>\r\n<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0">\r\n\t<t:teiHeader>\r\n\t\t<t:fileDesc>\r\n'
    b"\t\t\t<t:titleStmt><t:title>x</t:title></t:titleStmt>\r\n\t\t</t:fileDesc>\r\n\t</t:teiHeader>\r\n"
    b"\t<t:text><t:body><t:p>x</t:p></t:body></t:text>\r\n</t:TEI>\r\n"
)


@pytest.fixture(params=["home", "prefixed with tabs and CRLF", "UTF-16"])
def data(request, shared) -> bytes:
    if request.param == "home":
        return (shared / "encoding" / "a_full_edition.xml").read_bytes()
    return FILE if request.param != "UTF-16" else FILE.decode().encode("utf-16")


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Issue("issue.new", "New & <old>", "Is it?"), "issue"),
        (Issue("issue.plain", "Plain"), "issue"),
        (Voice("voice.new", "Somebody"), "voice"),
        (Scheme("scheme.new", "From somewhere"), "scheme"),
    ],
)
def test_entries(data, entry, kind):
    added = add_entry(data, entry)
    assert getattr(read(added)[0], kind)[entry.id] == entry
    changed = replace(entry, label="Another \u2014 label")
    replaced = replace_entry(added, changed)
    assert getattr(read(replaced)[0], kind)[entry.id] == changed
    assert replace_entry(replaced, entry) == added
    assert remove_entry(added, entry.id) == data


def test_issues_below_others(data):
    above = add_entry(data, Issue("issue.top", "Top"))
    below = add_entry(above, Issue("issue.below", "Below", "Why?", "issue.top"))
    assert read(below)[0].issue["issue.below"] == Issue("issue.below", "Below", "Why?", "issue.top")
    assert remove_entry(below, "issue.below") == above
    assert remove_entry(below, "issue.top") == data


def test_annotators(data):
    person, program = Annotator("ann.new", "N. N.", "reader"), Annotator("ann.bot", "bot 1.0", "suggestions", True)
    added = add_annotator(data, person)
    both = add_annotator(added, program)
    assert read(both)[0].annotators[-2:] == (person, program)
    renamed = replace_annotator(both, replace(person, name="A < B"))
    assert person.id in {item.id for item in read(renamed)[0].annotators if item.name == "A < B"}
    assert remove_annotator(both, "ann.bot") == added
    assert remove_annotator(added, "ann.new") == data


def test_the_file_keeps_its_manner():
    added = add_entry(FILE, Issue("issue.a", "A"))
    assert added.count(b"\r\n") == added.count(b"\n")
    assert b'\r\n\t\t\t\t\t<t:category xml:id="issue.a"><t:catDesc>A</t:catDesc></t:category>\r\n' in added


def test_misuse_is_told(shared):
    data = (shared / "encoding" / "a_full_edition.xml").read_bytes()
    for call, words in [
        (lambda: add_entry(data, Issue("issue.cost", "x")), "taken"),
        (lambda: add_entry(data, Issue("9", "x")), "XML name"),
        (lambda: add_entry(data, Issue("issue.b", "x", "", "issue.none")), "no issue"),
        (lambda: replace_entry(data, Voice("voice.none")), "no category"),
        (lambda: remove_annotator(data, "c1"), "no respStmt"),
        (lambda: add_entry(b"<TEI><text/></TEI>", Issue("a", "x")), "teiHeader"),
        (lambda: add_annotator(b"<TEI><teiHeader><x/></teiHeader></TEI>", Annotator("a")), "titleStmt"),
    ]:
        with pytest.raises(ArgmapError, match=words):
            call()
