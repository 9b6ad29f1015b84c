import re

import pytest
from hypothesis import given

from argmap.analysis.report import analyse
from argmap.render.cruxes import markdown, sections, text
from argmap.render.cruxes_more import firmness, patterns
from argmap.render.cruxes_words import Item, Words, cut
from argmap.render.measure import plural
from tests.analysis.samples import graph, linked, made
from tests.render.maps import drawable

A = made("a", "c1 c2 e1 ~c3", "k1: c2 > c1; k2: e1 > c2; k3: c3 -| c1", issues="c2:i e1:i")
B = made("b", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:i e1:i c1:j")
LINKS = linked("x1: a#c2 contrary b#c2", "x2: a#e1 same b#e1", "x3: a#c1 rejected contrary b#c1")


@pytest.fixture(scope="module")
def analysis():
    return analyse([A, B], LINKS, draws=3)[0]


def test_the_report_says_what_is_opposed_and_what_it_follows_from(analysis):
    told = " ".join(text(analysis).split())
    for fact in (
        "A is a; B is b",
        "x1: contrary, they cannot both hold",
        "speaks for the thesis c1 in 1 step: c2 supports c1 [k1]",
        "about weights: both rest on the same ground (A e1 = B e1)",
        "A c1 and B c1 [x3]",
        "against What c1 of a says (c1) [k3]",
        "not a measure of truth",
    ):
        assert fact in told


def test_titles_of_empty_sections_are_left_out(analysis):
    titles = [s.title for s in sections(analysis)]
    assert "Same ground, opposite conclusions" in titles
    assert "Same conclusion, other grounds" not in titles
    assert all(s.items for s in sections(analysis))


def test_every_id_in_the_report_exists(analysis):
    known = {c.id for m in (A, B) for c in m.components} | {r.id for m in (A, B) for r in m.relations}
    known |= {link.id for link in LINKS.links}
    assert set(re.findall(r"\b[cekx][0-9]+\b", text(analysis))) <= known


def test_one_map_is_called_by_its_name_and_its_ids_stay_bare():
    told = text(analyse([made("solo", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| c2")], draws=2)[0])
    assert "solo: what the argument turns on" in told
    assert "whether c2 holds" in told
    assert "solo#" not in told


def test_without_a_thesis_it_says_so():
    assert "No component is marked as a thesis" in text(analyse([made("a", "c1", theses="")])[0])


def test_a_deciding_point_is_named_first():
    told = " ".join(text(analyse([made("a", "c1 c2 c3", "k1: c2 -| c1; k2: c3 -| c2")], draws=2)[0]).split())
    assert "depends on 1 point below it: whether c2 holds" in told


@given(drawable())
def test_anything_in_a_gloss_comes_out_safe(amap):
    found, _ = analyse([amap], draws=2)
    shown = text(found)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown)
    shown.encode()
    assert "<care>" not in markdown(found)


def test_more_sections_are_items(analysis):
    words = Words(analysis.frame)
    assert all(isinstance(item, Item) for item in firmness(analysis, words))
    titles = [title for title, items in patterns(analysis, words, True) if items]
    assert titles[0] == "Same ground, opposite conclusions"


def test_long_lists_are_cut_with_a_count():
    items = [Item(str(n)) for n in range(7)]
    assert [i.text for i in cut(items, 5)][-1] == "… and 2 more (see -o report.md)"
    assert cut(items, None) == items


def test_words():
    words = Words(graph(A, B))
    assert words.legend() == "A is a; B is b"
    assert words.told("a#c1 and b#c2, on i, not inside") == "A c1 and B c2, on “I”, not inside"
    assert [plural(n, "place") for n in (0, 1, 2)] == ["0 places", "1 place", "2 places"]
