from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.model import Annotator
from argmap.render import legend
from argmap.render.look import Look
from argmap.render.scene import Rect
from argmap.render.view import Choice, fold, select
from tests.render.maps import big


@pytest.mark.parametrize("inner", [150.0, 300.0, 900.0])
def test_the_legend_keeps_to_its_width(inner: float) -> None:
    view = fold(select(big(40), Choice()), [f"c{n}" for n in range(30)])
    item = legend.draw(view, Look(), inner)
    assert item.rect is not None
    for line in item.texts:
        assert line.rect.right <= inner + 1
    frame = Rect(-1, -1, inner + 2, item.rect.h + 2)
    assert all(frame.holds(line.rect, 1) for line in item.texts)


def test_only_what_is_used_is_explained() -> None:
    title = legend.draw(select(big(40), Choice(kind="evidence")), Look(), 500).title
    assert "evidence" in title and "recommendation" not in title and "folded" not in title


def test_who_annotated_is_told_and_that_no_person_did_only_where_it_is_so() -> None:
    reader, ann = Annotator("r", "Reader", machine=True), Annotator("a", "Ann")
    for people, alone in (((reader,), True), ((reader, ann), False), ((ann,), False)):
        view = select(replace(big(5), annotators=people), Choice())
        drawn = " ".join(line.text for line in legend.draw(view, Look(), 300).texts)
        assert all(one.shown in drawn for one in people)
        assert ("No person" in drawn) == alone and ("(a program)" in drawn) == (reader in people)
    assert legend.annotated(replace(big(5), annotators=())) == ""
