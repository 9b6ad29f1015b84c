"""Colours of figures: light, dark and print. Colour never carries meaning alone (see docs/figures.md).

Hues follow Okabe and Ito's palette for the colour-blind (2008), darkened or lightened until text and
lines stand out from their ground by the contrast that WCAG 2.1 asks for (4.5:1 for text, 3:1 for lines).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.problems import ArgmapError


@dataclass(frozen=True)
class Theme:
    """A name and a colour (``#rrggbb``) for each role."""

    name: str
    colours: Mapping[str, str]

    def colour(self, role: str) -> str:
        """The colour of a role; roles of unknown kinds are drawn like the neutral one."""
        found = self.colours.get(role)
        if found is None:
            found = self.colours["other.fill" if role.endswith(".fill") else "other"]
        return found


def _theme(name: str, **colours: str) -> Theme:
    return Theme(name, MappingProxyType({role.replace("_", "."): colour for role, colour in colours.items()}))


LIGHT = _theme(
    "light",
    page="#ffffff",
    ink="#1a1a1a",
    muted="#5a5a5a",
    inverse="#ffffff",
    claim="#0b5c94",
    claim_fill="#eef6fc",
    evidence="#00694d",
    evidence_fill="#edf8f4",
    recommendation="#8f4a00",
    recommendation_fill="#fdf3e6",
    other="#4d4d4d",
    other_fill="#f5f5f5",
    fold="#6b6b6b",
    fold_fill="#f7f7f7",
    context="#767676",
    context_fill="#ffffff",
    cluster="#8a8a8a",
    cluster_fill="#fafafa",
    supports="#00694d",
    attacks="#b34700",
    undercuts="#8a2f6b",
    restates="#5a5a5a",
    same="#00694d",
    contrary="#b34700",
    contradictory="#b34700",
    overlaps="#0b5c94",
    broader="#0b5c94",
    narrower="#0b5c94",
    unrelated="#767676",
)

DARK = _theme(
    "dark",
    page="#14171c",
    ink="#f2f2f2",
    muted="#b0b4ba",
    inverse="#14171c",
    claim="#79bff0",
    claim_fill="#182836",
    evidence="#4fd1a5",
    evidence_fill="#152c25",
    recommendation="#f2b35c",
    recommendation_fill="#33261a",
    other="#c0c0c0",
    other_fill="#24272c",
    fold="#a0a4aa",
    fold_fill="#1d2026",
    context="#9a9ea4",
    context_fill="#14171c",
    cluster="#7c8087",
    cluster_fill="#191c22",
    supports="#4fd1a5",
    attacks="#ff9a5c",
    undercuts="#e59ccb",
    restates="#b0b4ba",
    same="#4fd1a5",
    contrary="#ff9a5c",
    contradictory="#ff9a5c",
    overlaps="#79bff0",
    broader="#79bff0",
    narrower="#79bff0",
    unrelated="#9a9ea4",
)

PRINT = _theme(
    "print",
    page="#ffffff",
    ink="#000000",
    muted="#404040",
    inverse="#ffffff",
    claim="#000000",
    claim_fill="#ffffff",
    evidence="#000000",
    evidence_fill="#f0f0f0",
    recommendation="#000000",
    recommendation_fill="#ffffff",
    other="#000000",
    other_fill="#ffffff",
    fold="#505050",
    fold_fill="#ffffff",
    context="#606060",
    context_fill="#ffffff",
    cluster="#707070",
    cluster_fill="#ffffff",
    supports="#000000",
    attacks="#000000",
    undercuts="#000000",
    restates="#404040",
    same="#000000",
    contrary="#000000",
    contradictory="#000000",
    overlaps="#000000",
    broader="#000000",
    narrower="#000000",
    unrelated="#606060",
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, PRINT)})


def theme(name: str) -> Theme:
    """The theme of that name.

    Raises:
        ArgmapError: there is none.
    """
    if name not in THEMES:
        raise ArgmapError(f"there is no theme called {name!r}", f"choose one of {', '.join(THEMES)}")
    return THEMES[name]
