from argmap.analysis.report import analyse
from argmap.render.cruxes import sections
from argmap.render.cruxes_page import page
from tests.analysis.samples import linked, made
from tests.render.web import Page, assert_harmless

A = made("a", "c1 c2 e1 ~c3", "k1: c2 > c1; k2: e1 > c2; k3: c3 -| c1", issues="c2:i e1:i")
B = made("b", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:i e1:i c1:j")
LINKS = linked("x1: a#c2 contrary b#c2", "x2: a#e1 same b#e1")


def test_the_page_holds_every_section_and_every_sentence_of_the_report():
    analysis = analyse([A, B], LINKS, draws=3)[0]
    found = Page(page(analysis, back="two.html"))
    said = "".join(text for _, text in found.texts)

    def told(items):
        for item in items:
            assert " ".join(item.text.split()) in said
            told(item.below)

    for number, section in enumerate(sections(analysis, full=True), 1):
        assert f"am:{number}" in found.ids and section.title in said
        told(section.items)
    assert {"href": "two.html"} in found.named("a")


def test_it_can_be_opened_offline():
    assert_harmless(Page(page(analyse([A], LINKS, draws=3)[0])))
