from hypothesis import given
from hypothesis import strategies as st

from argmap.correspondence import LINK_STATUS, LINK_TYPES, STANCES, Correspondences, Link, Ref, Stance
from argmap.model import Annotator, Issue
from argmap.tei.correspondences import read, write
from tests.strategies import SENTENCES

ISSUES = (Issue("issue.a", "A", "Is it?"), Issue("issue.a.b", "B", "", "issue.a"))
PEOPLE = (Annotator("ann.one", "One Reader", "argument annotation"),)
REASONS = SENTENCES.filter(lambda text: "|" not in text)


@st.composite
def correspondences(draw: st.DrawFn) -> Correspondences:
    links: list[Link] = []
    for n in range(draw(st.integers(0, 5))):
        status = draw(st.sampled_from(LINK_STATUS))
        suggested = status == "suggested"
        first = Link(
            f"x{n}",
            draw(st.sampled_from(LINK_TYPES)),
            Ref("a.xml", "c1"),
            Ref("b.xml", "c1"),
            status,
            "ann.one",
            "2026-11-21",
            "" if suggested else draw(st.sampled_from(["high", "low", ""])),
            draw(REASONS),
            draw(st.sampled_from([(), ("issue.a",), ("issue.a", "issue.a.b")])),
            0.25 if suggested else None,
            ("share CSTO", "one negated") if suggested else (),
        )
        links.append(first)
        for more in range(2, draw(st.integers(1, 4))):
            links.append(
                Link(
                    f"x{n}.{more}",
                    *[getattr(first, f) for f in ("type", "a")],
                    Ref("b.xml", f"c{more}"),
                    *[
                        getattr(first, f)
                        for f in ("status", "annotator", "date", "certainty", "reason", "issues", "score", "cues")
                    ],
                )
            )
    stances = tuple(
        Stance(
            f"t{n}",
            Ref("a.xml", f"c{n}"),
            "issue.a.b",
            draw(st.sampled_from(STANCES)),
            "ann.one",
            "high",
            draw(REASONS),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    return Correspondences("links", "Links", ISSUES, stances, tuple(links), PEOPLE)


@given(correspondences())
def test_what_is_written_is_read_back(given_links):
    data = write(given_links)
    found, problems = read(data, "links.xml")
    assert problems == []
    assert found == given_links
    assert write(found) == data


def test_one_judgement_on_many_pairs_is_one_relation():
    links = tuple(
        Link(f"x1.{n}" if n > 1 else "x1", "unrelated", Ref("a.xml", "c1"), Ref("b.xml", f"c{n}")) for n in (1, 2, 3)
    )
    data = write(Correspondences("l", "L", links=links)).decode()
    assert data.count("<relation ") == 1
    assert 'passive="b.xml#c1 b.xml#c2 b.xml#c3"' in data


def test_a_link_with_one_end_is_reported_with_its_place_and_the_rest_is_read():
    data = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listRelation type="correspondences">
    <relation xml:id="x1" name="same" mutual="a.xml#c1"/>
    <relation xml:id="x2" name="same" mutual="a.xml#c1 b.xml#c2"/></listRelation></standOff></TEI>"""
    found, problems = read(data, "l.xml")
    assert [link.id for link in found.links] == ["x2"]
    assert [(p.code, p.place.line) for p in problems] == [("E215", 2)]
