import pytest

from argmap.suggest.hints import denied, hint, modality, opposites


def test_near_identity_is_the_same():
    assert hint("The wall is strong.", "The wall is strong", 0.99).type == "same"


def test_near_identity_with_a_denial_is_contrary():
    assert hint("The wall is strong.", "The wall is not strong.", 0.9).type == "contrary"


def test_a_denial_among_other_words_is_left_open():
    """Integration ends the border issues, and there would be none with it: denied, but the same."""
    assert (
        hint("Integration of states solves border issues.", "There are no border issues with integration.", 0.6) is None
    )


def test_opposite_words_alone_are_left_open():
    assert hint("Floods increase here.", "Floods decrease here.", 0.9) is None


def test_a_sentence_inside_another_is_broader():
    short, long = "Culverts crack under lorries.", "Old culverts crack under heavy lorries in winter."
    assert hint(short, long, 0.4).type == "broader"
    assert hint(long, short, 0.4).type == "narrower"


def test_without_a_cue_the_type_is_open():
    assert hint("Paving is costly.", "Lorries break kerbs.", 0.1) is None


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [("It isn't so.", True), ("It isn’t never so.", False), ("A notable knot.", False), ("They lack means.", True)],
)
def test_denial(text, is_denied):
    assert denied(text) is is_denied


def test_opposites_need_a_word_that_the_other_side_lacks():
    assert list(opposites("war and peace", "peace and war")) == []


def test_modality():
    assert modality("It must act.", "It may act.").startswith("the first demands")
    assert modality("It may act.", "It must act.").startswith("the second demands")
    assert modality("It must act.", "It must act.") == ""
