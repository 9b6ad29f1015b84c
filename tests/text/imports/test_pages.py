"""Page boundaries and furniture."""

from __future__ import annotations

from argmap.text.imports.layout import measure, working
from argmap.text.imports.pages import find_breaks, find_furniture

LINE = "boats went over the lake and came back in the evening when the lamps were lit"


def paged(pages, length=30, *, sign=" ", head=""):
    """Pages of lines; each page but the first begins with the sign."""
    built = []
    for number in range(pages):
        first = head.format(number + 11) or LINE
        lines = [first, *(f"{LINE} {chr(97 + (number * 7 + i) % 26) * 3}" for i in range(length - 1))]
        built.append((sign if number else "") + "\n".join(lines))
    return "\n".join(built)


def breaks(text):
    layout = measure(working(text))
    return [layout.lines[index].number for index in find_breaks(layout, text, len(layout.lines))]


def test_single_spaces_at_regular_distances_are_page_boundaries():
    assert breaks(paged(5)) == [31, 61, 91, 121]


def test_a_space_at_an_odd_place_is_none():
    lines = paged(5).split("\n")
    lines[4] = " " + lines[4]
    lines[70] = " " + lines[70]
    assert breaks("\n".join(lines)) == [31, 61, 91, 121]


def test_one_space_alone_or_spaces_everywhere_are_no_evidence():
    assert breaks(paged(2)) == []
    assert breaks("\n".join(" " + LINE for _ in range(90))) == []


def test_form_feeds_decide():
    assert breaks(paged(3, 7, sign="\f")) == [8, 15]
    assert breaks("one\f\ntwo\n\f\nthree") == [2, 4]


def test_page_numbers_and_running_heads_are_furniture():
    text = paged(4, sign="\f", head="The Lake Review {}")
    layout = measure(working(text))
    layout.breaks = set(find_breaks(layout, text, len(layout.lines)))
    roles, first = find_furniture(layout, None)
    assert sorted(roles.values()) == ["header"] * 4 and first is None
    text = paged(4, sign="\f", head="{}")
    layout = measure(working(text))
    layout.breaks = set(find_breaks(layout, text, len(layout.lines)))
    assert find_furniture(layout, None) == (dict.fromkeys([0, 30, 60, 90], "pageNum"), 11)


def test_the_first_page_number_can_be_told():
    layout = measure("99\n\n" + paged(1))
    assert find_furniture(layout, 7) == ({}, 7)
    assert find_furniture(layout, None) == ({0: "pageNum"}, 99)
