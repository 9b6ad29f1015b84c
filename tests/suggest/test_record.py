import difflib

from argmap.suggest.record import empty, person, record, reviewers
from argmap.suggest.review import Decision
from argmap.tei.correspondences import read, write
from tests.suggest.samples import left, link, links, right

MAPS = left(), right()
ONE = Decision("c1", "c1", "contrary", "confirmed", "one denies", "high")
TWO = Decision("c3", "c2", "overlaps", "rejected", "")


def test_what_stood_there_stays_byte_for_byte():
    before = write(links(link("c2", "c1"), link("e1", "e1", name="x2")))
    after = record(before, [ONE, TWO], MAPS, person("A. Reader"), "2026-11-21", "links.xml")
    changes = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    assert not [line for line in changes if line.startswith(("- ", "? "))]
    found, problems = read(after)
    assert problems == []
    assert found.links[:2] == read(before)[0].links
    new = [(x.type, x.status, x.reason, x.certainty, x.date, x.issues) for x in found.links[2:]]
    assert new == [
        ("contrary", "confirmed", "one denies", "high", "2026-11-21", ("issue.floods",)),
        ("overlaps", "rejected", "", "", "2026-11-21", ("issue.cost",)),
    ]


def test_the_name_is_written_once():
    data = empty(*MAPS)
    for decision in (ONE, TWO):
        data = record(data, [decision], MAPS, person("A. Reader"), "2026-11-21", "links.xml")
    assert reviewers(read(data)[0]) == ["A. Reader"]
    assert data.count(b"A. Reader") == 1


def test_a_second_person_gets_an_id_of_their_own():
    data = record(empty(*MAPS), [ONE], MAPS, person("A. Reader"), "2026-11-21", "links.xml")
    data = record(data, [TWO], MAPS, person("B. Reader"), "2026-11-22", "links.xml")
    found, _ = read(data)
    assert len({x.annotator for x in found.links}) == 2
    assert reviewers(found) == ["A. Reader", "B. Reader"]


def test_an_empty_file_takes_its_first_link():
    found, problems = read(record(empty(*MAPS), [ONE], MAPS, person("A. Reader"), "2026-11-21", "links.xml"))
    assert problems == []
    assert [str(x.a) for x in found.links] == ["left.xml#c1"]


def test_no_decision_changes_nothing():
    assert record(b"<any/>", [], MAPS, person("A"), "2026-11-21", "") == b"<any/>"


def test_a_suggestion_is_decided_where_it_stands():
    before = write(links(link("c1", "c1", status="suggested"), link("e1", "e1", name="x2")))
    found, _ = read(record(before, [ONE], MAPS, person("A. Reader"), "2026-11-21", "links.xml"))
    assert [(x.id, x.type, x.status) for x in found.links] == [
        ("x1", "contrary", "confirmed"),
        ("x2", "overlaps", "confirmed"),
    ]
