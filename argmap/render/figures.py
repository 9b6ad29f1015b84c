"""One call from a map and a wish to the bytes of a figure, in every format that there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError
from argmap.render.dots import shared
from argmap.render.layout import draw
from argmap.render.look import DIRECTIONS, Look
from argmap.render.pages import Press, paged, single
from argmap.render.paper import Paper, paper, resolution, shrink
from argmap.render.scene import Scene
from argmap.render.theme import theme
from argmap.render.view import GROUPINGS, Choice, View, select

FORMATS = ("svg", "pdf", "png", "dot", "html", "md", "txt")
FOLDS = ("auto", *GROUPINGS, "none")
CLUSTERS = ("", "issue", "section")
LEAST_TEXT = 6.5  # points: below this a figure is not legible on paper


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for.

    ``direction`` "" lets the program choose; ``width`` is a paper's name or millimetres ("" for A4 where
    paper matters); ``fold`` says how what does not fit is grouped ("none": draw all, however big);
    ``pages`` spreads it over sheets (None: yes for pdf, else no); ``link`` is the page whose fragments
    (``#c1``) the boxes lead to.
    """

    choice: Choice = field(default_factory=Choice)
    direction: str = ""
    theme: str = "light"
    width: str = ""
    fold: str = "auto"
    pages: bool | None = None
    schemes: bool = False
    cluster: str = ""
    link: str | None = None
    dpi: float = 200.0
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a figure (one, or one for each page), and what the user should know about them."""

    files: tuple[bytes, ...]
    notes: tuple[str, ...] = ()


def verify(form: str, wish: Wish) -> None:
    """Refuse what cannot be, before any file is read.

    Raises:
        ArgmapError: an unknown format, theme, direction, fold, paper, or resolution.
    """
    for name, value, known in (
        ("format", form, FORMATS),
        ("direction", wish.direction, ("", *DIRECTIONS)),
        ("way to fold", wish.fold, FOLDS),
        ("grouping", wish.cluster, CLUSTERS),
    ):
        if value not in known:
            raise ArgmapError(
                f"there is no {name} called {value!r}" if value else f"no {name} was named",
                f"choose one of {', '.join(filter(None, known))}",
            )
    theme(wish.theme)
    paper(wish.width or "a4")
    resolution(wish.dpi)


def make(amap: ArgumentMap, form: str, wish: Wish, told: Callable[[int], object] = lambda _: None) -> Made:
    """The map as the wish has it, in the format.

    ``told`` hears of the progress of many pages: in all, twice the number of components.

    Raises:
        ArgmapError: unknown names in the wish, nothing to draw, or a layout that fails.
    """
    verify(form, wish)
    view = select(amap, wish.choice)
    writers: dict[str, Callable[[View, Wish], Made]] = {"dot": _dot, "html": _html, "md": _md, "txt": _txt}
    with shared():  # the pages of a big map are hundreds of drawings
        return writers[form](view, wish) if form in writers else _drawn(view, form, wish, told)


def _look(view: View, wish: Wish) -> Look:
    link = wish.link

    def href(component: Component) -> str:
        return f"{link}#{component.id}" if link is not None else ""

    return Look(
        theme=theme(wish.theme),
        direction=wish.direction or "lr",
        schemes=wish.schemes,
        cluster=wish.cluster,
        engine=wish.engine,
        href=href if link is not None else None,
    )


def _drawn(view: View, form: str, wish: Wish, told: Callable[[int], object]) -> Made:
    sheet = paper(wish.width or "a4")
    scenes = _scenes(view, wish, sheet, _in_pages(form, wish), told)
    notes = _notes(view, scenes, wish) + (_missing(scenes) if form == "pdf" else ())
    if form == "pdf":
        from argmap.render import pdf

        whole = wish.fold == "none" and not wish.width
        return Made((pdf.write(scenes, sheet if sheet.margin and not whole else None),), notes)
    if form == "png":
        from argmap.render import png

        return Made(tuple(png.write(scene, dpi=wish.dpi) for scene in scenes), notes)
    from argmap.render import svg

    return Made(tuple(svg.write(scene).encode("utf-8") for scene in scenes), notes)


def _in_pages(form: str, wish: Wish) -> bool:
    return wish.fold != "none" and (wish.pages if wish.pages is not None else form == "pdf")


def _scenes(
    view: View, wish: Wish, sheet: Paper, in_pages: bool, told: Callable[[int], object] = lambda _: None
) -> list[Scene]:
    look = _look(view, wish)
    if wish.fold == "none":
        return [shrink(view, look, sheet, wish.direction) if wish.width else draw(view, look)]
    press = Press(look, sheet, wish.direction, _grouping(view, wish, in_pages), told)
    return paged(view, press) if in_pages else [single(view, press)]


def _grouping(view: View, wish: Wish, in_pages: bool) -> str:
    """Pages follow the branches unless asked otherwise; folded groups are named by issue where there are any."""
    if wish.fold != "auto":
        return wish.fold
    if in_pages:
        return "branch"
    return "issue" if any(c.issues for c in view.map.components) else "section"


def _notes(view: View, scenes: list[Scene], wish: Wish) -> tuple[str, ...]:
    notes = []
    smallest = min((scene.smallest_text for scene in scenes if scene.boxes), default=LEAST_TEXT)
    if wish.width and smallest < LEAST_TEXT - 0.3:
        notes.append(f"the text is {smallest:.1f} pt on paper, too small to read: use --pages, or another --fold")
    full = sum(1 for scene in scenes for item in scene.boxes if item.role == "box" and item.kind != "context")
    if len(scenes) == 1 and full < len(view.shown):
        notes.append(
            f"{full} of {len(view.shown)} components are drawn, the others folded: "
            "--pages draws all on several sheets, --fold none all on one"
        )
    return tuple(notes)


def _missing(scenes: list[Scene]) -> tuple[str, ...]:
    """A word of warning where a PDF would show empty boxes for letters."""
    lines = [line.text for scene in scenes for item in scene.items for line in item.texts if not line.exact]
    if not lines:
        return ()
    many = f"{len(lines)} line{'s have' if len(lines) > 1 else ' has'}"
    return (f"{many} letters that the bundled font lacks, which a PDF shows as empty boxes: use svg or png",)


def _dot(view: View, wish: Wish) -> Made:
    from argmap.render import dot

    return Made((dot.write(view, _look(view, wish)).encode("utf-8"),))


def _html(view: View, wish: Wish) -> Made:
    from argmap.render import html

    amap = view.map
    if view.heading:  # a part of the map: the page knows nothing of the rest
        shown = tuple(amap.component[ident] for ident in view.shown)
        amap = replace(amap, components=shown, relations=view.relations)
    return Made((html.page(amap, look=_look(view, wish)).encode("utf-8"),))


def _md(view: View, wish: Wish) -> Made:
    from argmap.render import markdown

    return Made((markdown.write(view).encode("utf-8"),))


def _txt(view: View, wish: Wish) -> Made:
    from argmap.render import text

    return Made((text.write(view).encode("utf-8"),))
