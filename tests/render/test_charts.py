"""Charts: bars as long as the counts, a mark for every link on its side, nothing outside of the sheet."""

import pytest

from argmap.compare.align import TYING
from argmap.compare.many import compare_many
from argmap.render.charts import MOST, Ground, figure, filed, links, mark
from argmap.render.page_charts import section
from argmap.render.svg import write
from tests.compare.test_many import crowd
from tests.render.web import Page


@pytest.fixture(scope="module", params=[2, 5, 20])
def many(request):
    texts, found = crowd(request.param, links=120)
    return compare_many(texts, found)[0]


def test_bars_are_in_proportion_to_what_is_filed_and_tied(many):
    scene = filed(many, Ground(), many.rows)
    bars = {item.id: item for item in scene.items}
    units = set()
    for n, row in enumerate(many.rows):
        for one in row.cells:
            bar = bars[f"filed.{n}.{one.author}"]
            assert bool(bar.shapes) == bool(one.position.own)
            if bar.shapes:
                xs = [v[0] for op, v in bar.shapes[0].steps if op != "Z"]
                units.add(round((max(xs) - min(xs)) / len(one.position.own), 6))
                assert bar.texts[0].text.split(" ")[0] == str(len(one.position.own))
    assert len(units) == 1


def test_every_link_has_its_mark_and_leads_to_its_row(many):
    scene = links(many, Ground(link=lambda ident: f"#{ident}"), many.rows)
    shown = {item.href for item in scene.items if item.href}
    ties = {f"#{x.id}" for c in many.pairs.values() for x in c.confirmed if x.type in TYING}
    told = {f"#{i}" for row in many.rows for p in row.pairs for i in p.links}
    assert shown == ties & told
    axis = next(item for item in scene.items if item.id == "links.axis").shapes[0].steps[0][1][0]
    for item in scene.items:
        if item.href and item.rect:
            assert (item.rect.right <= axis) == (item.kind in ("contrary", "contradictory"))


def test_nothing_leaves_the_sheet(many):
    scene = figure(many)
    for item in scene.items:
        for text in item.texts:
            assert text.x >= -0.5 and text.x + text.width <= scene.width + 0.5, text.text
            assert text.y <= scene.height
    source = write(scene)
    assert "Pairs linked:" in " ".join(t.text for item in scene.items for t in item.texts)
    assert source == write(figure(many))


def test_certainties_differ_in_form_and_not_only_in_colour():
    forms = {
        tuple((bool(s.fill and s.fill != "page"), s.dash, len(s.steps)) for s in mark(c, 0, 0, "same"))
        for c in ("high", "medium", "low", "")
    }
    assert len(forms) == 4
    assert MOST > 0


def test_on_a_page_both_stand_under_one_heading_and_lead_to_links_and_issues(many):
    page = Page(section(many, many.rows, lambda ident: f"#{ident}"))
    assert len(page.named("svg")) == 2 and "am:charts" in page.ids
    assert {f"#{row.issue.id}" for row in many.rows if row.issue.id} <= {a["href"] for a in page.named("a")}
