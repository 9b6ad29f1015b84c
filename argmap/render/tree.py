"""A view as a tree of lines: every conclusion followed by its grounds. For terminals, lists and readers' ears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model import Component, Relation
from argmap.render.boxes import page_words, unsure, voice_label
from argmap.render.view import View, top

SIGNS = {"supports": "+", "attacks": "−", "undercuts": "×", "restates": "=", "cites": "@"}


@dataclass(frozen=True, slots=True)
class Twig:
    """One line of the tree.

    ``trail`` says for every level above whether its branch ends there (for drawing the rails);
    ``component`` is empty for a knot of linked premises; ``relation`` is empty at the roots;
    ``again`` marks a component whose grounds stand further up; ``hits`` names the relation that an
    undercut attacks; ``inside`` is true below a knot of linked premises.
    """

    trail: tuple[bool, ...]
    component: str = ""
    relation: Relation | None = None
    again: bool = False
    hits: str = ""
    inside: bool = False

    @property
    def joined(self) -> bool:
        """Whether the line is one of several premises that only work together."""
        return bool(self.component and not self.hits and self.relation and self.relation.linked and self.inside)

    @property
    def sign(self) -> str:
        """``+`` supports, ``−`` attacks, ``×`` undercuts, ``=`` restates, ``&`` linked premise; "" at a root."""
        if self.joined:
            return "&"
        return SIGNS.get(self.relation.name, "~") if self.relation else ""


def walk(view: View) -> Iterator[Twig]:
    """The lines of the tree, depth first. Every shown component has one line with its grounds below.

    Further lines of it are marked ``again`` and have nothing below, so that cycles end. The members of an undirected
    relation stand below the first of them that comes up; below each other one stands that first.
    """
    shown = view.full
    done: set[str] = set()
    firsts: dict[str, str] = {}
    drawn = {r.id for r in view.relations}
    starts = [i for i in top(view.graph) if i in shown]
    for root in [*starts, *view.shown]:
        if root in done:
            continue
        if root not in starts and any(t in shown and t not in done for t in _conclusions(view, root)):
            # it will come up below a conclusion of its own, unless all of them go in a circle
            continue
        yield from _descend(view, Twig((), root), done, drawn, firsts)
    for root in view.shown:
        if root not in done:
            yield from _descend(view, Twig((), root), done, drawn, firsts)


def _conclusions(view: View, ident: str) -> list[str]:
    return [t for r in view.graph.outgoing(ident, "supports", "attacks") for t in r.targets if t != ident]


def _descend(view: View, start: Twig, done: set[str], drawn: set[str], firsts: dict[str, str]) -> Iterator[Twig]:
    stack = [start]
    while stack:
        twig = stack.pop()
        if twig.component and twig.component in done:
            yield Twig(
                twig.trail, twig.component, twig.relation, _has_grounds(view, twig.component), twig.hits, twig.inside
            )
            below = _against(view, twig, drawn)
        else:
            done.update([twig.component] if twig.component else [])
            yield twig
            below = _against(view, twig, drawn) + _grounds(view, twig, drawn, firsts)
        last = len(below) - 1
        stack.extend(
            Twig((*twig.trail, n == last), component, relation, False, hits, not twig.component)
            for n, (component, relation, hits) in reversed(list(enumerate(below)))
        )


Below = list[tuple[str, Relation, str]]


def _has_grounds(view: View, ident: str) -> bool:
    return any(not view.full.isdisjoint(r.sources) for r in view.graph.incoming(ident))


def _grounds(view: View, twig: Twig, drawn: set[str], firsts: dict[str, str]) -> Below:
    """What stands below a line: the members of a linked knot, or what bears on the component."""
    shown = view.full
    if not twig.component and twig.relation:
        return [(s, twig.relation, "") for s in twig.relation.sources if s in shown]
    found: Below = []
    for relation in view.graph.incoming(twig.component):
        sources = [s for s in relation.sources if s in shown]
        if relation.id in drawn and sources:
            found.append((sources[0] if len(sources) == 1 else "", relation, ""))
    for relation in view.graph.ties.get(twig.component, []):
        if relation.id in drawn:
            first = firsts.setdefault(relation.id, twig.component)
            members = relation.mutual if first == twig.component else (first,)
            found += [(m, relation, "") for m in members if m in shown and m != twig.component]
    return found


def _against(view: View, twig: Twig, drawn: set[str]) -> Below:
    """What attacks the step that led to this line, rather than the component on it."""
    relation = twig.relation
    if relation is None or (twig.component and relation.linked):
        return []
    shown = view.full
    return [
        (s, under, relation.id)
        for under in view.graph.incoming(relation.id)
        if under.id in drawn
        for s in under.sources
        if s in shown
    ]


def facts(view: View, component: Component) -> str:
    """Kind, page, voice and doubt of a component in a few words."""
    page = view.map.page(component)
    parts = [
        "thesis" if component.thesis else component.kind,
        page_words(page),
        f"voice: {voice_label(view.map, component)}" if component.reported else "",
        "unsure" if unsure(component) else "",
    ]
    return ", ".join(part for part in parts if part)
