"""Attaching: the exact inverse of detaching, and an honest report where the copy differs."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.problems import ArgmapError, DataError
from argmap.tei.attach import Attached, attach
from argmap.tei.attach_text import edition_of, fit, is_xml, known_text
from argmap.tei.detach import detach
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.text import reading_text
from tests.tei.editions import BODY, BY_IDS, BY_RANGES, edition
from tests.tei.test_writer import _annotated

RAW = """Of rain and streets in old towns

Every spring the river rose & took the lower streets with it. Nobody in the upper town was ever asked to pay for that.
So it went on for forty years, as things do which hurt only some.

A wall of nine feet would have cost less than one flood, or so the surveyor wrote in a report that was lost twice.
"""
BEES = b"Bees are another matter altogether, and they need no streets.\n" * 9


def returns(data: bytes) -> Attached:
    """Detach and attach give the same file; attach and detach as well."""
    left = detach(data)
    again = attach(left, data)
    assert again.data == data
    assert detach(again.data) == left
    assert again.same
    return again


@pytest.mark.parametrize("data", [BY_IDS, BY_RANGES], ids=["ids", "ranges"])
def test_the_same_edition_comes_back_byte_for_byte(data: bytes):
    assert returns(data).counts == {"exact": 4, "moved": 0, "fuzzy": 0, "lost": 0}


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"]
GLOSS = "<gloss>G</gloss>"
GLOSSES = [GLOSS, "", "paraphrase", f"{GLOSS}\n        ", "\n<gloss/>", "<gloss>é</gloss><note>n</note>"]
TARGETS = ["#s1", "#s1 #s3", "  #s2\n  #s3 ", "#p2", "src:10-40", "#s1 src:100-130", "&#35;s2", "#nowhere", "#s2 #none"]


@st.composite
def editions(draw: st.DrawFn) -> bytes:
    """Editions in many hands: encodings, line ends, quotes, empty tags, comments, texts before and after."""
    spans = []
    for number in range(draw(st.integers(1, 4))):
        quote = draw(st.sampled_from("\"'"))
        pointers = [f"target={quote}{target}{quote}" for target in TARGETS]
        ends = draw(st.sampled_from([*pointers, "from='#a1' cert='low'  to='#a2'"]))
        inner = draw(st.sampled_from(GLOSSES))
        closed = not inner and draw(st.booleans())
        spans.append(f'<span xml:id="x{number}" type="claim" {ends}' + ("/>" if closed else f">{inner}</span>"))
    between = draw(st.sampled_from(["\n      ", "", " <!-- > --> "]))
    header = ""
    if any("src:" in span for span in spans):
        header = r"""<encodingDesc><listPrefixDef><prefixDef ident="src" matchPattern="(\d+)-(\d+)"
           replacementPattern="#char=$1,$2"/></listPrefixDef></encodingDesc>"""
    data = edition(between.join(spans), header, before=draw(st.sampled_from(["", "\n  <!-- a note -->", "<?pi?>"])))
    text = data.decode()
    if draw(st.booleans()):  # annotation first, text after it
        start, end = text.index("<standOff"), text.index("</standOff>") + len("</standOff>")
        body = text.index("<text>")
        text = text[:body] + text[start:end] + "\n  " + text[body:start].rstrip() + text[end:]
    encoding = draw(st.sampled_from(ENCODINGS))
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text.encode(encoding)


@given(editions())
def test_every_edition_comes_back(data: bytes):
    if not any(f.start is not None for c in read(data)[0].components for f in c.fragments):
        return
    returns(data)


def pytest_generate_tests(metafunc):
    if "tei_file" in metafunc.fixturenames:
        folder = Path(__file__).resolve().parents[3] / "shared" / "tei"
        files = [path for name in ("synthetic", "samples") for path in sorted((folder / name).glob("*.xml"))]
        files = [path for path in files if path.stat().st_size < 300_000]  # larger ones say the same
        cases = [pytest.param(p, id=p.name, marks=[pytest.mark.slow] * (p.stat().st_size > 150_000)) for p in files]
        metafunc.parametrize("tei_file", cases or [pytest.param(None, id="absent")])


UNFIT = re.compile(r"s19|s22|s24|s26|^09|^25|^26|^30|^33")  # no text, no XML that may be read, or other encodings


def test_files_of_other_projects_come_back(shared: Path, tei_file: Path):
    data = tei_file.read_bytes()
    try:
        data = _annotated(data)[0]
        left = detach(data)
        again = attach(left, data)
    except ArgmapError:
        assert UNFIT.search(tei_file.name)
        return
    assert again.same
    assert detach(again.data) == left or UNFIT.search(tei_file.name)
    assert again.data == data or UNFIT.search(tei_file.name)


class TestAnotherCopy:
    def test_the_plain_reading_text_serves(self):
        found = attach(detach(BY_IDS), RAW.encode())
        assert found.same
        assert found.counts["exact"] == 4
        assert [c.id for c in read(found.data)[0].components] == ["c1", "c2", "e1"]
        assert detach(found.data) == detach(BY_IDS)

    def test_pages_survive_a_text_without_pages(self):
        found = attach(detach(BY_IDS), RAW.encode())
        amap = read(found.data)[0]
        assert [amap.page(c) for c in amap.components] == ["7", "7", "8"]

    @pytest.mark.parametrize("data", [BY_IDS, BY_RANGES], ids=["ids", "ranges"])
    def test_moved_fuzzy_and_lost_are_told_apart(self, data: bytes):
        copy = RAW.replace("Every spring", "And yet every spring").replace("asked to pay", "askcd to pay")
        copy = re.sub(r"A wall.*flood, or", "But", copy)
        found = attach(detach(data), copy.encode())
        assert not found.same
        statuses = [(item.component, item.status) for item in found.fragments]
        assert statuses[1:] == [("c1", "moved"), ("c2", "fuzzy"), ("e1", "lost")]
        amap, problems = read(found.data)
        assert problems == list(found.problems)
        c1, c2, e1 = amap.components
        assert amap.passage(c1).endswith("hurt only some.")
        assert amap.passage(c2).startswith("Nobody in the upper town was ever askcd")
        assert (c2.fragments[0].status, c2.fragments[0].score) == ("fuzzy", found.fragments[2].score)
        assert (e1.fragments[0].status, e1.fragments[0].start) == ("lost", None)
        assert e1.fragments[0].sha256

    @pytest.mark.parametrize("data", [BY_IDS, BY_RANGES], ids=["ids", "ranges"])
    def test_what_came_of_it_comes_back_too(self, data: bytes):
        copy = re.sub(r"A wall.*flood, or", "But", RAW.replace("asked to pay", "askcd to pay"))
        returns(attach(detach(data), copy.encode()).data)

    def test_what_was_lost_is_found_again_in_the_right_text(self):
        copy = re.sub(r"A wall.*flood, or", "But", RAW)
        astray = attach(detach(BY_RANGES), copy.encode())
        assert [item.status for item in astray.fragments].count("lost") == 1
        back = attach(detach(astray.data), BY_RANGES)
        assert back.fragments[-1].status in ("exact", "moved")
        amap = read(back.data)[0]
        assert amap.passage(amap.components[-1]) == "A wall of nine feet would have cost less than one flood,"
        assert amap.components[-1].fragments[0].status in ("", "moved")

    def test_ids_lead_to_the_text_again_where_it_was_only_mended(self):
        mended = BY_IDS.replace(b"forty years", b"fifty years")
        found = attach(detach(BY_IDS), mended)
        assert not found.same
        assert b"target='#s2'" in found.data
        assert b'target="#s1 #s3"' not in found.data
        assert b'from="#a1" to="#a2"' in found.data

    def test_an_edition_changes_its_text(self):
        """The whole old text is at hand then."""
        other = edition("", text=BODY.replace("nine feet", "ten fcet").replace("forty", "40"))
        found = attach(BY_RANGES, other)
        assert [item.status for item in found.fragments] == ["exact", "fuzzy", "exact", "fuzzy"]
        assert b"ten fcet" in found.data
        assert b"nine feet" not in found.data

    def test_the_fingerprint_is_that_of_the_new_text(self):
        copy = RAW.replace("forty", "fifty").encode()
        found = attach(detach(BY_RANGES), copy)
        amap, problems = read(found.data)
        assert problems == []
        assert amap.text.sha256 == reading_text(found.data).sha256 != reading_text(BY_RANGES).sha256

    def test_encodings_may_differ(self):
        left = detach(BY_IDS)
        text = BY_IDS.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        found = attach(left, text)
        assert found.same
        assert read(found.data)[0] == read(BY_IDS)[0]

    def test_namespaces_come_with_the_text(self):
        text = BY_IDS.decode().replace('<TEI xmlns="', '<t:TEI xmlns:t="').replace("</TEI>", "</t:TEI>")
        text = re.sub(r"<(/?)(?![/?!]|t:)", r"<\1t:", text)
        found = attach(detach(BY_IDS), text.encode())
        assert found.same
        assert read(found.data)[0].text.content == read(BY_IDS)[0].text.content


class TestRefusals:
    def test_another_text(self):
        with pytest.raises(DataError, match=r"4 of 4 passages are lost in bees\.txt"):
            attach(detach(BY_IDS), BEES, "a", "bees.txt")

    def test_another_text_by_force(self):
        found = attach(detach(BY_IDS), BEES, force=True)
        assert found.counts["lost"] == 4
        assert all(item.doubtful for item in found.fragments)

    @pytest.mark.parametrize("text", [b"", b"<TEI><teiHeader/></TEI>", b"<TEI><text>", b"%PDF-1.4", b"\0\1\2\3" * 9])
    def test_no_text(self, text: bytes):
        with pytest.raises(DataError):
            attach(detach(BY_IDS), text)

    def test_no_annotation(self):
        with pytest.raises(DataError, match="annotation"):
            attach(re.sub(rb"<standOff.*</standOff>", b"", BY_IDS, flags=re.DOTALL), BY_IDS)


class TestFit:
    known = known_text(parse(detach(BY_IDS)))

    def test_the_edition_and_the_plain_text_are_the_same(self):
        assert fit(BY_IDS, self.known) == fit(RAW.encode(), self.known) == "same"

    def test_the_raw_file_is_known_by_its_own_hash(self):
        raw = b"whatever it says"
        sha = hashlib.sha256(raw).hexdigest()
        header = f'<bibl><title>Rain</title><idno type="raw-sha256">{sha}</idno></bibl>'
        data = BY_IDS.replace(b"<bibl><title>Rain</title></bibl>", header.encode())
        assert fit(raw, known_text(parse(detach(data)))) == "same"

    def test_another_copy_is_like_it(self):
        assert fit(RAW.replace("forty", "fifty").encode(), self.known) == "like"
        assert fit(BY_IDS.replace(b"forty", b"fifty"), self.known) == "like"

    @pytest.mark.parametrize("data", [b"Bees.", b"<TEI", b"<TEI/>", b"%PDF-1.4", RAW[:40].encode()])
    def test_others_are_not(self, data: bytes):
        assert fit(data, self.known) == ""

    def test_is_xml(self):
        assert is_xml("<a/>".encode("utf-16"))
        assert is_xml(b"\xef\xbb\xbf  <a/>") or is_xml(b"\xef\xbb\xbf<a/>")
        assert not is_xml(b"a < b")

    def test_plain_text_becomes_an_edition(self):
        assert reading_text(edition_of(RAW.encode(), self.known)).sha256 == self.known.sha256
        assert reading_text(edition_of(b"Some other words stand here. And more.", None)).length > 20
