"""Ways into a map without the figure: the argument as a tree, and the issues with what is filed under them."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Relation
from argmap.render.html_component import kind_class, reference
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.measure import clean
from argmap.render.view import issue_label, top

DEEPEST = 60  # levels of nested elements; what lies deeper is named and linked only
OPEN_LEVELS = 2
WORDS = {"supports": "", "attacks": "against: ", "undercuts": "against the step: ", "restates": "restated: "}


@dataclass
class Outline:
    """Writes the tree; a component is unfolded where it is met first, and linked wherever it comes back."""

    map: ArgumentMap
    graph: MapGraph
    seen: set[str] = field(default_factory=set)

    def tree(self) -> Html:
        """The whole argument from the theses down."""
        rows = [self._node(ident, "", 0) for ident in top(self.graph) if ident not in self.seen]
        return el("ul", *rows, class_="tree")

    def _node(self, ident: str, word: str, level: int) -> Html:
        head = join([el("span", word, class_="word") if word else Html(""), reference(self.map.component[ident])])
        if ident in self.seen:
            return el("li", head, el("span", " (see above)", class_="again")) if self._below(ident) else el("li", head)
        self.seen.add(ident)
        below = self._below(ident)
        if not below:
            return el("li", head)
        if level >= DEEPEST:
            return el("li", head, el("span", f" ({len(below)} more below)", class_="again"))
        rows = [self._node(child, said, level + 1) for child, said in below]
        return el("li", el("details", el("summary", head), el("ul", *rows), open=level < OPEN_LEVELS))

    def _below(self, ident: str) -> list[tuple[str, str]]:
        """What bears on a component: its grounds, its attackers, and what undercuts a step towards it."""
        found: dict[str, str] = {}
        for relation in self.graph.incoming(ident):
            self._add(found, relation)
            for under in self.graph.incoming(relation.id):
                self._add(found, under)
        for relation in self.graph.ties.get(ident, ()):
            for member in relation.mutual:
                if member != ident and member in self.map.component:
                    found.setdefault(member, f"{clean(relation.name)}, mutually: ")
        return list(found.items())

    def _add(self, found: dict[str, str], relation: Relation) -> None:
        for source in relation.sources:
            if source in self.map.component:
                found.setdefault(source, WORDS.get(relation.name, f"{clean(relation.name)}: "))


def issue_list(amap: ArgumentMap, views: dict[str, str]) -> Html:
    """The issues in the order of the code book, each with question, count, and its figure.

    Args:
        amap: The map.
        views: Addresses of figures by issue.
    """
    rows = [_issue(amap, issue, views.get(issue, "")) for issue in all_issues(amap) if issue not in amap.component]
    return el("ul", *[row for row in rows if row], class_="issues")


def all_issues(amap: ArgumentMap) -> list[str]:
    """Issues in the order of the code book, then those that components name without its knowing."""
    return list(dict.fromkeys([*(i.id for i in amap.issues), *(i for c in amap.components for i in c.issues)]))


def _issue(amap: ArgumentMap, issue: str, view: str) -> Html:
    closure = amap.issue_closure(issue)
    members = [c for c in amap.components if closure.intersection(c.issues)]
    if not members:
        return Html("")
    entry = amap.issue.get(issue)
    label = clean(issue_label(amap, issue))
    links = join([el("a", c.id, href=target(c.id), class_=kind_class(c.kind)) for c in members], " ")
    return el(
        "li",
        el("button", label, el("span", str(len(members)), class_="count"), type="button", class_="filter js-only",
           data_issue=anchor(issue), aria_pressed="false"),
        el("span", label, class_="no-js"),
        el("a", "figure", href=view, class_="show", aria_label=f"figure: {label}") if view else Html(""),
        el("p", entry.question, class_="question", dir="auto") if entry and entry.question else Html(""),
        el("p", links, class_="no-js members"),
        id=anchor(issue),
        class_="sub" if entry and entry.parent else "",
    )  # fmt: skip
