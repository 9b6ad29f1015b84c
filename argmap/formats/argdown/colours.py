"""The colours of Argdown's map, by the settings of the frontmatter's ``color`` and the data of elements."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.argdown.model import Element, Model, Section

FONT = "#000000"
SCHEME = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666")
GROUPS = ("#DADADA", "#BABABA", "#AAAAAA")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


class Colours:
    """The colours of one model: of an element by its data, its title in the settings, its tags, else the first."""

    def __init__(self, model: Model) -> None:
        found = model.front.get("color")
        self.settings: dict[str, Any] = found if isinstance(found, dict) else {}
        self.scheme = self._scheme("colorScheme", SCHEME)
        self.groups = self._scheme("groupColorScheme", GROUPS)
        chosen = self._table("tagColors")
        self.tag: dict[str, Any] = {}
        self.priority: dict[str, float] = {}
        for place, tag in enumerate(model.tags, 1):
            if tag in chosen:
                self.tag[tag] = chosen[tag]
                rank = chosen[tag].get("priority") if isinstance(chosen[tag], dict) else 0
                self.priority[tag] = rank if isinstance(rank, int | float) else 0
            elif place < len(self.scheme):
                self.tag[tag] = self.scheme[place]

    def font(self, kind: str) -> str:
        """The colour of words: of a ``statement``, an ``argument`` or a ``group``."""
        value = self.settings.get(f"{kind}FontColor")
        return value if isinstance(value, str) else FONT

    def of_element(self, item: Element) -> str | None:
        """The colour of a statement or an argument; None where the settings name none that is one."""
        named = self._table("argumentColors" if item.argument else "statementColors")
        if "color" in item.data and not self.settings.get("ignoreColorData"):
            return self._colour(item.data["color"], self.scheme)
        if item.title in named:
            return self._colour(named[item.title], self.scheme)
        if item.tags and self.settings.get("colorizeByTag", True):
            return self._colour(self.tag.get(self._first(item.tags)), self.scheme)
        return self.scheme[0] if self.scheme else None

    def of_group(self, section: Section, depth: int) -> str | None:
        """The colour of a group that lies so deep, from 1."""
        data, named = section.heading.data or {}, self._table("groupColors")
        title = section.heading.text.strip()
        if data.get("color") and not self.settings.get("ignoreColorData"):
            return self._colour(data["color"], self.groups)
        if named.get(title):
            return self._colour(named[title], self.groups)
        if section.heading.tags and self.settings.get("colorizeGroupsByTag"):
            return self._of_group_tag(self._first(section.heading.tags))
        return self.groups[min(len(self.groups), depth) - 1] if self.groups else None

    def _of_group_tag(self, tag: str) -> str | None:
        chosen = self._table("tagColors")
        if tag in chosen:
            return self._colour(chosen[tag], self.groups)
        place = list(self.tag).index(tag) + 1 if tag in self.tag else len(self.groups)
        return self._colour(place, self.groups)

    def _first(self, tags: list[str]) -> str:
        """The tag that counts: of the highest priority the first."""
        return max(tags, key=lambda tag: self.priority.get(tag, 0))

    def _scheme(self, name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        value = self.settings.get(name)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else usual

    def _table(self, name: str) -> dict[str, Any]:
        value = self.settings.get(name)
        return value if isinstance(value, dict) else {}

    @staticmethod
    def _colour(value: Any, scheme: tuple[str, ...]) -> str | None:
        """A colour as it is written, or by its place in a scheme."""
        if isinstance(value, dict):
            value = value.get("color")
        if isinstance(value, str):
            return value if _COLOUR.match(value) else None
        if type(value) is int and 0 <= value < len(scheme):
            return scheme[value]
        return None
