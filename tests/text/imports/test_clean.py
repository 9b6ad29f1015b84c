"""The whole clean-up against made-up articles whose clean text is known."""

from __future__ import annotations

import re

import pytest

from argmap.text.imports import ImportOptions, clean
from argmap.text.imports.passages import reading
from argmap.text.normal import normalise
from tests.text.printer import article

CASES = [(seed, feed) for seed in range(8) for feed in (False, True)]


def said(cleaned, kinds=("p", "item")):
    return [normalise(reading(cleaned, block)[0]) for block in cleaned.blocks if block.kind in kinds]


def ends(paragraphs):
    """Offsets at which paragraphs end in the text they make together."""
    return {len(" ".join(paragraphs[: number + 1])) for number in range(len(paragraphs))}


@pytest.mark.parametrize(("seed", "feed"), CASES)
def test_single_spaced_articles_come_back_paragraph_by_paragraph(seed, feed):
    printed = article(seed, feed=feed)
    cleaned = clean(printed.text)
    found = " ".join(said(cleaned))
    assert found == " ".join(printed.paragraphs)
    assert len(cleaned.pages) == printed.pages
    assert sorted(cleaned.marks.values()) == printed.notes
    # a page's end hides the blank line: only there may a full last line join two paragraphs
    assert ends(said(cleaned)) <= ends(printed.paragraphs)
    assert len(said(cleaned)) >= len(printed.paragraphs) - printed.pages


def test_double_spaced_articles_keep_every_word_and_most_paragraphs():
    right = made = wanted = 0
    for seed in range(12):
        printed = article(seed, double=True)
        cleaned = clean(printed.text)
        assert " ".join(said(cleaned)) == " ".join(printed.paragraphs)
        assert sorted(cleaned.marks.values()) == printed.notes
        found, true = ends(said(cleaned)), ends(printed.paragraphs)
        right, made, wanted = right + len(found & true), made + len(found), wanted + len(true)
    # no blank line shows a paragraph here: line widths alone tell most of them
    assert right >= 0.95 * made and right >= 0.8 * wanted


SAMPLE = """
7

vol. 3:1 spring 2014

Ferries and
the Lake Villages

Ann Marlow

iNTRodUCTioN

Nobody in the northern villages had asked for a pontoon, and the first engi-
neers who measured the lake were sent away again.1 Although the post-
Roman landing stages had been repaired in 1992-1997, the lanterns
underneath them were not: “who would pay?”2
In the end the council did.

The council must publish a time-
table that every village can read.

thE wiNTER CRossiNGs

Services in winter cost more. A council that runs them pays for mainte-
nance, for luggage and for livestock, and the council must publish a
timetable that every village can read.3 This takes years, and the 49th
report (Art. 5) says so—
bluntly. The whole of it would fill several volumes. ■
"""


def test_a_page_with_most_traps():
    cleaned = clean(SAMPLE, ImportOptions(title="Ferries and the Lake Villages", authors=("Ann Marlow",)))
    kinds = [block.kind for block in cleaned.blocks]
    assert kinds == ["pageNum", "header", "title", "byline", "head", "p", "pullquote", "head", "p"]
    assert [page.n for page in cleaned.pages] == ["7"]
    assert sorted(cleaned.marks.values()) == [1, 2, 3]
    assert list(cleaned.readings.values()) == ["Introduction", "The Winter Crossings"]
    first, second = said(cleaned)
    assert "first engineers who" in first and "post-Roman landing" in first and "1992-1997" in first
    assert "says so—bluntly." in second and "the 49th report (Art. 5)" in second
    assert second.endswith("volumes.")


def test_a_repair_that_is_switched_off_is_not_made():
    options = ImportOptions(title="Ferries and the Lake Villages", skip=("note-mark", "ornament", "pull-quote"))
    cleaned = clean(SAMPLE, options)
    assert not cleaned.marks
    assert "volumes. ■" in said(cleaned)[-1]
    assert "pullquote" not in [block.kind for block in cleaned.blocks]


def test_a_repair_at_one_place_is_switched_off_alone():
    line = SAMPLE[: SAMPLE.index("engi-\n")].count("\n") + 1
    column = len(SAMPLE.split("\n")[line - 1])
    paragraphs = " ".join(said(clean(SAMPLE, ImportOptions(skip=(f"{line}:{column}",)))))
    assert "engi- neers" in paragraphs and "maintenance" in paragraphs


def test_matter_of_another_article_at_the_end_is_told_apart():
    text = "Abstract\n\nIt begins here and ends.\n\nConclusion\n\nIt ended.\n\nAbstract\n\nAnother text begins, and it"
    cleaned = clean(text)
    assert [(block.kind, block.foreign) for block in cleaned.blocks] == [
        ("head", False),
        ("p", False),
        ("head", False),
        ("p", False),
        ("head", True),
        ("p", True),
    ]


def test_false_paragraph_breaks_inside_a_sentence_are_mended():
    text = (
        "A text that goes on and on until the line is full, and then\n\nit goes on, after a blank line, to its end.\n"
    )
    cleaned = clean(text + "\nAnother paragraph begins here and it also\nhas two lines.\n")
    assert len(said(cleaned)) == 2
    assert [edit.kind for edit in cleaned.edits] == ["false-break"]


def test_an_address_inside_a_sentence_does_not_interrupt_it():
    address = "https://example.org/notes#4"
    text = f"The lake villages had long been in need of\n\n{address}\n\na ferry, as all agreed at the time.\n"
    cleaned = clean(text)
    assert said(cleaned) == ["The lake villages had long been in need of a ferry, as all agreed at the time."]
    assert [span.role for span in cleaned.inside] == ["address"]


@pytest.mark.parametrize("text", ["7\n", "Ferries\n\nAnn Marlow\n", "iNTRodUCTioN oF ThiNGs\n"])
def test_a_text_of_furniture_only_is_read_as_paragraphs(text):
    assert re.sub(r"\s+", " ", text).strip() == " ".join(said(clean(text)))
