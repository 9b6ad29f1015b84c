"""JSON as formats need it: read with places, as far as it is sound; written the same way every time."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from argmap.formats.codes import fault, place_at
from argmap.formats.quick import no_collection
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem

_TOKEN = re.compile(r'[\[\]{},:]|"(?:[^"\\\x00-\x1f]|\\.)*"|[^\s\[\]{},:"]+|"')
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
HEAD = 1 << 13  # characters from which a long file can be recognised without parsing all of it
DIGITS = 4000  # of integers; Python refuses more than 4300
# a stack of open brackets, each linked to the one around it, so that a snapshot costs nothing
_Stack = tuple[str, "_Stack"] | None


def text_of(source: Input) -> tuple[str, list[Problem]]:
    """The file as text: by its byte order mark, as UTF-8, else as Windows-1252 with a warning."""
    if "text" not in source.memo:
        source.memo["text"] = _decoded(source)
    text, problems = source.memo["text"]
    return text, list(problems)


def _decoded(source: Input) -> tuple[str, list[Problem]]:
    data = source.data
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = place_at(before, len(before), source.name)
        text = data.decode("cp1252", "replace")
        return text, [fault("W916", "the file is not UTF-8; it was read as Windows-1252", place)]


def parse(source: Input) -> tuple[Any, list[Problem]]:
    """The value that a JSON file holds; of one that is cut off or garbled, what is whole before that place.

    Raises:
        DataError: it is no JSON at all.
    """
    if "json" not in source.memo:
        source.memo["json"] = _parsed(source)
    value, problems, error = source.memo["json"]
    if error is not None:
        raise error
    return value, list(problems)


def peek(source: Input) -> Any:
    """The value of a JSON file as `parse` gives it, or None where it is no JSON; for recognising formats."""
    head = source.data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if head[:1] not in (b"{", b"["):
        return None
    try:
        return parse(source)[0]
    except DataError:
        return None


def head(source: Input) -> Any:
    """What is whole at the beginning of a file that is long and not yet parsed, else None; see `peek`."""
    if "json" in source.memo or len(source.data) <= HEAD:
        return None
    text = text_of(source)[0][:HEAD]
    return _salvaged(text, len(text))


def _parsed(source: Input) -> tuple[Any, list[Problem], DataError | None]:
    text, problems = text_of(source)
    try:
        return _loaded(text, source.name, problems)
    except RecursionError:
        place = Place(source.name, 1, 1)
        return None, [], DataError("the file is nested too deeply", "have its maker look at it", place=place)
    except json.JSONDecodeError as error:
        place = place_at(text, error.pos, source.name)
        value = _salvaged(text, error.pos)
        if value is None:
            return None, [], DataError(f"the file is no JSON: {error.msg}", "name its format with --from", place=place)
        return value, [*problems, fault("E911", f"the JSON breaks off or is garbled: {error.msg}", place)], None


def _loaded(text: str, file: str, problems: list[Problem]) -> tuple[Any, list[Problem], None]:
    """The value of a JSON text; numbers of more digits than Python turns into an integer stay texts, and are told."""
    try:
        with no_collection():
            return json.loads(text), problems, None
    except json.JSONDecodeError:
        raise
    except ValueError:
        found = re.search(rf"\d{{{DIGITS + 1},}}", text)
        place = place_at(text, found.start() if found else 0, file)
        value = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) <= DIGITS else digits)
        told = fault("E914", "a number has thousands of digits; it is taken for a text", place)
        return value, [*problems, told], None


def _salvaged(text: str, end: int) -> Any:
    """What is whole before ``end``: cut behind the last whole member, close the brackets; None for nothing."""
    stack: _Stack = None
    depth = lists = 0
    safe: tuple[int, _Stack] | None = None
    for found in _TOKEN.finditer(text, 0, end):
        mark = found[0]
        if mark in "[{":
            stack, depth, lists = (mark, stack), depth + 1, lists + (mark == "[")
            if lists == (mark == "[") and (lists or depth == 1):
                safe = found.end(), stack
        elif mark in "]}" and stack is not None:
            depth, lists, stack = depth - 1, lists - (stack[0] == "["), stack[1]
            if stack is None or (lists == (stack[0] == "[") and (lists or depth <= 2)):
                safe = found.end(), stack  # whole, though no comma follows
        elif mark == "," and stack is not None and lists == (stack[0] == "[") and (lists or depth <= 2):
            safe = found.start(), stack
    if safe is None:
        return None
    cut, stack = safe
    closers = []
    while stack is not None:
        closers.append("]" if stack[0] == "[" else "}")
        stack = stack[1]
    try:
        return _loaded(text[:cut] + "".join(closers), "", [])[0]
    except (json.JSONDecodeError, RecursionError):
        return None


def dump(value: Any) -> str:
    """JSON with two spaces of indentation, keys as they come, characters as they are; lone surrogates escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def listed(value: Mapping[str, Any], depth: int = 2) -> str:
    """JSON with each member of a list on a line of its own, for long lists: quick to write, and to compare by line.

    Args:
        value: An object.
        depth: How many levels of objects are spread over lines.
    """
    return escaped(_spread(value, depth, "") + "\n")


def _spread(value: Any, depth: int, indent: str) -> str:
    """One value; the C encoder writes all that stands on one line."""
    deeper = indent + "  "
    if isinstance(value, dict) and value and depth > 0:
        parts = (f"{_ENCODE(str(key))}: {_spread(item, depth - 1, deeper)}" for key, item in value.items())
        return "{\n" + deeper + f",\n{deeper}".join(parts) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + deeper + f",\n{deeper}".join(map(_ENCODE, value)) + f"\n{indent}]"
    return _ENCODE(value)


def escaped(text: str) -> str:
    """A JSON text in which lone surrogates are escaped, so that it is sound UTF-8."""
    try:
        text.encode()  # much quicker than a search
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def compact(value: Any) -> str:
    """JSON on one line without needless space, for the ``extra`` slots of the model."""
    if type(value) is str:  # by far the most common, and much quicker this way
        text = encode_basestring(value)
        if text.isascii():
            return text
    else:
        text = _COMPACT(value)
    return escaped(text)


class Places:
    """Where the values of a JSON text stand, found out only when a problem has to be told.

    Args:
        source: The file; its text is scanned once, in linear time, at the first question.
    """

    def __init__(self, source: Input) -> None:
        self._source = source
        self._lists: dict[tuple[str, ...], list[int]] | None = None
        self._lines: list[int] = []

    def of(self, *path: str | int) -> Place:
        """The place of a value: keys and indexes that lead to it, as ``of("nodes", 3)``; an unknown one is 1:1.

        Inside the members of a list, the place is that of the member.
        """
        keys: list[str] = []
        index = 0
        for step in path:
            if isinstance(step, int):
                keys, index = [*keys, "*"], step
                break
            keys.append(step)
        offsets = self.offsets(*keys)
        offset = offsets[index] if index < len(offsets) else 0
        if not self._lines:  # where lines begin, once: a file may give cause for many problems
            text, _ = text_of(self._source)
            self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        line = bisect_right(self._lines, offset)
        return Place(self._source.name, line, offset - self._lines[line - 1] + 1)

    def offsets(self, *keys: str) -> list[int]:
        """Offsets of all values at a path, ``*`` standing for the members of a list; several where a key is doubled."""
        if self._lists is None:
            self._lists = _scan(text_of(self._source)[0])
        return self._lists.get(keys, [])


def _scan(text: str) -> dict[tuple[str, ...], list[int]]:
    """Offsets of values by path, three levels deep, in one pass."""
    found: dict[tuple[str, ...], list[int]] = {}
    stack: list[tuple[str, tuple[str, ...]]] = []
    key, key_next = "", False
    for item in _TOKEN.finditer(text):
        mark = item[0]
        if mark in "]}":
            if stack:
                stack.pop()
            key_next = False
        elif mark == ",":
            key_next = bool(stack) and stack[-1][0] == "{"
        elif mark == ":":
            key_next = False
        elif key_next:
            key = mark[1:-1]
        else:
            path = (*stack[-1][1], key if stack[-1][0] == "{" else "*")[:4] if stack else ()
            if len(path) <= 3:
                found.setdefault(path, []).append(item.start())
            if mark in "[{":
                stack.append((mark, path))
                key_next = mark == "{"
    return found
