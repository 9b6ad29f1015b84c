"""The ``map`` of Argdown's JSON: nodes, in groups where there are headings, and edges."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from argmap.formats.argdown.colours import Colours
from argmap.formats.argdown.drawing import map_of
from argmap.formats.argdown.model import Element, Model, Section
from argmap.formats.argdown.selection import UNTITLED

# groups inside each other, no deeper: JSON readers have limits
DEEPEST = 100
MARK = "argmap"
_USUAL = "hide-untitled"
Group = dict[str, Any]


class Grouping:
    """Which headings are groups of the map, and which group each lies in.

    Attributes:
        home: The group of what stands below a heading: its own, or that of the next heading above that has one.
        above: The group that a group lies in.
        depth: How deep a group lies, from 1.
        closed: What is said of groups that are shown closed.
    """

    def __init__(self, model: Model) -> None:
        found = model.front.get("group")
        self.settings: dict[str, Any] = found if isinstance(found, dict) else {}
        self.home: dict[Section, Section | None] = {}
        self.above: dict[Section, Section | None] = {}
        self.depth: dict[Section, int] = {}
        self.closed: dict[Section, Any] = {}
        depth = self.settings.get("groupDepth")
        deepest = max((section.heading.level for section in model.sections), default=0)
        self.least = deepest - (depth if isinstance(depth, int | float) else 2) + 1
        for section in model.sections:  # parents come before their children
            self._place(section)

    def _place(self, section: Section) -> None:
        outer = self.home[section.parent] if section.parent is not None else None
        if not self._is_group(section):
            self.home[section] = outer
            return
        self.home[section] = section
        if outer is not None and self.depth[outer] >= DEEPEST:
            outer = self.above[outer]
        self.above[section] = outer
        self.depth[section] = self.depth[outer] + 1 if outer is not None else 1

    def _is_group(self, section: Section) -> bool:
        """By the heading's data, then the settings for its title, then its level."""
        data = section.heading.data or {}
        said = None if self.settings.get("ignoreIsGroup") else data.get("isGroup")
        closed = None if self.settings.get("ignoreIsClosed") else data.get("isClosed")
        named = self.settings.get("sections")
        if isinstance(named, dict):
            chosen = named.get(section.heading.text.strip())
            if isinstance(chosen, dict):
                said, closed = chosen.get("isGroup"), chosen.get("isClosed")
            elif said is None:
                said = False
        if closed is not None:
            self.closed[section] = closed
        return said is not False if said is not None else section.heading.level >= self.least


class Drawer:
    """Makes the ``map`` of one model; see `drawn`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.map = map_of(model)
        self.colours = Colours(model)
        self.grouping = Grouping(model)
        found = model.front.get("map")
        self.settings: dict[str, Any] = found if isinstance(found, dict) else {}
        self.bare = bool(model.setting("removeTagsFromText"))
        elements = (*self.map.chosen.statements, *self.map.chosen.arguments)
        self.ident = {item: f"n{place}" for place, item in enumerate(elements)}

    def run(self) -> dict[str, Any]:
        """Nodes and edges."""
        return {"nodes": self._tree(), "edges": self._edges()}

    def _node(self, item: Element) -> dict[str, Any]:
        kind = "argument" if item.argument else "statement"
        mode = self.settings.get(f"{kind}LabelMode") or _USUAL
        member = item.canonical
        text = None if member is None else member.plain if self.bare else member.text
        untitled = item.title.startswith(UNTITLED)
        shown = {_USUAL: not untitled or not text, "title": True, "text": not text and (not untitled or not text)}
        made: dict[str, Any] = {"id": self.ident[item], "title": item.title, "type": f"{kind}-map-node"}
        made["labelTitle"] = item.title if shown.get(str(mode)) else None
        made["labelText"] = text if mode in (_USUAL, "text") else None
        made["tags"] = item.tags if item.tags and self.settings.get("addTags", True) else None
        made.update(color=self.colours.of_element(item), fontColor=self.colours.font(kind))
        return {name: value for name, value in made.items() if value is not None}

    def _tree(self) -> list[dict[str, Any]]:
        """Groups, then the nodes that lie in none."""
        groups: dict[Section, Group] = {}
        alone: list[dict[str, Any]] = []
        for item in self.ident:
            home = self.grouping.home.get(item.section) if item.section is not None else None
            into = alone if home is None else self._group(groups, home)["children"]
            into.append(self._node(item))
        for section in [*groups]:
            self._into_parents(groups, section)
        return [*(group for section, group in groups.items() if self.grouping.above[section] is None), *alone]

    def _into_parents(self, groups: dict[Section, Group], section: Section) -> None:
        """Put a group into the one that it lies in; one that is made for it goes into the next."""
        above = self.grouping.above[section]
        while above is not None:
            known = above in groups
            self._group(groups, above)["children"].append(groups[section])
            if known:
                return
            section, above = above, self.grouping.above[above]

    def _group(self, groups: dict[Section, Group], section: Section) -> Group:
        if section not in groups:
            title, depth = section.heading.text.strip(), self.grouping.depth[section]
            made: Group = {"id": section.ident, "title": title, "type": "group-map-node"}
            made.update(color=self.colours.of_group(section, depth), fontColor=self.colours.font("group"))
            made.update(isClosed=self.grouping.closed.get(section), level=depth, labelTitle=title, children=[])
            above = self.grouping.above[section]
            made["parent"] = above.ident if above is not None else None
            groups[section] = {name: value for name, value in made.items() if value is not None}
        return groups[section]

    def _edges(self) -> list[dict[str, Any]]:
        made = []
        for place, arrow in enumerate(self.map.arrows, 1):
            edge = {"id": f"e{place}", "type": "map-edge", "relationType": arrow.kind}
            edge.update({"from": self.ident[arrow.source], "to": self.ident[arrow.target]})
            if arrow.start is not None:
                edge["fromEquivalenceClass"] = arrow.start.title
            if arrow.end is not None:
                edge["toEquivalenceClass"] = arrow.end.title
            made.append(edge)
        return made


def drawn(model: Model) -> dict[str, Any]:
    """The map of a model as Argdown's program exports it, with a mark by which `is_ours` knows it again."""
    made = Drawer(model).run()
    return {MARK: _mark(made), **made}


def is_ours(value: Any) -> bool:
    """Whether a map was made by `drawn` and not touched since."""
    return isinstance(value, dict) and value.keys() == {MARK, "nodes", "edges"} and value[MARK] == _mark(value)


def _mark(value: dict[str, Any]) -> str:
    """The number of the rules by which the map is made, and a hash of what was made."""
    text = json.dumps([value["nodes"], value["edges"]], sort_keys=True)
    return f"1:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
