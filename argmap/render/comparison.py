"""A comparison in any of its outputs: figures (svg, pdf, png), page (html), tables (md, csv) and data (json)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from argmap.compare.data import as_dict
from argmap.compare.many import Many
from argmap.compare.model import Comparison
from argmap.problems import ArgmapError
from argmap.render import overview, versus
from argmap.render.paper import Paper, paper, resolution
from argmap.render.scene import Scene
from argmap.render.tables import csv_table, markdown
from argmap.render.theme import theme
from argmap.render.versus import MM, Style

NARROWEST = 120.0  # mm: two columns and the links between need this much


@dataclass(frozen=True)
class Wish:
    """What is asked of a figure or page: overview or links, paper, theme, issues, dots per inch, pages to lead to."""

    overview: bool = False
    width: str = "180"
    theme: str = "light"
    issues: tuple[str, ...] = ()
    dpi: float = 200.0
    homes: tuple[str, str] = ("", "")
    cruxes: str = ""


def write(comparison: Comparison, form: str, wish: Wish | None = None, many: Many | None = None) -> bytes:
    """The comparison in the format of that name; ``many`` are the same two with their coded stances, for the page.

    Raises:
        ArgmapError: unknown format, theme, paper or issue.
    """
    if form not in FORMATS:
        raise ArgmapError(f"there is no output format called {form!r}", f"choose one of {', '.join(FORMATS)}")
    wish = wish or Wish()
    theme(wish.theme)  # a slip is told even where the format has no colours
    _issues_known(comparison, wish)
    return _html(comparison, wish, many) if form == "html" else FORMATS[form](comparison, wish)


def _issues_known(comparison: Comparison, wish: Wish) -> None:
    known = {row.issue.id for row in comparison.rows}
    strange = [issue for issue in wish.issues if issue not in known]
    if strange:
        raise ArgmapError(f"no component is filed under {strange[0]!r}", f"the issues are {', '.join(sorted(known))}")


def verify(form: str, wish: Wish) -> None:
    """Refuse what cannot be drawn, before anything is read.

    Raises:
        ArgmapError: unknown format, theme or paper.
    """
    if form not in FORMATS:
        raise ArgmapError(f"there is no output format called {form!r}", f"choose one of {', '.join(FORMATS)}")
    theme(wish.theme)
    resolution(wish.dpi)
    sheet_of(wish)


def sheet_of(wish: Wish) -> Paper:
    """The paper asked for.

    Raises:
        ArgmapError: there is none of that name, or it is too narrow.
    """
    sheet = paper(wish.width)
    if sheet.inner[0] < NARROWEST * MM:
        raise ArgmapError(f"{wish.width} is too narrow for two columns", f"give at least {NARROWEST:.0f} mm, or a4")
    return sheet


def _style(wish: Wish, sheet: Paper) -> Style:
    width, height = sheet.inner
    return Style(width / sheet.least / MM, height / sheet.least / MM, theme(wish.theme), wish.issues)


def _whole(comparison: Comparison, wish: Wish) -> Scene:
    sheet = sheet_of(wish)
    draw = overview.overview if wish.overview else versus.figure
    return replace(draw(comparison, _style(wish, sheet)), scale=sheet.least)


def _svg(comparison: Comparison, wish: Wish) -> bytes:
    from argmap.render import svg

    return svg.write(_whole(comparison, wish)).encode()


def _png(comparison: Comparison, wish: Wish) -> bytes:
    from argmap.render import png

    return png.write(_whole(comparison, wish), dpi=wish.dpi)


def _pdf(comparison: Comparison, wish: Wish) -> bytes:
    from argmap.render import pdf

    return pdf.write(sheets(comparison, wish), sheet_of(wish))


def sheets(comparison: Comparison, wish: Wish) -> list[Scene]:
    """The figure cut into pages of the paper asked for.

    Raises:
        ArgmapError: the paper is too narrow, or an issue is asked for that is not there.
    """
    _issues_known(comparison, wish)
    sheet = sheet_of(wish)
    cut = overview.pages if wish.overview else versus.pages
    return [replace(scene, scale=sheet.least) for scene in cut(comparison, _style(wish, sheet))]


def _html(comparison: Comparison, wish: Wish, many: Many | None = None) -> bytes:
    from argmap.render.comparison_page import Homes, page

    homes = Homes(wish.homes, wish.cruxes)
    return page(comparison, theme=theme(wish.theme), issues=wish.issues, homes=homes, many=many).encode()


def _json(comparison: Comparison, wish: Wish) -> bytes:
    return (json.dumps(as_dict(comparison), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


FORMATS: Mapping[str, Callable[[Comparison, Wish], bytes]] = MappingProxyType(
    {
        "svg": _svg,
        "pdf": _pdf,
        "png": _png,
        "html": _html,
        "md": lambda comparison, wish: markdown(comparison).encode(),
        "csv": lambda comparison, wish: csv_table(comparison).encode(),
        "json": _json,
    }
)
