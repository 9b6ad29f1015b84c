"""One component as an article: what it says, where, on whose word, on what grounds, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component, Relation
from argmap.render.boxes import voice_label
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.html_text import TextPane
from argmap.render.look import TAGS
from argmap.render.measure import clean
from argmap.render.view import issue_label, section_of

TOWARDS = {
    "supports": "Supported by",
    "attacks": "Attacked by",
    "undercuts": "Undercut by",
    "restates": "Restated by",
    "cites": "Cited by",
}
FROM = {
    "supports": "Supports",
    "attacks": "Attacks",
    "undercuts": "Undercuts",
    "restates": "Restates",
    "cites": "Cites",
}


@dataclass(frozen=True)
class Side:
    """How relations look from one of their ends: where the other ends are, and what the section is called."""

    key: str
    headings: Mapping[str, str]
    other: str

    def ends(self, relation: Relation, here: str) -> tuple[str, ...]:
        """The other ends."""
        if self.key == "both":
            return tuple(member for member in relation.mutual if member != here)
        return relation.sources if self.key == "into" else relation.targets


INTO = Side("into", TOWARDS, "{} from")
OUT = Side("out", FROM, "{}")
MUTUAL = Side("both", {}, "{} (mutual)")


@dataclass(frozen=True)
class Articles:
    """Writes the articles of one map; every relation has its anchor in the first article that shows it."""

    map: ArgumentMap
    text: TextPane
    graph: MapGraph
    anchored: set[str] = field(default_factory=set)

    def article(self, component: Component) -> Html:
        """Everything about a component."""
        return el(
            "article",
            self._head(component),
            self._facts(component),
            el("section", el("h4", "Passage"), self.text.passage(component), class_="passage"),
            *self._relations(component),
            *[el("section", el("h4", "Note"), el("p", note, dir="auto"), class_="note") for note in component.notes],
            id=anchor(component.id),
            class_=f"component {kind_class(component.kind)}",
            tabindex="-1",
            data_id=anchor(component.id),
            data_kind=component.kind,
            data_issues=" ".join(anchor(i) for i in above(self.map, component.issues)),
            data_reported="yes" if component.reported else "",
            aria_label=f"{component.kind} {component.id}",
        )

    def _head(self, component: Component) -> Html:
        page = self.map.page(component)
        number, label = section_of(self.map, component)
        where = [
            f"{'pp.' if '–' in page else 'p.'} {page}" if page else "",
            label or (f"section {number}" if number else ""),
        ]
        kind = f"{component.kind}, thesis" if component.thesis else component.kind
        line = join(
            [
                tag(component),
                el("span", kind.capitalize(), class_="kind"),
                el("a", component.id, href=target(component.id), class_="self", title="address of this component"),
                *[el("span", part, class_="where") for part in where if part],
            ],
            " ",
        )
        return el("header", el("p", line, class_="line"), el("h3", gloss(component), dir="auto", class_="gloss"))

    def _facts(self, component: Component) -> Html:
        issues = join(
            [
                el("a", clean(issue_label(self.map, i)), href=target(i), class_="issue", data_issue=anchor(i))
                for i in component.issues
            ],
            ", ",
        )
        people = {a.id: a.name or a.id for a in self.map.annotators}
        rows = [
            ("Voice", Html(el("span", voice_label(self.map, component))) if component.reported else Html("")),
            ("Issues", issues),
            ("Certainty", el("span", component.certainty) if component.certainty else Html("")),
            (
                "Annotator",
                el("span", people.get(component.annotator, component.annotator)) if component.annotator else Html(""),
            ),
        ]
        return el("dl", *[part for name, value in rows if value for part in (el("dt", name), el("dd", value))])

    def _relations(self, component: Component) -> list[Html]:
        into, out = self.graph.incoming(component.id), self.graph.outgoing(component.id)
        mutual = self.graph.ties.get(component.id, [])
        return [
            *self._group(into, INTO, component.id),
            *self._group(out, OUT, component.id),
            *self._group(mutual, MUTUAL, component.id),
        ]

    def _group(self, relations: list[Relation], side: Side, here: str) -> list[Html]:
        """Relations of one direction, a section for each name."""
        found: dict[str, list[Html]] = {}
        for relation in relations:
            found.setdefault(relation.name, []).append(self._relation(relation, side, here))
        order = [*(n for n in side.headings if n in found), *(n for n in found if n not in side.headings)]
        return [
            el(
                "section",
                el("h4", side.headings.get(name) or side.other.format(clean(name)).capitalize()),
                el("ul", *found[name]),
                class_=f"{side.key} {kind_class(name)}",
            )
            for name in order
        ]

    def _relation(self, relation: Relation, side: Side, here: str) -> Html:
        """One relation seen from a component: the other ends, how they work, and what undercuts the step."""
        notes = self._notes(relation, side, here)
        lines = [el("li", self._end(end)) for end in side.ends(relation, here)]
        parts = [el("ul", *lines, class_="ends linked" if relation.linked and side is INTO else "ends")]
        parts.append(el("p", " · ".join(notes), class_="how") if notes else Html(""))
        parts.append(el("p", clean(relation.reason), class_="reason", dir="auto") if relation.reason else Html(""))
        for under in self.graph.incoming(relation.id):
            parts.append(el("p", f"This step is {TOWARDS.get(under.name, under.name).lower()}:", class_="how"))
            parts.append(el("ul", *[el("li", self._end(s)) for s in under.sources], class_="ends under"))
            parts.append(el("p", clean(under.reason), class_="reason under", dir="auto") if under.reason else Html(""))
        ident = "" if relation.id in self.anchored or relation.id in self.map.component else anchor(relation.id)
        self.anchored.add(relation.id)
        return el("li", *parts, id=ident, class_="relation", data_relation=anchor(relation.id))

    def _notes(self, relation: Relation, side: Side, here: str) -> list[str]:
        notes = []
        if relation.linked and side is OUT:
            notes.append(f"together with {', '.join(s for s in relation.sources if s != here)}")
        elif relation.linked and side is INTO:
            notes.append("linked premises: they only work together")
        notes += [scheme_label(self.map, scheme) for scheme in relation.schemes]
        return [*notes, f"certainty: {relation.certainty}"] if relation.certainty else notes

    def _end(self, ident: str) -> Html:
        if ident in self.map.component:
            return reference(self.map.component[ident])
        if ident in self.map.relation:
            hit = self.map.relation[ident]
            step = join([_ids(hit.sources or hit.mutual), el("span", f" {hit.name} "), _ids(hit.targets)])
            return el("span", "the step ", el("a", ident, href=target(ident)), ": ", step)
        works = {item.id: item.text for item in self.map.bibliography}
        return el("span", clean(works.get(ident) or ident), dir="auto")


def _ids(ids: Iterable[str]) -> Html:
    return join([el("a", i, href=target(i)) for i in ids], " and ")


def gloss(component: Component) -> str:
    """The gloss on one line, or that there is none."""
    return clean(component.gloss) or "(no gloss)"


def reference(component: Component) -> Html:
    """A link to a component that shows its kind, id and gloss."""
    return el(
        "a",
        tag(component),
        Html(" "),
        el("b", component.id),
        Html(" "),
        el("span", gloss(component), dir="auto"),
        href=target(component.id),
        class_=f"ref {kind_class(component.kind)}",
    )


def tag(component: Component) -> Html:
    """The small sign of a component's kind, as in the figures."""
    letter = "T" if component.thesis else TAGS.get(component.kind, clean(component.kind)[:3].upper() or "?")
    return el("span", letter, class_=f"tag {kind_class(component.kind)}", title=component.kind)


def kind_class(kind: str) -> str:
    """A class name for a kind or relation; those that the style sheet does not know are all one."""
    known = ("claim", "evidence", "recommendation", "supports", "attacks", "undercuts", "restates")
    return kind if kind in known else "other"


def scheme_label(amap: ArgumentMap, scheme: str) -> str:
    """The name of an argumentation scheme."""
    entry = amap.scheme.get(scheme)
    label = (entry.label if entry else "") or scheme.removeprefix("scheme.").replace("-", " ")
    return f"scheme: {clean(label)}"


def above(amap: ArgumentMap, issues: Iterable[str]) -> list[str]:
    """The issues and all that they stand under in the code book, each once."""
    found: dict[str, None] = {}
    queue = list(issues)
    for issue in queue:
        if issue and issue not in found:
            found[issue] = None
            entry = amap.issue.get(issue)
            queue.append(entry.parent if entry else "")
    return list(found)
