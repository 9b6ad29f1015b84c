from __future__ import annotations

import pytest

from argmap.model import ArgumentMap, BibItem, Component, Fragment, Relation, Voice
from argmap.render.boxes import component_box, context_box, fold_box, fold_tab, loose_words, page_words, spoken, unsure
from argmap.render.look import Look
from argmap.render.scene import Item
from argmap.render.view import Fold
from argmap.text.reading import ReadingText, Region

MAP = ArgumentMap(
    "m",
    text=ReadingText(100, "", None, (Region(0, 50, "81"), Region(50, 100, "82"))),
    components=(
        Component("c1", "claim", "One gloss.", (Fragment(10, 20),)),
        Component("c2", "claim", "Theirs.", (Fragment(40, 60),), voice="voice.x"),
        Component("r1", "recommendation", "Do it.", thesis=True),
        Component("e1", "evidence", "", certainty="0.3"),
    ),
    voices=(Voice("voice.x", "The others"),),
    relations=(Relation("k", "cites", ("c1",), ("b1",)),),
    bibliography=(BibItem("b1", "Smith 2009"),),
)
FOLD = Fold("fold.c1", ("a", "b", "c"), (("Drugs", 2), ("Water", 1)), ("c1",))


def words(item: Item) -> list[str]:
    return [line.text for line in item.texts]


def boxed(ident: str, **wishes: object) -> Item:
    return component_box(MAP, MAP.component[ident], Look(**wishes))  # type: ignore[arg-type]


def test_a_box_tells_kind_id_page_gloss_and_works_cited() -> None:
    assert words(boxed("c1")) == ["C", "c1", "p. 81", "One gloss.", "cites Smith 2009"]


def test_a_reported_voice_has_a_speaker_and_a_dashed_border() -> None:
    item = boxed("c2")
    assert "The others:" in words(item) and "pp. 81–82" in words(item)
    assert item.shapes[0].dash and not boxed("c1").shapes[0].dash


def test_a_thesis_is_bold_and_doubly_framed() -> None:
    item = boxed("r1")
    assert words(item)[0] == "THESIS" and item.texts[-1].face == "bold"
    assert len([s for s in item.shapes if s.stroke]) == 2


def test_an_empty_gloss_and_a_doubtful_one_are_said() -> None:
    assert words(boxed("e1"))[1:] == ["e1 · unsure", "(no gloss)"]
    assert [unsure(c) for c in MAP.components] == [False, False, False, True]


@pytest.mark.parametrize("ident", ["c1", "c2", "r1", "e1"])
def test_outlines_by_kind(ident: str) -> None:
    assert boxed(ident).rect == boxed(ident, theme=Look().theme).rect
    assert spoken(MAP, MAP.component[ident]) == boxed(ident).title


def test_context_says_where_it_stands_in_full() -> None:
    item = context_box(MAP, MAP.component["c1"], Look(pages={"c1": 4}))
    assert words(item)[0] == "c1 · in full on page 4"


def test_long_context_is_cut() -> None:
    long = Component("c9", "claim", "word " * 80)
    assert len(context_box(MAP, long, Look()).texts) == 4


def test_folds_count_and_point() -> None:
    look = Look(pages={"a": 3, "b": 3, "c": 5})
    assert " ".join(words(fold_tab(FOLD, look))) == "… 3 more: Drugs (2), Water (1); see pages 3, 5"
    assert words(fold_box(FOLD, look)) == ["… 3 more", "2 on Drugs", "1 on Water", "see pages 3, 5"]
    assert loose_words(Fold("f", ("a",), (("Drugs", 1),)), Look()) == "1 of them bears on nothing drawn here: Drugs (1)"


def test_many_subjects_are_summed() -> None:
    many = Fold("f", tuple("abcdefg"), tuple((f"S{n}", 7 - n) for n in range(6)))
    assert "S0 (7), S1 (6), S2 (5), other subjects (9)" in " ".join(words(fold_tab(many, Look(box_width=400))))


@pytest.mark.parametrize(("page", "said"), [("8", "p. 8"), ("8–9", "pp. 8–9"), ("", ""), ("[1]", "p. [1]")])
def test_page_words(page: str, said: str) -> None:
    assert page_words(page) == said
