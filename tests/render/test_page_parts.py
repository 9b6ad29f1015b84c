"""What both pages of comparisons share: suggested links apart and marked, filters for what occurs, the whole tables."""

import re
from dataclasses import replace

import pytest

from argmap.analysis.settling import turns
from argmap.compare.many import Many, compare_many
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import Annotator, ArgumentMap, Component, Issue
from argmap.render import page_parts as parts
from argmap.render.comparison import Wish
from argmap.render.reports import write
from tests.compare.test_many import crowd
from tests.render.web import Page, assert_addressed, assert_harmless


@pytest.fixture(scope="module", params=[2, 3])
def many(request) -> Many:
    texts, links = crowd(request.param, links=40)
    return compare_many(texts, links)[0]


@pytest.fixture(scope="module")
def source(many: Many) -> str:
    return write(many, "html").decode()


def suggested(many: Many) -> set[str]:
    return {link.id for c in many.pairs.values() for link in c.links if link.status == "suggested"}


def test_suggested_links_are_there_apart_folded_and_marked(many: Many, source: str):
    rows = [a for a in Page(source).named("tr") if a.get("data-status") == "suggested"]
    assert len(rows) == len(suggested(many)) > 0
    boxes = re.findall(r'<details class="suggested apart">.*?</details>', source, re.DOTALL)
    assert sum(box.count('data-status="suggested"') for box in boxes) >= 1
    assert all("nobody has judged it" in box for box in boxes)


def test_addresses_lead_somewhere_and_nothing_is_fetched(source: str):
    page = Page(source)
    assert_addressed(page)
    assert_harmless(page)


def test_filters_offer_what_occurs_and_nothing_else(many: Many, source: str):
    page = Page(source)
    assert {a["data-filter"] for _, a in page.elements if a.get("data-filter")} >= {"class", "issue", "kind", "status"}
    kinds = {c.kind for amap in many.maps for c in amap.components}
    assert {kind for kind, _ in parts.kinds_of(many)} == kinds
    rows = {a["data-class"] for a in page.named("tr") if a.get("data-class")}
    assert rows <= {kind for kind, _ in parts.classes(many, str)}


def test_every_cell_and_pair_can_be_cited_in_both_pages(many: Many, source: str):
    ids = Page(source).ids
    for row in many.rows:
        if row.pairs:
            assert {f"{row.issue.id}@{ident}" for ident in many.ids} <= ids
        assert {f"{row.issue.id}@{many.ids[p.a]}--{many.ids[p.b]}" for p in row.pairs} <= ids


def test_schedule_evidence_and_summary_are_in_the_page(source: str):
    assert {"am:schedule", "am:evidence", "am:summary", "am:brief", "am:charts"} <= Page(source).ids


def test_the_same_map_twice_has_cells_of_its_own_each():
    texts, _ = crowd(1, links=0)
    many = compare_many([texts[0], texts[0]], Correspondences())[0]
    assert many.ids == ("t0", "t0~2")
    assert_addressed(Page(write(many, "html").decode()))


def test_it_is_said_when_no_person_has_judged():
    texts, links = crowd(2, links=40)
    judged = tuple(replace(link, annotator="m") for link in links.links)
    for machine in (True, False):
        who = Annotator("m", "The judge", machine=machine)
        given = Correspondences(issues=links.issues, links=judged, annotators=(who,))
        many = compare_many(texts, given)[0]
        assert ("no person has confirmed" in parts.judged(many)) is machine
        assert ("No person has confirmed" in write(many, "md").decode()) is machine


def test_what_it_turns_on_leads_to_the_issue_and_to_the_whole_report():
    texts, _ = crowd(2)
    issue = next(i for i in texts[0].components[0].issues)
    other = next(c for c in texts[1].components if issue in c.issues and not c.reported)
    mine = next(c for c in texts[0].components if issue in c.issues and not c.reported)
    link = Link("x1", "contrary", Ref("t0", mine.id), Ref("t1", other.id))
    many = compare_many(texts, Correspondences(links=(link,)))[0]
    made = parts.cruxes(many, turns(many), "cruxes.html")
    assert f'href="#{issue}"' in made and 'href="cruxes.html"' in made
    assert 'href="cruxes.html"' in write(many, "html", wish=Wish(cruxes="cruxes.html")).decode()


def test_every_judgement_has_an_address_rejected_ones_too(many: Many, source: str):
    judged = {link.id for c in many.pairs.values() for link in c.links}
    assert judged <= Page(source).ids


def side(ident: str, issue: str) -> ArgumentMap:
    parts_ = tuple(Component(f"c{n}", "claim", f"{ident} {n}", issues=(issue,) if issue else ()) for n in range(3))
    return ArgumentMap(ident, components=parts_, issues=(Issue(issue, issue),) if issue else ())


def tie(ident: str, kind: str, b: str = "c1", status: str = "confirmed", *issues: str) -> Link:
    return Link(ident, kind, Ref("a", "c1"), Ref("b", b), status, issues=issues)


@pytest.mark.parametrize(
    ("maps", "links"),
    [
        ([side("a", "i"), side("b", "j")], ()),
        ([side("a", "i"), ArgumentMap("b")], ()),
        ([ArgumentMap("a"), ArgumentMap("b"), ArgumentMap("c")], ()),
        ([side("a", ""), side("b", "")], (tie("x1", "contrary"),)),
        (
            [side("a", "i"), side("b", "i")],
            (tie("x1", "contrary"), tie("x2", "same"), tie("x3", "contrary", "c1", "rejected")),
        ),
        (
            [side("a", "i"), side("b", "i")],
            (tie("x1", "contrary", "c99"), tie("x2", "contrary", "c1", "confirmed", "nowhere")),
        ),
        ([side("a", "i"), side("b", "j"), side("c", "")], (tie("x1", "same", "c2", "suggested"),)),
    ],
    ids=[
        "no common issue",
        "one empty",
        "all empty",
        "no issues",
        "contradictory",
        "missing",
        "suggested across issues",
    ],
)
def test_odd_input_has_a_sound_page_and_charts(maps, links):
    many = compare_many(maps, Correspondences(links=links))[0]
    page = Page(write(many, "html").decode())
    assert_addressed(page)
    assert_harmless(page)
    assert write(many, "svg", "charts").startswith(b"<?xml")
