"""Which statements and arguments Argdown's map shows, by the settings of the frontmatter's ``selection``.

The rules are those of Argdown 2.0: a first choice by data, titles, sections and tags; then of statements those that the
mode asks for; then of arguments those that are connected with what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.model import SYMMETRIC, Edge, Element, Model, Step
from argmap.formats.argdown.nodes import CONCLUSION, PREMISE, TOP

FINAL = "final"  # the conclusion of an argument's last step
UNTITLED = "Untitled"
MODES = ("all", "top-level", "with-title", "with-relations", "not-used-in-argument", "with-more-than-one-relation")
USUAL = "with-title"
End = Element | Step


@dataclass(slots=True)
class Selection:
    """What is in the map, in the order of the model; dicts as sets that keep it."""

    statements: dict[Element, None] = field(default_factory=dict)
    arguments: dict[Element, None] = field(default_factory=dict)


class Uses:
    """Where statements stand in arguments, and what relations hang at each end."""

    def __init__(self, model: Model) -> None:
        self.of: dict[Element, list[tuple[str, Element]]] = {}
        self.edges: dict[End, list[Edge]] = {}
        self.conclusion: dict[Element, Element] = {}
        found: dict[Element, list[tuple[int, str, Element]]] = {}
        for argument in model.arguments.values():
            for start, role, statement in _rows(model, argument):
                found.setdefault(statement, []).append((start, role, argument))
                self.conclusion[argument] = statement  # the last row's, whatever its role
        for statement, places in found.items():
            places.sort(key=lambda place: place[0])
            self.of[statement] = [(role, argument) for _, role, argument in places]
        for edge in model.edges:
            for end in dict.fromkeys((edge.source, edge.target)):
                self.edges.setdefault(end, []).append(edge)

    def users(self, statement: Element, role: str) -> Iterator[Element]:
        """The arguments in which a statement has a role, one for each time."""
        return (argument for found, argument in self.of.get(statement, ()) if found == role)


def _rows(model: Model, argument: Element) -> Iterator[tuple[int, str, Element]]:
    """The statements of an argument with their places and roles."""
    lines = argument.lines
    if len(argument.steps) < sum(line.role is CONCLUSION for line in lines):  # one step of an exploded argument
        for step in argument.steps:
            start = lines[step.index].start
            yield from ((start, PREMISE, premise) for premise in step.premises)
            if step.conclusion is not None:
                yield start, FINAL, step.conclusion
        return
    last = argument.steps[-1].index if argument.steps else -1
    for row, line in enumerate(lines):
        statement = model.statements.get(line.title)
        if statement is not None:
            yield line.start, FINAL if row == last else line.role, statement


class Selector:
    """Chooses what the map of one model shows; see `select`."""

    def __init__(self, model: Model, uses: Uses) -> None:
        self.model, self.uses = model, uses
        found = model.front.get("selection")
        self.settings: dict[str, Any] = found if isinstance(found, dict) else {}
        mode = self.settings.get("statementSelectionMode")
        self.mode = mode if mode in MODES else USUAL
        self.connected = self._setting("excludeDisconnected", True)
        self.marked = not self._setting("ignoreIsInMap", False)
        self.included = self._names("includeStatements") or set()
        self.chosen = Selection()

    def run(self) -> Selection:
        """The choice."""
        model = self.model
        self.chosen = Selection(self._first(model.statements, "excludeStatements"))
        self.chosen.arguments = self._first(model.arguments, "excludeArguments")
        statements = {item: None for item in self.chosen.statements if self._shows_statement(item)}
        self.chosen = Selection(statements, self.chosen.arguments)
        arguments = {item: None for item in self.chosen.arguments if self._shows_argument(item)}
        return Selection(statements, arguments)

    def _setting(self, name: str, usual: bool) -> bool:
        value = self.settings.get(name)
        return usual if value is None else bool(value)

    def _names(self, name: str) -> set[Any] | None:
        """A list of titles or tags; None where there is none. An empty list names nothing."""
        value = self.settings.get(name)
        if isinstance(value, list):
            return {item for item in value if isinstance(item, str)}
        return {value} if isinstance(value, str) and value else None

    def _first(self, group: dict[str, Element], excluded: str) -> dict[Element, None]:
        """Those that data, titles, sections and tags allow."""
        without = self._names(excluded) or set()
        sections, tags = self._names("selectedSections"), self._names("selectedTags")
        bare, untagged = (self._setting(f"selectElementsWithout{name}", False) for name in ("Section", "Tag"))

        def allowed(item: Element) -> bool:
            if (self.marked and item.data.get("isInMap", True) is not True) or item.title in without:
                return False
            if sections is not None:
                here = item.section
                if not (bare if here is None else here.heading.text.strip() in sections):
                    return False
            return tags is None or not tags.isdisjoint(item.tags) or (untagged and not item.tags)

        return {item: None for item in group.values() if allowed(item)}

    def reaches(self, edge: Edge, end: End) -> bool:
        """Whether an end of a relation is in the map, itself or through an argument that it stands in."""
        if isinstance(end, Step):
            return end.argument in self.chosen.arguments
        if end.argument:
            return end in self.chosen.arguments
        if end in self.chosen.statements:
            return True
        role = PREMISE if edge.target is end else FINAL
        return any(
            argument in self.chosen.arguments
            for found, argument in self.uses.of.get(end, ())
            if found == role or edge.kind in SYMMETRIC
        )

    def _other_is_there(self, edge: Edge, end: End) -> bool:
        return self.reaches(edge, _other(edge, end))

    def _shows_statement(self, item: Element) -> bool:
        if (self.marked and item.data.get("isInMap") is True) or item.title in self.included:
            return True
        related = any(self._other_is_there(edge, item) for edge in self.uses.edges.get(item, ()))
        used = any(
            role in (PREMISE, FINAL) and argument in self.chosen.arguments
            for role, argument in self.uses.of.get(item, ())
        )
        return (used or related or not self.connected) and self._is_wanted(item, related, used)

    def _is_wanted(self, item: Element, related: bool, used: bool) -> bool:
        """What the mode says of a statement."""
        if self.mode == "with-title":
            return (related and not used) or not item.title.startswith(UNTITLED)
        if self.mode == "top-level":
            return (related and not used) or any(said.role is TOP for said in item.members)
        if self.mode == "with-relations":
            return related
        if self.mode == "not-used-in-argument":
            return not used
        if self.mode == "with-more-than-one-relation":
            return related and (not used or self._partners(item) > 1)
        return True

    def _partners(self, item: Element) -> int:
        """How many arguments the relations of a statement lead to."""
        count = 0
        for edge in self.uses.edges.get(item, ()):
            other = _other(edge, item)
            if isinstance(other, Step) or other.argument:
                count += self.reaches(edge, other)
            else:
                role = PREMISE if edge.target is other else FINAL
                count += sum(argument in self.chosen.arguments for argument in self.uses.users(other, role))
        return count

    def _shows_argument(self, item: Element) -> bool:
        if not self.connected or (self.marked and item.data.get("isInMap") is True):
            return True
        ends: tuple[End, ...] = (item, *item.steps)
        if any(self._other_is_there(edge, end) for end in ends for edge in self.uses.edges.get(end, ())):
            return True
        rows = _rows(self.model, item)
        return any(self._connects(role, statement) for _, role, statement in rows if role is not CONCLUSION)

    def _connects(self, role: str, statement: Element) -> bool:
        """Whether a premise or final conclusion leads from its argument to something else in the map."""
        if statement in self.chosen.statements:
            return True
        for edge in self.uses.edges.get(statement, ()):
            outward = edge.source is statement if role is FINAL else edge.target is statement
            looped = edge.source is edge.target
            if ((outward and not looped) or edge.kind in SYMMETRIC) and self._other_is_there(edge, statement):
                return True
        opposite = PREMISE if role is FINAL else FINAL
        return any(argument in self.chosen.arguments for argument in self.uses.users(statement, opposite))


def _other(edge: Edge, end: End) -> End:
    return edge.target if edge.source is end else edge.source


def select(model: Model, uses: Uses) -> tuple[Selection, list[Edge]]:
    """What the map shows, and the relations of which both ends are in it."""
    selector = Selector(model, uses)
    chosen = selector.chosen = selector.run()
    inside = [
        edge for edge in model.edges if selector.reaches(edge, edge.source) and selector.reaches(edge, edge.target)
    ]
    return chosen, inside
