import pytest

from argmap.compare.table import Statement
from argmap.render.versus_cards import card, more_card, silent_card


@pytest.mark.parametrize("kind", ["claim", "evidence", "recommendation", "odd <kind>"])
def test_a_card_holds_its_text_and_says_it_aloud(kind):
    said = Statement("c1", kind, "A gloss of several words that must be broken into lines. " * 3, "81–82", "Somebody")
    one = card(said, "a.c1", 180.0, thesis=True)
    assert all(line.x + line.width <= 180 and line.y < one.height for line in one.item.texts)
    assert "Somebody" in one.item.title
    assert "thesis" in one.item.title


def test_reported_positions_are_dashed_and_own_ones_are_not():
    own = card(Statement("c1", "claim", "x"), "a", 180.0)
    told = card(Statement("c1", "claim", "x", speaker="Y"), "a", 180.0)
    assert own.item.shapes[0].dash == ()
    assert told.item.shapes[0].dash != ()


def test_notes_on_what_is_missing():
    assert "and 4 more" in more_card("m", 4, 100.0).item.texts[0].text
    assert silent_card("s", 100.0).item.texts
