"""A view as an indented tree in plain text, for terminals and files."""

from __future__ import annotations

import textwrap

from argmap.render.measure import clean
from argmap.render.tree import Twig, facts, walk
from argmap.render.view import View

KEY = "+ supports   − attacks   × undercuts the step   = restates   ~ other   & linked"
LEAST = 24  # columns that a gloss gets at least, however deep it stands
RAIL, NO_RAIL = "│  ", "   "  # a level above whose branch goes on, or has ended


def write(view: View, *, width: int = 100) -> str:
    """The tree with rails, wrapped to ``width`` columns, with a key at the end."""
    amap = view.map
    title = amap.source.shown_title or amap.title
    head = amap.short_name if title in (amap.short_name, "") else f"{amap.short_name}: {title}"
    lines = [*textwrap.wrap(clean(head), width), *([view.heading] if view.heading else []), ""]
    for twig in walk(view):
        lines += _entry(view, twig, width)
    if any(relation.name != "cites" for relation in view.relations):
        lines += ["", KEY]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _entry(view: View, twig: Twig, width: int) -> list[str]:
    rails = _rails(twig.trail[:-1], width)
    fork = ("└─ " if twig.trail[-1] else "├─ ") if twig.trail else ""
    follow = rails + ((NO_RAIL if twig.trail[-1] else RAIL) if twig.trail else "")
    room = max(LEAST, width - len(rails + fork))
    rows = textwrap.wrap(_words(view, twig), room, subsequent_indent="  ") or [""]
    return [rails + fork + rows[0], *(follow + row for row in rows[1:])]


def _rails(above: tuple[bool, ...], width: int) -> str:
    """The lines from the levels above; where they leave no room for words, the outer levels are only counted."""
    most = max(2, (width - LEAST) // len(NO_RAIL) - 1)
    if len(above) <= most:
        return "".join(NO_RAIL if last else RAIL for last in above)
    count = f"{len(above)} … "
    inner = most - -(-len(count) // len(NO_RAIL))
    kept = above[len(above) - max(0, inner) :]
    return count + "".join(NO_RAIL if last else RAIL for last in kept)


def _words(view: View, twig: Twig) -> str:
    sign = f"{twig.sign} " if twig.sign else ""
    if not twig.component:
        return f"{sign}linked premises, which only work together:"
    component = view.map.component[twig.component]
    hits = f" against {twig.hits}" if twig.hits else ""
    again = " (grounds above)" if twig.again else ""
    said = clean(view.map.words(component))
    return f"{sign}{clean(component.id)} [{clean(facts(view, component))}{hits}] {said}{again}"
