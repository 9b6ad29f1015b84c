"""TEI as a format: recognised by its content, read with what lies beside it, written detached."""

from __future__ import annotations

from pathlib import Path

from argmap import formats
from argmap.formats.home import recognises
from argmap.plugins import Input
from argmap.tei.reader import read

SAMPLE = Path(__file__).resolve().parents[2] / "annotations/central-asia/voloshin-2012.xml"


def test_it_is_recognised_by_its_root_only():
    assert formats.detect(formats.Input(SAMPLE.read_bytes(), "any.dat")).name == "tei"
    assert formats.detect(formats.Input(b"<html><body/></html>", "page.xml")) is None


def test_what_the_reader_reads_is_written_and_read_again():
    amap, problems = read(SAMPLE.read_bytes(), "v.xml")
    again, _ = formats.read(formats.write(amap, "tei").main, "v.xml")
    assert problems == [] and again.components == amap.components and again.relations == amap.relations


def test_of_a_file_that_breaks_off_the_rest_is_loaded():
    data = SAMPLE.read_bytes()
    whole, _ = read(data, "v.xml")
    at = data.index(b"<listRelation")
    amap, problems = formats.read(data[:at] + b"<broken", "v.xml")
    assert amap.components == whole.components and amap.relations == ()
    assert problems[0].code == "E911" and problems[0].place.line > 100


def test_what_a_remark_quotes_makes_no_tei():
    assert not recognises(Input(b'<?x "<TEI"?><!-- http://www.tei-c.org/ns/1.0 --><arggraph/>', "f.xml"))
    assert recognises(Input(b"<?x y?>\n<!-- z --><TEI/>", "f.xml"))
