"""Changes told in the header: wherever they go, the file stays valid, and nothing else in it changes."""

from __future__ import annotations

import pytest

from argmap.problems import ArgmapError
from argmap.tei.parse import parse
from argmap.tei.revisions import Revision, add_revisions, read_revisions
from argmap.tei.validate import validate_profile
from tests.web.bench import SAMPLE

ONE = Revision(
    "adjudication", "kind: a < b", "kind", "2026-11-21T10:00:00Z", "ann.a", ("c1", "k1"), "why & how", "0a1b"
)
TWO = Revision("adjudication", "gloss", "gloss", "2026-11-21")


BEFORE = [
    b"",
    b"<revisionDesc><change>Old.</change></revisionDesc>",
    b"<revisionDesc/>",
    b"<revisionDesc><listChange><change>Old.</change></listChange></revisionDesc>",
]


@pytest.mark.parametrize("before", BEFORE)
def test_there_and_back(before: bytes):
    data = SAMPLE.read_bytes()
    assert b"<revisionDesc" not in data
    data = data.replace(b"</teiHeader>", before + b"</teiHeader>")
    made = add_revisions(data, [ONE, TWO])
    assert read_revisions(parse(made), "adjudication") == [ONE, TWO]
    assert read_revisions(parse(made), "other") == []
    assert validate_profile(made) == []
    assert made[made.index(b"</teiHeader>") :] == data[data.index(b"</teiHeader>") :]
    assert made.count(b"Old.") == before.count(b"Old.")


def test_a_list_gets_a_further_list():
    old = b"<revisionDesc><list><item>Old.</item></list></revisionDesc></teiHeader>"
    data = SAMPLE.read_bytes().replace(b"</teiHeader>", old)
    made = add_revisions(data, [ONE])
    assert b"kind: a &lt; b Reason: why &amp; how" in made and made.count(b"<list>") + made.count(b"<list ") == 2


def test_without_a_header_nothing_is_written():
    with pytest.raises(ArgmapError, match="teiHeader"):
        add_revisions(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', [ONE])
    assert add_revisions(b"anything", []) == b"anything"
