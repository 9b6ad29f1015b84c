from __future__ import annotations

import pytest

from argmap.model import KINDS, RELATIONS
from argmap.problems import ArgmapError
from argmap.render.theme import THEMES, Theme, theme


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", THEMES.values(), ids=list(THEMES))
def test_text_and_lines_stand_out(look: Theme) -> None:
    for kind in (*KINDS, "objection", "fold", "context"):
        fill = look.colour(f"{kind}.fill")
        assert contrast(look.colour("ink"), fill) >= 7
        assert contrast(look.colour("muted"), fill) >= 4.5
        assert contrast(look.colour(kind), fill) >= 3
    for kind in KINDS:
        assert contrast(look.colour("inverse"), look.colour(kind)) >= 4.5
    for relation in (*RELATIONS, "odd"):
        assert contrast(look.colour(relation), look.colour("page")) >= 3


def test_print_is_grey() -> None:
    for colour in THEMES["print"].colours.values():
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_all_themes_know_the_same_roles() -> None:
    assert len({frozenset(look.colours) for look in THEMES.values()}) == 1


def test_unknown_theme() -> None:
    with pytest.raises(ArgmapError, match="light, dark, print"):
        theme("sepia")
