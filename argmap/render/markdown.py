"""A view as Markdown: a nested list of conclusions and grounds, and a table of all components."""

from __future__ import annotations

import re

from argmap.model import Component, Relation
from argmap.render.measure import clean
from argmap.render.tree import Twig, facts, walk
from argmap.render.view import View, issue_label

WORDS = {
    "supports": "supported by",
    "attacks": "attacked by",
    "undercuts": "undercut by",
    "restates": "restated by",
    "cites": "cited by",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$@])")
_OPENING = re.compile(r"^(\s*)([-+]|\d+[.)])")


def write(view: View) -> str:
    """The view as CommonMark with one table (GitHub's syntax)."""
    amap = view.map
    title = amap.source.shown_title or amap.title
    head = amap.short_name if title in (amap.short_name, "") else f"{amap.short_name}: {title}"
    lines = [f"# {escape(head)}", ""]
    if view.heading:
        lines += [escape(view.heading), ""]
    lines += ["## Argument", "", *(_entry(view, twig) for twig in walk(view)), "", "## Components", ""]
    lines += [
        "| id | kind | page | gloss | voice | issues | relations |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_row(view, view.map.component[ident]) for ident in view.shown]
    reasons = [r for r in view.relations if r.reason]
    if reasons:
        lines += ["", "## Reasons of relations", ""]
        lines += [f"- **{escape(r.id)}** ({_told(r)}): {escape(r.reason)}" for r in reasons]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Plain text made safe in Markdown: no markup, no HTML, no table or list of its own."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", safe))


def _entry(view: View, twig: Twig) -> str:
    indent = "  " * len(twig.trail)
    role = ""
    if twig.relation and not twig.joined:
        role = f"*{WORDS.get(twig.relation.name, escape(twig.relation.name))}* "
    if not twig.component:
        return f"{indent}- {role}linked premises, which only work together:"
    component = view.map.component[twig.component]
    hits = f" (against the step {escape(twig.hits)})" if twig.hits else ""
    again = " (grounds above)" if twig.again else ""
    return (
        f"{indent}- {role}**{escape(component.id)}** ({escape(facts(view, component))}){hits}: "
        f"{escape(view.map.words(component)) or '(no gloss)'}{again}"
    )


def _row(view: View, component: Component) -> str:
    amap = view.map
    voice = amap.voice.get(component.voice)
    relations = [
        f"{escape(r.name)} {_ends(tuple(t for t in r.targets))}"
        + (f" with {_ends(tuple(s for s in r.sources if s != component.id))}" if r.linked else "")
        for r in view.graph.outgoing(component.id)
    ]
    relations += [
        f"{escape(r.name)} {_ends(tuple(m for m in r.mutual if m != component.id))} (mutual)"
        for r in view.graph.ties.get(component.id, [])
    ]
    cells = [
        escape(component.id),
        escape(component.kind) + (", thesis" if component.thesis else ""),
        escape(amap.page(component)),
        escape(amap.words(component)),
        escape((voice.label if voice else "") or component.voice.removeprefix("voice.")) if component.reported else "",
        "; ".join(escape(issue_label(amap, issue)) for issue in component.issues),
        "; ".join(relations),
    ]
    return "| " + " | ".join(cells) + " |"


def _told(relation: Relation) -> str:
    return f"{_ends(relation.sources or relation.mutual)} {escape(relation.name)} {_ends(relation.targets)}".strip()


def _ends(ids: tuple[str, ...]) -> str:
    return ", ".join(escape(ident) for ident in ids)
