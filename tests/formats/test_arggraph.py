"""arggraph XML: the corpus comes back edge by edge; what it cannot hold travels beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from argmap import formats
from argmap.model import Component, Fragment, Relation
from argmap.plugins import Input
from argmap.problems import DataError

GRAPH = """<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="kerbs" topic_id="streets" stance="pro">
  <edge id="k3" src="a4" trg="k2" type="add"/>
  <edge id="k2" src="a3" trg="k1" type="und"/>
  <edu id="e1"><![CDATA[Kerbs should go,]]></edu>
  <edu id="e2">because wheels &amp; prams stumble</edu>
  <edu id="e3" implicit="true">all day.</edu>
  <edu id="e4"><![CDATA[They keep cars off,]]></edu>
  <edu id="e5"><![CDATA[some say,]]></edu>
  <edu id="e6"><![CDATA[yet bollards do.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/><adu id="a2" type="pro"/><adu id="a3" type="opp"/><adu id="a4" type="opp"/>
  <edge id="s1" src="e1" trg="a1" type="seg"/>
  <edge id="s2" src="e2" trg="j1" type="seg"/>
  <edge id="s3" src="e3" trg="j1" type="seg"/>
  <edge id="s4" src="j1" trg="a2" type="seg"/>
  <edge id="s5" src="e4" trg="a3" type="seg"/>
  <edge id="s6" src="e6" trg="a3" type="seg"/>
  <edge id="s7" src="e5" trg="a4" type="seg"/>
  <edge id="k1" src="a2" trg="a1" type="exa"/>
</arggraph>
"""


def tags(data: bytes) -> list[tuple[tuple[bytes, bytes], ...]]:
    """All elements but the root with their attributes, whatever their order."""
    found = re.findall(rb"<(?:edge|adu|joint|edu)[^>]*>", data)
    return sorted(tuple(sorted(re.findall(rb'(\w+)="([^"]*)"', tag))) for tag in found)


def test_units_joints_and_edges_in_any_order():
    amap, problems = formats.read(GRAPH.encode(), "g.xml")
    assert problems == []
    assert amap.text.content.startswith("Kerbs should go, because wheels & prams stumble all day.")
    assert [amap.passage(item) for item in amap.components] == [
        "Kerbs should go,",
        "because wheels & prams stumble all day.",
        "They keep cars off, … yet bollards do.",
        "some say,",
    ]
    undercut, example = amap.relations
    assert (undercut.id, undercut.name, undercut.sources, undercut.targets) == (
        "k2",
        "undercuts",
        ("a3", "a4"),
        ("k1",),
    )
    assert (example.name, example.schemes) == ("supports", ("scheme.example",))
    assert [item.reported for item in amap.components] == [False, False, True, True]
    written = formats.write(amap, "arggraph").main
    assert tags(written) == tags(GRAPH.encode())
    assert b"<?argmap" not in written


def test_the_corpus_comes_back_edge_by_edge(shared):
    counts: Counter[str] = Counter()
    for path in sorted((shared / "corpora/microtexts-xml").glob("*.xml")):
        amap, problems = formats.read(path.read_bytes(), path.name)
        assert problems == []
        assert tags(formats.write(amap, "arggraph").main) == tags(path.read_bytes())
        counts.update(relation.name for relation in amap.relations)
        counts["adu"] += len(amap.components)
    # as counted in the corpus: 263 sup and 9 exa, 108 reb, 63 und
    assert counts == {"adu": 576, "supports": 272, "attacks": 108, "undercuts": 63}


def test_what_arggraph_cannot_hold_is_beside_it_until_the_file_changes():
    amap, _ = formats.read(GRAPH.encode(), "g.xml")
    richer = replace(
        amap,
        components=(
            replace(amap.components[0], gloss="No kerbs ?> --> please", certainty="high"),
            *amap.components[1:],
        ),
    )
    written = formats.write(richer, "arggraph").main
    assert formats.read(written, "g.xml") == (richer, [])
    changed = written.replace(b'<edge id="k1" src="a2" trg="a1" type="exa"/>', b"")
    again, problems = formats.read(changed, "g.xml")
    assert {item.code for item in problems} == {"W920", "E913"}
    assert [item.id for item in again.relations] == []
    assert again.components[0].gloss == ""


def test_a_changed_component_cuts_the_units_anew():
    amap, _ = formats.read(GRAPH.encode(), "g.xml")
    added = Component("b1", "claim", fragments=(Fragment(6, 12, "src:6-12"),))
    more = replace(amap, components=(*amap.components, added), relations=(Relation("k9", "attacks", ("b1",), ("a1",)),))
    written = formats.write(more, "arggraph").main
    assert b"<![CDATA[should]]>" in written
    assert b'<edge id="k9" src="b1" trg="a1" type="reb"/>' in written
    again, _ = formats.read(re.sub(rb"<\?argmap.*?\?>\n", b"", written), "g.xml")
    assert [again.passage(item) for item in again.components[:2]] == [
        amap.passage(item) for item in amap.components[:2]
    ]
    assert again.passage(again.component["b1"]) == "should"


@pytest.mark.parametrize(
    ("edge", "kept"),
    [
        ('<edge id="x" src="a1" trg="zz" type="sup"/>', 1),
        ('<edge id="x" src="zz" trg="a1" type="reb"/>', 1),
        ('<edge id="x" src="a1" trg="x" type="und"/>', 0),
        ('<edge id="x" src="a1" trg="y" type="add"/><edge id="y" src="a1" trg="x" type="add"/>', 2),
        ('<edge id="x" src="e9" trg="a1" type="seg"/>', 1),
    ],
)
def test_edges_into_the_void_are_told_and_written_back(edge, kept):
    data = GRAPH.replace("</arggraph>", edge + "</arggraph>").encode()
    amap, problems = formats.read(data, "g.xml")
    assert [item.code for item in problems] == ["E913"] * kept
    assert all(item.place.line == GRAPH.count("\n") for item in problems)
    assert len(amap.components) == 4
    assert tags(formats.write(amap, "arggraph").main) == tags(data)


def test_a_file_that_breaks_off_gives_what_is_whole():
    cut = GRAPH[: GRAPH.index('<edge id="k1"') + 20]
    amap, problems = formats.read(cut.encode(), "g.xml")
    assert problems[0].code == "E911" and problems[0].place.line == cut.count("\n") + 1
    assert len(amap.components) == 4 and amap.passage(amap.components[1]).endswith("all day.")


@pytest.mark.parametrize(
    ("end", "units"), [("<edu id='e4'", 3), ("<joint", 6), ('<adu id="a2"', 6), ('<edge id="s1"', 6)]
)
def test_units_whose_argument_units_are_cut_off_are_components(end, units):
    graph = re.sub(r'  <edge id="k[23]".*\n', "", GRAPH).replace('"a1"', '"e2"')  # an argument unit may be called so
    cut = graph[: graph.index(end.replace("'", '"'))] + "<"
    amap, problems = formats.read(cut.encode(), "g.xml", "arggraph")
    passages = [amap.passage(item) for item in amap.components if item.fragments]
    assert len(passages) == units and " ".join(passages) == amap.text.content
    assert len({item.id for item in amap.components}) == len(amap.components)
    assert [item.code for item in problems] == ["E911", "W920"]
    written = formats.write(amap, "arggraph")
    assert formats.read(written.main, "g.xml")[0].components == amap.components


def test_other_xml_is_refused():
    with pytest.raises(DataError, match="not arggraph"):
        formats.read(b"<graph/>", "g.xml", "arggraph")
    bomb = b'<!DOCTYPE arggraph [<!ENTITY a "' + b"x" * 10_000 + b'">]><arggraph>' + b"&a;" * 20_000 + b"</arggraph>"
    with pytest.raises(DataError, match="expand"):
        formats.read(bomb, "g.xml", "arggraph")


@pytest.mark.parametrize("start", [b"<!x>", b"<?x?>", b"<!-- x -->", b"<!DOCTYPE a [] >", b" \n"])
def test_a_long_beginning_is_seen_through_in_linear_time(start):
    """A few hundred bytes before the root element once took a time that doubled with each of them."""
    assert not formats.named("arggraph").recognises(Input(start * 5000, "x.xml"))
    if b"!x" not in start:  # however long what argmap keeps before the root is
        assert formats.named("arggraph").recognises(Input(start * 30_000 + b'<arggraph id="m"/>', "x.xml"))
    doctype = b'<?xml version="1.0"?>\n<!DOCTYPE arggraph [<!ELEMENT arggraph ANY>\n]>\n<arggraph>'
    assert formats.named("arggraph").recognises(Input(doctype, "x.xml"))
