"""Where annotation goes in files of all shapes, and that nothing of it stays behind."""

from __future__ import annotations

import pytest

from argmap.model import Component, Fragment, Relation
from argmap.tei.parse import parse
from argmap.tei.scaffold import range_prefix
from argmap.tei.writer import add_component, add_relation, remove_component, remove_relation

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = "<teiHeader>\n <fileDesc><titleStmt><title>x</title></titleStmt></fileDesc>\n</teiHeader>"
TEXT = '<text><body><p xml:id="p">One two.</p></body></text>'
SRC = (
    '<encodingDesc><listPrefixDef><prefixDef ident="src" matchPattern="(.+)" replacementPattern="b.xml#$1"/>'
    "</listPrefixDef></encodingDesc>"
)
SHAPES = {
    "usual": f"<TEI {NS}>\n{HEADER}\n{TEXT}\n</TEI>",
    "no header": f"<TEI {NS}>{TEXT}</TEI>",
    "empty header": f"<TEI {NS}><teiHeader/>{TEXT}</TEI>",
    "prefix taken": f"<TEI {NS}>{HEADER.replace('</teiHeader>', SRC + '</teiHeader>')}{TEXT}</TEI>",
    "empty standOff": f'<TEI {NS}>{HEADER}{TEXT}<standOff type="argument"></standOff></TEI>',
    "empty tags": f'<TEI {NS}>{HEADER}{TEXT}<standOff type="argument"><spanGrp type="components"/></standOff></TEI>',
    "other standOff": f"<TEI {NS}>{HEADER}<standOff><listPerson><person/></listPerson></standOff>{TEXT}</TEI>",
    "prefixed": '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0">\n<t:text><t:p>One two.</t:p></t:text></t:TEI>',
    "corpus": f"<teiCorpus {NS}>{HEADER}<TEI>{HEADER}{TEXT}</TEI></teiCorpus>",
    "comment last": f"<TEI {NS}>{HEADER}{TEXT}<!-- end -->\n\n</TEI><?after?>\n",
    "group with its own attributes": f'<TEI {NS}>{HEADER}{TEXT}<standOff type="argument"><spanGrp type="components" '
    'resp="#x"><span xml:id="c7" type="claim" target="#p"/></spanGrp></standOff></TEI>',
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("order", [("k1", "a", "b"), ("k1", "b", "a")])
def test_all_comes_out_again(shape, order):
    data = SHAPES[shape].encode()
    first = add_component(data, Component("a", "claim", "A", (Fragment(0, 3),)))
    second = add_component(first, Component("b", "evidence", "B", (Fragment(4, 8),), annotator="x"))
    third = add_relation(second, Relation("k1", "supports", ("b",), ("a",)))
    names = [node.name for node in parse(third).root.elements]
    assert "standOff" in names
    if "text" in names:
        assert names.index("standOff") > names.index("text") or shape == "other standOff"
    changed = third
    for ident in order:
        changed = (remove_relation if ident == "k1" else remove_component)(changed, ident)
    assert changed == data


@pytest.mark.parametrize(
    ("shape", "ident", "declared"),
    [("usual", "src", False), ("no header", "", True), ("empty header", "", True), ("prefix taken", "text", False)],
)
def test_the_prefix_of_ranges(shape, ident, declared):
    prefix = range_prefix(parse(SHAPES[shape].encode()))
    assert (prefix.ident, not prefix.lines) == (ident, declared)
