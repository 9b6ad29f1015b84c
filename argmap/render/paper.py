"""Paper: its size, its margins, and the largest drawing of a view that is legible on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from argmap.problems import ArgmapError
from argmap.render.layout import Draft, finish, prepare
from argmap.render.look import Look
from argmap.render.scene import Scene
from argmap.render.view import View

MM = 72.0 / 25.4
MOST = 1.25  # figures with room to spare are enlarged up to this
WIDTHS = {"lr": (190.0, 142.0, 118.0, 96.0), "tb": (140.0, 112.0, 94.0)}
NARROW = 84.0
COLUMN = 300.0  # points: narrower sheets are taken for a column
TALLEST = 247.0  # mm: how high a figure of a given width may become, the text height of an A4 page
ROOM = 0.85  # boxes never fill more of a page than this share; such views are not even tried


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points. ``least`` is the smallest scale at which text is legible there (a slide is far away)."""

    name: str
    width: float
    height: float
    margin: float
    least: float = 1.0

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height between the margins."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        "a4": Paper("a4", 210 * MM, 297 * MM, 13 * MM),
        "a4-landscape": Paper("a4-landscape", 297 * MM, 210 * MM, 13 * MM),
        "a5": Paper("a5", 148 * MM, 210 * MM, 10 * MM),
        "slide": Paper("slide", 338.67 * MM, 190.5 * MM, 10 * MM, 1.3),
    }
)


def resolution(dpi: float) -> float:
    """The dots per inch of a picture, if they can be.

    Raises:
        ArgmapError: no number between 20 and 2400.
    """
    if not 20 <= dpi <= 2400:  # false for "not a number", too
        raise ArgmapError(f"{dpi:g} dots per inch make no picture", "choose --dpi between 20 and 2400")
    return dpi


def paper(name: str) -> Paper:
    """The paper of that name, or a figure so many millimetres wide (such as "120" or "85mm").

    Raises:
        ArgmapError: neither a known name nor a width between 60 and 2000 mm.
    """
    if name.lower() in PAPERS:
        return PAPERS[name.lower()]
    number = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:mm)?", name.strip().lower())
    if number is None or not 60 <= float(number[1]) <= 2000:
        raise ArgmapError(
            f"{name!r} is no paper width", f"give millimetres from 60 to 2000, or one of {', '.join(PAPERS)}"
        )
    return Paper(f"{number[1]} mm", float(number[1]) * MM, TALLEST * MM, 0.0)


def fit(view: View, look: Look, sheet: Paper, direction: str = "") -> Scene | None:
    """The view drawn so that it is legible on the sheet; None where it is too much for one.

    Tries left-right and top-down (unless a direction is asked for) and narrower boxes.
    """
    draft = legible(view, look, sheet, direction)
    if draft is None:
        return None
    return replace(finish(draft), scale=min(largest(draft, sheet), MOST * sheet.least))


def legible(view: View, look: Look, sheet: Paper, direction: str = "") -> Draft | None:
    """The first layout that is legible on the sheet, not drawn yet."""
    for way in (direction,) if direction else ("lr", "tb"):
        for wide in widths(way, sheet):
            if _hopeless(view, wide, sheet):
                continue
            draft = prepare(view, replace(look, direction=way, box_width=wide))
            if largest(draft, sheet) >= sheet.least:
                return draft
    return None


def widths(way: str, sheet: Paper) -> tuple[float, ...]:
    """Widths of boxes worth trying; very narrow ones only for the column of a journal."""
    return (*WIDTHS[way], NARROW) if sheet.inner[0] < COLUMN else WIDTHS[way]


def shrink(view: View, look: Look, sheet: Paper, direction: str = "") -> Scene:
    """The view on the sheet at any price: as large as it gets, however small that is."""
    ways = (direction,) if direction else ("lr", "tb")
    drafts = [
        prepare(view, replace(look, direction=way, box_width=wide)) for way in ways for wide in widths(way, sheet)
    ]
    best = max(drafts, key=lambda draft: largest(draft, sheet))
    return replace(finish(best), scale=min(largest(best, sheet), MOST * sheet.least))


def largest(scene: Scene | Draft, sheet: Paper) -> float:
    """The scale at which the scene just fills the sheet."""
    return min(sheet.inner[0] / scene.width, sheet.inner[1] / scene.height)


def _hopeless(view: View, wide: float, sheet: Paper) -> bool:
    """Whether the boxes alone would cover the page: a quick guess from the number of letters."""
    letters = sum(len(view.map.component[i].gloss) for i in view.shown)
    line = wide / 4.0  # letters on a line of 7.5 pt
    area = wide * (9.6 * letters / line + 22.0 * len(view.shown))
    return area * sheet.least**2 > ROOM * sheet.inner[0] * sheet.inner[1]
