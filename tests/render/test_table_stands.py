import pytest

from argmap.analysis.report import analyse
from argmap.render.cruxes import markdown, text
from argmap.render.cruxes_page import page
from argmap.render.document import words
from argmap.render.table_stands import BESIDE, Stands
from tests.analysis.samples import linked, made
from tests.render.web import Page

LINKS = linked("x1: a#c2 contrary b#c2", "x2: a#c2 same d#c2", "x3: e#c2 overlaps b#c2")


@pytest.fixture(scope="module", params=[4, BESIDE + 1])
def analysis(request):
    names = "abdefghij"[: request.param]
    return analyse([made(x, "c1 c2", "k1: c2 > c1", issues="c2:i") for x in names], LINKS, draws=1)[0]


def test_the_table_holds_everybody_and_all_positions(analysis):
    names = [amap.short_name.upper() for amap in analysis.frame.maps]
    table = Stands(analysis.frame, names, {}).table(analysis.questions)
    assert len(table.columns) == (len(names) + 2 if len(names) <= BESIDE else 3)
    said = " ".join([*(column.head for column in table.columns), *(words(made) for row in table.rows for made in row)])
    for name in (*names, "What c2 of a says", "What c2 of b says", "x1", "x3", "overlaps", "crux 1 of 1"):
        assert name in said


def test_every_form_of_the_report_says_who_stands_where(analysis):
    places = {"holds 1", "holds 2", "near 2"}
    if len(analysis.frame.maps) > BESIDE:
        places = {"held by A c2, C c2", "held by B c2", "near it: D c2"}
    shown = [markdown(analysis).replace("**", ""), "".join(t for _, t in Page(page(analysis)).texts)]
    for told in shown:
        assert all(place in told for place in places)
    assert "held by A c2, C c2" in " ".join(text(analysis).split())
