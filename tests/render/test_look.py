from __future__ import annotations

from argmap.model import KINDS, RELATIONS
from argmap.render.look import GLOSS, SMALL, STROKES, TAGS, Look


def test_every_relation_has_a_line_and_a_mark_of_its_own() -> None:
    drawn = [STROKES[name] for name in RELATIONS if name != "cites"]
    assert len({(stroke.dash, stroke.head) for stroke in drawn}) == len(drawn)
    assert len({stroke.head for stroke in drawn}) == len(drawn)
    assert len({stroke.dash for stroke in drawn}) == len(drawn)


def test_unknown_relations_share_a_line_that_is_none_of_the_known() -> None:
    assert Look().stroke("doubts") is Look().stroke("mocks") is STROKES["other"]


def test_kinds_have_letters_of_their_own() -> None:
    assert len({TAGS[kind] for kind in KINDS}) == len(KINDS)


def test_no_text_is_smaller_than_what_paper_bears() -> None:
    assert min(GLOSS, SMALL) >= 6.5
