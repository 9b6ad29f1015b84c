from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.render.measure import (
    FACES,
    advances,
    balance,
    clean,
    covered,
    font_path,
    runs_right_to_left,
    shorten,
    width,
    wrap,
)
from tests.render.maps import GLOSSES

LIMITS = st.floats(30, 300)


@pytest.mark.parametrize("face", FACES)
def test_widths_are_those_of_the_font_file(face: str) -> None:
    from PIL import ImageFont

    font = ImageFont.truetype(str(font_path(face)), 1000)
    text = "Handoff: Ἀθηναίων Қазақ → “state”"
    assert width(text, 1000, face) == pytest.approx(font.getlength(text), rel=0.002)


@pytest.mark.parametrize("face", FACES)
def test_the_font_covers_what_scholars_write(face: str) -> None:
    wanted = "Łódź ŋ ș ğ ḥ ṣ ā ῆ ᾧ ἅ ϑ ѣ қ ә – — … “„»’ → ⇒ ≠ ∀ ■ ● ✓ € № †"
    assert [c for c in wanted if not c.isspace() and ord(c) not in advances(face)] == []


@given(GLOSSES, LIMITS)
def test_lines_fit_and_lose_nothing(text: str, limit: float) -> None:
    for breaker in (wrap, balance):
        lines = breaker(text, limit, 7.5)
        assert "".join("".join(lines).split()) == "".join(clean(text).split())
        for line in lines:
            alone = sum(1 for char in line if not unicodedata.combining(char)) == 1
            assert width(line, 7.5) <= limit + 1e-6 or alone or len(wrap(line, limit, 7.5)) == 1
            assert line and line == line.strip()


@given(GLOSSES, LIMITS)
def test_balanced_lines_are_not_more(text: str, limit: float) -> None:
    assert len(balance(text, limit, 7.5)) <= len(wrap(text, limit, 7.5))


@given(st.text())
def test_cleaned_text_can_stand_in_xml_and_is_stable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\ufffe\uffff" for c in once)


@given(GLOSSES, LIMITS)
def test_shortened_text_fits(text: str, limit: float) -> None:
    short = shorten(text, limit, 7.5)
    assert width(short, 7.5) <= limit or short == "…"
    assert short == clean(text) or short.endswith("…")


def test_marks_stay_with_their_letters() -> None:
    lines = wrap("e\u0323\u0304" * 40, 40, 7.5)
    assert len(lines) > 1
    assert not any(unicodedata.combining(line[0]) for line in lines)


def test_piles_of_marks_are_cut() -> None:
    assert len(clean("a" + "\u0301\u0323" * 50)) <= 6


def test_direction_is_that_of_the_first_letter() -> None:
    assert runs_right_to_left("12 ביטחון abc")
    assert not runs_right_to_left("abc ביטחון")
    assert not runs_right_to_left("12 – 13")


def test_unknown_characters_are_wide_enough() -> None:
    assert not covered("地区")
    assert width("地区", 10) >= 20
    assert width("😀", 10) >= 10


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=6))
def test_lines_of_equal_length_cut_no_word_that_fits(words):
    limit = max(width(word, 9, "bold") for word in words) + 0.5
    lines = balance(" ".join(words), limit, 9, "bold")
    assert " ".join(lines).split() == words
    assert len(lines) == len(wrap(" ".join(words), limit, 9, "bold"))
