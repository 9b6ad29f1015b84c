"""CATMA's form, by the conditions that CATMA's own importer sets."""

from __future__ import annotations

import pytest
from lxml import etree

from argmap.model import Annotator, ArgumentMap, Component, Fragment, Relation
from argmap.tei.encodings import encoded
from argmap.tei.reader import read
from tests.tei.test_export import TEXT

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
COMPONENTS = (
    Component("a", "claim", "First.", (Fragment(0, 20, "src:0-20"),), annotator="ann"),
    Component("CATMA_B", "evidence", "", (Fragment(8, 30, "src:8-30"), Fragment(40, 44, "src:40-44"))),
    Component("none", "claim", "Said nowhere."),
)
MAP = ArgumentMap(
    "m",
    text=TEXT,
    components=COMPONENTS,
    relations=(Relation("k", "supports", ("CATMA_B",), ("a",)), Relation("u", "undercuts", ("none",), ("k",))),
    annotators=(Annotator("ann", "Ann"),),
)


@pytest.fixture(scope="module")
def tree():
    return etree.fromstring(encoded(MAP, "catma"))


def test_slices_cover_the_text_once(tree):
    ranges = [ptr.get("target").partition("char=")[2] for ptr in tree.iterfind(".//t:ptr", NS)]
    assert ranges == ["0,8", "8,20", "20,30", "30,40", "40,44", "44,52"]
    marked = [seg.get("ana").split() for seg in tree.iterfind(".//t:seg", NS)]
    first = marked[0][0]
    assert marked == [[first], [first, "#CATMA_B"], ["#CATMA_B"], ["#CATMA_B"]]
    assert TEXT.content not in "".join(tree.itertext())


def test_what_catma_asks_of_annotations_and_tags(tree):
    """Ids begin with CATMA_, each annotation has a declared tag, each property is declared, tags have a colour."""
    tags = {item.get(ID): item for item in tree.iterfind(".//t:encodingDesc/t:fsdDecl/t:fsDecl", NS)}
    assert len(tags) == 2 and all(" " in item.getparent().get("n") for item in tags.values())
    instances = {item.get(ID): item for item in tree.iterfind(".//t:text/t:fs", NS)}
    assert len(instances) == 2  # what has no passage is none
    for seg in tree.iterfind(".//t:seg", NS):
        assert all(code.startswith("#CATMA_") and code[1:] in instances for code in seg.get("ana").split())
    for item in instances.values():
        declared = {one.get("name"): one for one in tags[item.get("type")].iterfind("t:fDecl", NS)}
        assert {one.get("name") for one in item.iterfind("t:f", NS)} <= declared.keys()
        assert int(declared["catma_displaycolor"].findtext(".//t:string", namespaces=NS)) < 0
        assert all(one.get(ID).startswith("CATMA_") for one in declared.values())


def test_what_catma_asks_of_the_header(tree):
    for path in ("titleStmt/t:title", "titleStmt/t:author", "publicationStmt/t:publisher"):
        assert tree.find(f".//t:fileDesc/t:{path}", NS) is not None
    version = tree.find(f".//t:sourceDesc/t:ab/t:fs[@{ID}='CATMA_TECH_DESC']/t:f[@name='version']", NS)
    assert "".join(version.itertext()) == "5"


def test_relations_lead_to_annotations_and_come_back(tree):
    known = {item.get(ID) for item in tree.iter() if item.get(ID)}
    ends = [end for item in tree.iterfind(".//t:relation", NS) for end in (item.get("active"), item.get("passive"))]
    assert all(end[1:] in known for end in ends)
    found, problems = read(encoded(MAP, "catma"))
    assert [item.code for item in problems] == ["E211"]  # as in the home form: there is a text, and one is not in it
    assert [item.id for item in found.components] == ["a", "CATMA_B", "none"] and found.relations == MAP.relations


def test_without_any_passage_nothing_is_wrong():
    bare = ArgumentMap("m", components=COMPONENTS[2:])
    assert read(encoded(bare, "catma")) == (bare, [])


def test_an_annotation_copied_in_catma_keeps_its_own_id():
    data = encoded(MAP, "catma").decode()
    start = data.index("<fs ", data.index("</body>"))
    copied = data[start : data.index("</fs>", start) + len("</fs>")].replace('xml:id="CATMA_', 'xml:id="CATMA_COPY_')
    found, _ = read((data[:start] + copied + data[start:]).encode())
    assert {"a", "CATMA_B", "none"} < {item.id for item in found.components} and len(found.components) == 4
