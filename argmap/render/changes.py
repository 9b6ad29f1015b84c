"""A difference of two versions for readers: lines for the terminal, a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from argmap.versions.diff import ADDED, CHANGED, REMOVED, Change, Difference, headline

SIGN = {ADDED: "+", REMOVED: "-", CHANGED: "~"}
_STYLE = """
:root{color-scheme:light dark;--add:#1a7f37;--del:#b42318;--line:#8886}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem} h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid var(--line)}
article{border-left:.3rem solid var(--line);padding:.1rem .8rem;margin:.8rem 0;break-inside:avoid}
article.added{border-color:var(--add)} article.removed{border-color:var(--del)}
h3{font-size:1rem;margin:.2rem 0} dl{margin:.2rem 0} dt{font-weight:600} dd{margin:0 0 .3rem 1rem}
ins{color:var(--add)} del{color:var(--del)} code{font-size:.9em}
"""


def text(found: Difference) -> str:
    """One line for each change, its aspects below it; "no changes" where there are none."""
    if not found:
        return "no changes\n"
    return "\n".join([*_lines(found), "", _sum(found)]) + "\n"


def html(found: Difference, old: str, new: str) -> str:
    """A page of its own; ``old`` and ``new`` are what the two versions are called."""
    groups: dict[str, list[Change]] = {}
    for change in found.changes:
        groups.setdefault(change.what, []).append(change)
    parts = [f"<h2>{escape(what)}</h2>{''.join(map(_article, changes))}" for what, changes in groups.items()]
    title = f"Changes from {escape(old)} to {escape(new)}"
    summary = escape(_sum(found)) if found else "no changes"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1><p>{summary}</p>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _lines(found: Difference) -> Iterator[str]:
    for change in found.changes:
        yield f"{SIGN[change.kind]} {change.what} {change.id}: {headline(change)}".rstrip(": ")
        for aspect in change.aspects:
            said = f"{_short(aspect.old)} → {_short(aspect.new)}" if aspect.old or aspect.new else ""
            yield f"    {aspect.name}{': ' if said else ''}{said}"


def _short(value: str) -> str:
    return " ".join(value.split()) if value else "(none)"


def _sum(found: Difference) -> str:
    return ", ".join(f"{name}: {number}" for name, number in found.count().items())


def _article(change: Change) -> str:
    rows = "".join(
        f"<dt>{escape(a.name)}</dt><dd><del>{escape(_short(a.old))}</del> <ins>{escape(_short(a.new))}</ins></dd>"
        for a in change.aspects
    )
    said = f"<p>{escape(headline(change))}</p>" if headline(change) else ""
    listed = f"<dl>{rows}</dl>" if rows else ""
    name = f"{change.what}-{change.id}" if change.id else change.what
    return (
        f'<article class="{change.kind}" id="{escape(name, quote=True)}"><h3>{SIGN[change.kind]} '
        f"<code>{escape(change.id)}</code> {change.kind}</h3>{said}{listed}</article>\n"
    )
