import pytest

from argmap.model import Annotator
from argmap.problems import ArgmapError
from argmap.tei.correspondence_edits import add_link, decide_link, name_annotator
from argmap.tei.correspondences import read, write
from tests.suggest.samples import link, links

FILE = write(links(link("c2", "c1")))


def test_a_link_goes_behind_the_last_with_a_fresh_id():
    found, _ = read(add_link(FILE, link("c1", "c1", "same", name="")))
    assert [(x.id, x.type) for x in found.links] == [("x1", "overlaps"), ("x2", "same")]


def test_line_ends_and_comments_stay():
    odd = FILE.replace(b"\n", b"\r\n").replace(b"</listRelation>", b"<!-- kept --></listRelation>")
    after = add_link(odd, link("c1", "c1", name=""))
    assert b"<!-- kept -->" in after
    assert after.count(b"\n") == after.count(b"\r\n") == odd.count(b"\r\n") + 1


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(ArgmapError, match="x1"):
        add_link(FILE, link("c1", "c1"))
    with pytest.raises(ArgmapError, match="x9"):
        decide_link(FILE, link("c1", "c1", name="x9"))


def test_a_file_without_lists_gets_one():
    bare = write(links())
    assert [x.id for x in read(add_link(bare, link("c1", "c1", name="")))[0].links] == ["x1"]
    emptied = bare.replace(b"<fs ", b'<listRelation type="correspondences"/><fs ')
    assert [x.id for x in read(add_link(emptied, link("c1", "c1", name="")))[0].links] == ["x1"]


def test_a_file_without_stand_off_is_refused():
    with pytest.raises(ArgmapError, match="standOff"):
        add_link(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>', link("c1", "c1", name=""))


def test_a_program_of_the_same_name_is_somebody_else():
    data, name = name_annotator(FILE, Annotator("ann.judge", "A Judge", "reading"))
    assert name == "ann.judge.2"
    assert name_annotator(data, Annotator("ann.judge", "A Judge", "reading")) == (data, name)
