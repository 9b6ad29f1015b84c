"""Detaching: the text goes, all else stays, and what is left can find it again."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.problems import DataError
from argmap.tei.attach import attach
from argmap.tei.detach import NAMED_BY_HASH, detach, is_rewritten, with_sketches
from argmap.tei.encodings import encoded
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.text import reading_text
from argmap.tei.transport import (
    attribute_text,
    counted,
    derived_nodes,
    feature_node,
    is_derived,
    passages,
    prefix_of,
    raw_text,
    text_element,
)
from argmap.text.anchor import Sketch
from argmap.text.normal import digest
from tests.tei.editions import BY_IDS, BY_RANGES, COMPONENTS, edition


def plain(data: bytes) -> list[tuple[str, str, list[tuple[int | None, int | None, str]]]]:
    """What a map says of its components and where they stand."""
    amap, _ = read(data)
    return [(c.id, c.gloss, [(f.start, f.end, f.sha256) for f in c.fragments]) for c in amap.components]


@pytest.mark.parametrize("data", [BY_IDS, BY_RANGES], ids=["ids", "ranges"])
class TestDetached:
    def test_the_text_is_gone(self, data: bytes):
        words = reading_text(data).content.split()
        left = detach(data).decode()
        for start in range(len(words) - 5):
            assert " ".join(words[start : start + 6]) not in left

    def test_components_keep_what_they_say_and_where(self, data: bytes):
        content = reading_text(data).content
        found = plain(detach(data))
        assert [(ident, gloss) for ident, gloss, _ in found] == [(ident, gloss) for ident, gloss, _ in plain(data)]
        assert [[f[:2] for f in fragments] for _, _, fragments in found] == [
            [f[:2] for f in fragments] for _, _, fragments in plain(data)
        ]
        for _, _, fragments in found:
            assert all(sha == digest(content[start:end]) for start, end, sha in fragments)

    def test_reading_it_finds_no_fault(self, data: bytes):
        assert [str(p) for p in read(detach(data))[1]] == []

    def test_fingerprint_pages_and_sections(self, data: bytes):
        reading = reading_text(data)
        known = read(detach(data))[0].text
        assert (known.length, known.sha256, known.content) == (reading.length, reading.sha256, None)
        assert known.pages == reading.pages
        assert [(s.start, s.end, s.n) for s in known.sections] == [(s.start, s.end, s.n) for s in reading.sections]
        assert all(len(section.label.split()) <= 4 for section in known.sections)

    def test_every_fragment_has_a_sketch(self, data: bytes):
        for item in passages(parse(detach(data))):
            for fragment in item.fragments:
                assert Sketch.parse(raw_text(feature_node(item.checks[fragment.pointer], "words"))).inner

    def test_ranges_name_the_text_by_its_hash(self, data: bytes):
        left = detach(data)
        assert f'"{NAMED_BY_HASH}{reading_text(data).sha256}#char=$1,$2"'.encode() in left

    def test_it_is_deterministic(self, data: bytes):
        assert detach(data) == detach(data)


def test_old_pointers_are_kept():
    kept = {item.node.id: raw_text(node) for item in passages(parse(detach(BY_IDS))) for node in _pointers(item)}
    assert kept["c1"] == "#s1 #s3"
    assert kept["e1"] == "#a1 #a2"


def _pointers(item):
    found = (feature_node(check, "pointer") for check in item.checks.values())
    return [node for node in found if node is not None]


class TestRefusals:
    def test_no_text(self):
        with pytest.raises(DataError, match="no text"):
            detach(detach(BY_IDS))

    def test_no_annotation(self):
        with pytest.raises(DataError, match="annotation"):
            detach(re.sub(rb"<standOff.*</standOff>", b"", BY_IDS, flags=re.DOTALL))

    def test_ranges_of_another_text(self):
        with pytest.raises(DataError, match="another text"):
            detach(BY_RANGES.replace(b"the river rose", b"the river fell"))

    def test_a_corpus(self):
        inner = BY_IDS[BY_IDS.index(b"<TEI") :].replace(b' xmlns="http://www.tei-c.org/ns/1.0"', b"")
        with pytest.raises(DataError, match="corpus"):
            detach(b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">' + inner + b"</teiCorpus>")

    @pytest.mark.parametrize("data", [b"", b"words", b"<TEI>", b"<a/>"])
    def test_no_tei(self, data: bytes):
        with pytest.raises(DataError):
            detach(data)


@pytest.mark.parametrize("name", ["v1_annotation", "v2_inline_seg", "v3_interp", "v4_graph", "v5_note_listAnnotation"])
def test_other_encodings_are_rewritten_in_the_home_form(shared: Path, name: str):
    data = (shared / "encoding" / "variants" / f"{name}.xml").read_bytes()
    assert is_rewritten(data) != (name == "v4_graph")
    left = detach(data)
    before, after = read(data)[0], read(left)[0]
    assert [(c.id, c.kind, c.gloss) for c in after.components] == [(c.id, c.kind, c.gloss) for c in before.components]
    assert [(r.id, r.ends) for r in after.relations] == [(r.id, r.ends) for r in before.relations]
    again = attach(left, data)
    assert again.counts["exact"] == sum(len(c.fragments) for c in before.components)


def test_sketches_can_be_added_to_a_file_detached_by_others(shared: Path):
    data = (shared / "encoding" / "b_standoff_only.xml").read_bytes()
    content = (shared / "encoding" / "harrow-vale.norm.txt").read_text(encoding="utf-8")
    more = with_sketches(data, content)
    assert more.count(b'name="words"') == 7
    assert plain(more) == plain(data)
    with pytest.raises(DataError, match="another text"):
        with_sketches(data, content + " More.")


class TestTransport:
    def test_what_was_added_is_known(self):
        document = parse(detach(BY_IDS))
        assert not is_derived(document.root)
        assert {node.name for node in derived_nodes(document)} == {"fs", "spanGrp", "encodingDesc"}
        assert list(derived_nodes(parse(BY_IDS))) == []

    def test_counted(self):
        assert counted("src:3-17") == (3, 17)
        assert counted("#s1") is None

    def test_prefix(self):
        assert prefix_of(parse(BY_IDS)) == ""
        assert prefix_of(parse(BY_RANGES)) == "src"

    def test_attributes_are_given_as_written(self):
        document = parse(b'<TEI><text/><span target="#a&#x20;&amp;b"/></TEI>')
        node = document.root.elements[1]
        assert attribute_text(document, node, "target") == "#a&#x20;&amp;b"
        assert attribute_text(document, node, "from") == ""

    def test_the_text_element(self):
        assert text_element(parse(b"<TEI><teiHeader/><text/></TEI>")).name == "text"
        with pytest.raises(DataError, match="several"):
            text_element(parse(b"<TEI><text/><text/></TEI>"))


def test_a_self_closed_component_gets_its_checks():
    left = detach(edition(COMPONENTS.replace("><gloss>Streets flood.</gloss></span>", "/>")))
    assert b"</span >" in left
    assert read(left)[0].components[0].fragments[0].sha256


def test_kinds_that_are_no_words_come_back():
    amap, _ = read(BY_RANGES)
    odd = replace(amap, components=tuple(replace(item, kind="strong claim") for item in amap.components))
    left = detach(encoded(odd, "tei-note"))
    assert b'type="strong-claim"' in left and b'type="strong claim"' not in left
    assert {item.kind for item in read(left)[0].components} == {"strong claim"}
