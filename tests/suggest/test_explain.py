from dataclasses import replace

from argmap.model import Voice
from argmap.suggest import suggest
from tests.suggest.samples import left, link, links, right


def cues(found, a, b):
    return next(each.cues for each in found.candidates if (each.a, each.b) == (a, b))


def test_tied_conclusions_are_named():
    found = suggest(left(), right(), links(link("c1", "c1", "contrary")))
    assert "they support c1 and c1, which are contrary" in cues(found, "e1", "e1")


def test_whose_voice_it_is_is_said():
    mine = left()
    reported = tuple(replace(c, voice="voice.mayor") if c.id == "c3" else c for c in mine.components)
    mine = replace(mine, components=reported, voices=(Voice("voice.mayor", "The mayor"),))
    assert "c3 is reported (The mayor)" in cues(suggest(mine, right()), "c3", "c2")


def test_names_come_before_other_words():
    share = next(cue for cue in cues(suggest(left(), right()), "c1", "c1") if cue.startswith("share"))
    assert share.startswith(("share Harrow, Vale", "share Vale, Harrow"))
