"""Argdown's own model: equivalence classes, arguments, inferences, relations, sections; in loose or strict mode.

The rules are those of Argdown 2.0. Where it errs, the model does what its documentation says: a text without title
never falls together with one that a user called ``Untitled 1``, an undercut below a conclusion is one of its own
inference, and several undercuts of one argument are all kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.nodes import (
    CONCLUSION,
    PREMISE,
    TOP,
    Document,
    Heading,
    Inference,
    Said,
    Structure,
)

SUPPORT, ATTACK, UNDERCUT = "support", "attack", "undercut"
CONTRADICTORY, CONTRARY, ENTAILS = "contradictory", "contrary", "entails"
SYMMETRIC = frozenset({CONTRADICTORY, CONTRARY})
# what a symbol says, and whether the lower element is the source
SYMBOLS = {
    "+": (SUPPORT, True),
    "<+": (SUPPORT, True),
    "+>": (SUPPORT, False),
    "-": (ATTACK, True),
    "<-": (ATTACK, True),
    "->": (ATTACK, False),
    "_": (UNDERCUT, True),
    "<_": (UNDERCUT, True),
    "_>": (UNDERCUT, False),
    "><": (CONTRADICTORY, False),
}


@dataclass(slots=True, eq=False)
class Section:
    """A heading with what stands below it."""

    ident: str
    heading: Heading
    parent: Section | None = None


@dataclass(slots=True, eq=False)
class Step:
    """An inference in its argument: premises, conclusion, and the conclusion's place in the structure."""

    argument: Element
    inference: Inference
    premises: list[Element] = field(default_factory=list)
    conclusion: Element | None = None
    index: int = 0


@dataclass(slots=True, eq=False)
class Element:
    """An equivalence class of statements, or an argument.

    ``members`` are its occurrences, ``lines`` (arguments only) the statements of its structure, ``steps`` the
    inferences in it, ``order`` its place in the text.
    """

    title: str
    argument: bool
    order: int
    members: list[Said] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    section: Section | None = None
    lines: Sequence[Said] = ()
    steps: Sequence[Step] = ()
    anonymous: bool = False

    @property
    def canonical(self) -> Said | None:
        """The member whose words count: one marked ``isCanonical``, else the last with words."""
        found: Said | None = None
        for member in reversed(self.members):
            if not member.reference:
                if member.data and member.data.get("isCanonical"):
                    return member
                found = found or member
        return found


@dataclass(slots=True, eq=False)
class Edge:
    """A relation between elements, or an undercut of a step.

    ``start`` is where it was first written, ``said`` all that it was written by: what hangs at its lower ends.
    """

    kind: str
    source: Element
    target: Element | Step
    start: int = -1
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Model:
    """All that an Argdown text says. ``faults`` are (offset, code, message)."""

    statements: dict[str, Element] = field(default_factory=dict)
    arguments: dict[str, Element] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    front: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def setting(self, name: str) -> Any:
        """A setting of Argdown's model plug-in, from the frontmatter."""
        group = self.front.get("model")
        return group.get(name) if isinstance(group, dict) else None


class Builder:
    """Builds the model from the nodes of a text; see `build`."""

    def __init__(self, document: Document) -> None:
        self.model = Model(front=document.front or {}, faults=list(document.faults))
        self.nodes = document.nodes
        self.taken = {said.title for said in _said(document) if said.title.startswith("Untitled ")}
        self.untitled = 0
        self.section: Section | None = None
        self.tags: dict[str, None] = {}
        self.element: dict[Said, Element] = {}
        self.step: dict[Inference | Said, Step] = {}
        self.known: dict[tuple[str, Any, Any], Edge] = {}
        self.where: dict[Said, Section | None] = {}
        self.apart: set[Element] = set()
        self.tagged: set[tuple[Element, str]] = set()

    def run(self) -> Model:
        """The model, before relations are interpreted."""
        before: Said | None = None
        for node in self.nodes:
            if isinstance(node, Heading):
                self._heading(node)
                before = None
            elif isinstance(node, Structure):
                self._structure(node, before)
                before = None
            else:
                self._occurrence(node)
                if node.parent is None:
                    before = node if node.role is TOP else None
        self.model.tags = list(self.tags)
        for element in (*self.model.statements.values(), *self.model.arguments.values()):
            if element.section is None and element not in self.apart and element.members:
                element.section = self.where[element.members[0]]
        return self.model

    def _heading(self, node: Heading) -> None:
        parent = self.section
        while parent is not None and parent.heading.level >= node.level:
            parent = parent.parent
        self.section = Section(f"s{len(self.model.sections) + 1}", node, parent)
        self.model.sections.append(self.section)
        self.tags.update(dict.fromkeys(node.tags))

    def _new_title(self) -> str:
        while True:
            self.untitled += 1
            title = f"Untitled {self.untitled}"
            if title not in self.taken:
                return title

    def _get(self, title: str, argument: bool) -> Element:
        group = self.model.arguments if argument else self.model.statements
        known = group.get(title) if title else None
        if known is None:
            order = len(self.model.arguments) + len(self.model.statements)
            known = Element(title or self._new_title(), argument, order, anonymous=not title)
            group[known.title] = known
        return known

    def _occurrence(self, said: Said) -> Element:
        """File an occurrence with its class, and the relation that it hangs on."""
        element = self._get(said.title, said.argument)
        self.element[said] = element
        element.members.append(said)
        for tag in said.tags:
            self.tags[tag] = None
            if (element, tag) not in self.tagged:
                self.tagged.add((element, tag))
                element.tags.append(tag)
        if said.data:
            merge(element.data, said.data)
        grouped = said.data.get("isInGroup") if said.data else None
        self.where[said] = self.section
        if grouped is False:
            self.apart.add(element)
        if grouped is True or (grouped is None and not said.reference and element.section is None):
            element.section = self.section
        if said.parent is not None:
            self._relate(said, element)
        return element

    def _relate(self, said: Said, element: Element) -> None:
        kind, upward = SYMBOLS[said.symbol]
        parent = said.parent
        above: Element | Step
        if isinstance(parent, Inference):
            above = self.step[parent]
        elif kind is UNDERCUT and upward and parent in self.step:
            above = self.step[parent]  # below a conclusion, the inference to it is meant
        else:
            above = self.element[parent]  # type: ignore[index]
        if upward:
            self._edge(Edge(kind, element, above, said.start, [said]))
        elif isinstance(above, Element):
            self._edge(Edge(kind, above, element, said.start, [said]))

    def _edge(self, edge: Edge) -> None:
        known = self.known.setdefault(key(edge), edge)
        if known is edge:
            self.model.edges.append(edge)
        else:
            known.said += edge.said

    def _structure(self, node: Structure, before: Said | None) -> None:
        """A premise-conclusion structure: that of the argument before it, or of one without title."""
        argument = self.element[before] if before is not None and before.argument else self._get("", True)
        if argument.lines:
            message = f"<{argument.title[:60]}> has a premise-conclusion structure already"
            self.model.faults.append((node.start, "E915", f"{message}; this one was read as another argument"))
            argument = self._get("", True)
        argument.section = self.section or argument.section
        lines: list[Said] = []
        steps: list[Step] = []
        argument.lines, argument.steps = lines, steps
        waiting: Step | None = None
        for item in node.items:
            if isinstance(item, Inference):
                waiting = Step(argument, item)
                self.step[item] = waiting
            elif item.role is PREMISE or item.role is CONCLUSION:
                element = self._get(item.title, False)
                self.element[item] = element
                if item.role is CONCLUSION and waiting is not None:
                    waiting.conclusion, waiting.index = element, len(lines)
                    steps.append(waiting)
                    self.step[item] = waiting
                    waiting = None
                lines.append(item)
                self._occurrence(item if item.title else _named(item, element))
            else:
                self._occurrence(item)
        self.model.faults += premises(argument, self.element)


def premises(argument: Element, element: Mapping[Said, Element]) -> list[tuple[int, str, str]]:
    """Find which statements each step uses: those it names, else those since the step before and its conclusion.

    Returns:
        What is wrong: names of statements that are not above.
    """
    faults: list[tuple[int, str, str]] = []
    start = 0
    for step in argument.steps:
        line = argument.lines[step.index]
        named = _uses(step.inference.data) or _uses(line.data)
        rows = list(range(start, step.index))
        if named is not None:
            valid = [number - 1 for number in named if type(number) is int and 0 < number <= step.index]
            rows = valid if len(valid) == len(named) else rows
            if len(valid) < len(named):
                message = f"'uses' names what is no statement above it: {str(named)[:60]}"
                faults.append((step.inference.start, "W918", message))
        step.premises = list(dict.fromkeys(element[argument.lines[row]] for row in rows))
        start = step.index
    return faults


def _named(said: Said, element: Element) -> Said:
    said.title = element.title
    return said


def _uses(data: dict[str, Any] | None) -> list[Any] | None:
    found = [data.get(name) for name in ("uses", "from")] if data else []
    return next((value for value in found if isinstance(value, list)), None)


def _said(document: Document) -> Iterator[Said]:
    for node in document.nodes:
        if isinstance(node, Said):
            yield node
        elif isinstance(node, Structure):
            yield from (item for item in node.items if isinstance(item, Said))


def key(edge: Edge) -> tuple[str, Any, Any]:
    """What makes two edges the same; contradictions have no direction."""
    one, two = id(edge.source), id(edge.target)
    return (edge.kind, min(one, two), max(one, two)) if edge.kind in SYMMETRIC else (edge.kind, one, two)


def merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    """Later data over earlier, mappings inside each other joined."""
    stack = [(into, more)]
    while stack:
        old, new = stack.pop()
        for name, value in new.items():
            known = old.get(name)
            if isinstance(known, dict) and isinstance(value, dict):
                old[name] = dict(known)
                stack.append((old[name], value))
            else:
                old[name] = value
