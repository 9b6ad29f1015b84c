"""YAML as formats need it: read with places, as far as it is sound; no aliases, no tags, no code.

Scalars follow the core schema of YAML 1.2 (`argmap.formats.argdown.yamlish.scalar`). Events are taken one by one, so
that of a file that breaks off all that stands before is there, and depth costs no stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.yamlish import DEEPEST, scalar
from argmap.formats.codes import fault
from argmap.formats.jsontext import text_of
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem

Path = tuple[str | int, ...]
MARKED = 3  # levels whose places are noted


@dataclass
class Loaded:
    """The value of a YAML file, and where the parts of its upper levels stand."""

    file: str
    value: Any = None
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """The place of a value by the keys and indexes that lead to it; of a deeper one, the nearest that is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.marks:
                line, column = self.marks[path[:end]]
                return Place(self.file, line, column)
        return Place(self.file, 1, 1)


def parse(source: Input) -> tuple[Loaded, list[Problem]]:
    """The value of a YAML file; of one that is cut off, garbled or hostile, what stands before that place.

    Raises:
        DataError: it is no YAML at all, or PyYAML is not installed.
    """
    text, problems = text_of(source)
    try:
        import yaml
    except ImportError:  # pragma: no cover - a core dependency
        place = Place(source.name, 1, 1)
        raise DataError("YAML files need the package PyYAML", "pip install PyYAML", place=place) from None
    builder = _Builder(yaml, Loaded(source.name), problems)
    try:
        builder.run(yaml.parse(text.replace("\x00", "\ufffd"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.stop("E911", f"the YAML breaks off or is garbled: {error.problem or error.context}", mark)
    except (yaml.YAMLError, UnicodeError) as error:
        before = text[: getattr(error, "position", 0)]
        builder.stop("E911", f"the YAML is garbled: {getattr(error, 'reason', error)}", None, before)
    if builder.loaded.value is None:
        told = problems[-1] if problems else None
        place = told.place if told else Place(source.name, 1, 1)
        raise DataError(told.message if told else "the YAML is empty", "name its format with --from", place=place)
    return builder.loaded, problems


class _Builder:
    """Builds the value from events, on a stack of open collections."""

    def __init__(self, yaml: Any, loaded: Loaded, problems: list[Problem]) -> None:
        self._yaml = yaml
        self.loaded = loaded
        self._problems = problems
        self._stack: list[tuple[Any, list[str], Path]] = []  # collection, key that waits for its value, path
        self._given: dict[tuple[int, str], int] = {}  # how often a key was given again in a collection

    def run(self, events: Iterator[Any]) -> None:
        """Take events until the first document ends or something forbidden comes."""
        yaml = self._yaml
        for event in events:
            refused = self._refused(event)
            if refused:
                self.stop("E919", refused, event.start_mark)
                return
            if isinstance(event, yaml.DocumentEndEvent):
                return
            if isinstance(event, yaml.ScalarEvent):
                value = scalar(event.value) if event.implicit[0] else event.value
                self._take(value, event.start_mark, event.value)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                self._stack.append((made, [], self._take(made, event.start_mark)))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._stack.pop()

    def stop(self, code: str, message: str, mark: Any, before: str = "") -> None:
        """Tell why the rest is not read."""
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if before:
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        self._problems.append(fault(code, message, Place(self.loaded.file, line, column)))

    def _refused(self, event: Any) -> str:
        """Why an event is not let in: what could exhaust the machine or run code."""
        tag = getattr(event, "tag", None)
        if isinstance(event, self._yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            return "aliases and anchors are not allowed"
        if tag is not None and tag != "!":
            return f"tags such as {tag[:40]} are not allowed"
        return f"the file is nested deeper than {DEEPEST} levels" if len(self._stack) > DEEPEST else ""

    def _take(self, value: Any, mark: Any, written: str = "") -> Path:
        """Put a value where it belongs; returns the path to it. Keys stay as they are written."""
        if not self._stack:
            self.loaded.value = value
            return self._mark((), mark)
        collection, waiting, path = self._stack[-1]
        if isinstance(collection, list):
            collection.append(value)
            return self._mark((*path, len(collection) - 1), mark)
        if not waiting:
            waiting.append(self._key(collection, written, mark))
            return self._mark((*path, waiting[0]), mark)
        key = waiting.pop()
        collection[key] = value
        return (*path, key) if len(path) < MARKED else path

    def _key(self, into: dict[str, Any], key: str, mark: Any) -> str:
        """A key; a second one of its name gets another, so that nothing is lost."""
        if key not in into:
            return key
        number = self._given.get((id(into), key), 1) + 1
        while f"{key}-{number}" in into:
            number += 1
        self._given[id(into), key] = number
        place = Place(self.loaded.file, mark.line + 1, mark.column + 1)
        self._problems.append(fault("E912", f"{key[:60]} is given twice; this one is now {key[:60]}-{number}", place))
        return f"{key}-{number}"

    def _mark(self, path: Path, mark: Any) -> Path:
        if len(path) > MARKED:
            return path[:MARKED]
        self.loaded.marks.setdefault(path, (mark.line + 1, mark.column + 1))
        return path
