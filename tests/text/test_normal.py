import itertools

from hypothesis import given
from hypothesis import strategies as st

from argmap.text.normal import digest, normalise, normalise_with_map

MESSY = st.text(st.sampled_from(" \n\t\u00a0\u00ad\u200b\u0301\u0323abécö\u1100\u1161\u11a8\u212b\U0001f600\ufeff"))


def test_known_value_of_the_published_example(shared):
    """The example's hash was computed by another program."""
    text = (shared / "encoding" / "harrow-vale.norm.txt").read_text(encoding="utf-8")
    assert normalise(text) == text
    assert digest(text) == "f960b5d28485a7bcac0173e50056cef4461d3ca38a217bb48f82ca9ee370f41b"


def test_composes_and_collapses():
    assert normalise("  De\u0301ja\u0300 \n\t vu\u00ad ") == "Déjà vu"


@given(st.one_of(st.text(), MESSY))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(st.text(), MESSY))
def test_the_map_gives_the_same_text_and_rising_origins(text):
    normal, origin = normalise_with_map(text)
    assert normal == normalise(text)
    assert len(origin) == len(normal) + 1
    assert all(a <= b for a, b in itertools.pairwise(origin))
    assert all(0 <= o <= len(text) for o in origin)
