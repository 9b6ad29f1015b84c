"""YAML data in Argdown: the safe subset, read without code, aliases or tags, at any depth.

Scalars follow the core schema of YAML 1.2, as Argdown's own reader does: ``yes`` is a text, ``12:30`` is no number.
What is JSON already, as argmap writes it, needs no YAML library.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = {"", "~", "null", "Null", "NULL"}
_INTEGER = re.compile(r"[-+]?[0-9]{1,400}\Z")
_BASED = re.compile(r"0(?:o[0-7]{1,400}|x[0-9a-fA-F]{1,400})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,400}|[0-9]{1,400}(?:\.[0-9]{0,400})?)(?:[eE][-+]?[0-9]{1,4})?\Z")
_KEYS = re.compile(r"\n(?=[^\s])")
_KEY = re.compile(r'([A-Za-z][A-Za-z0-9_-]*|"(?:[^"\\]|\\.)*"): ')
_WORD = re.compile(r"\s*[A-Za-z0-9.+-]")  # left to YAML, whose rules for what is no text decide
_NO_VALUE = object()
DEEPEST = 200


class Unreadable(Exception):
    """Data that cannot be read: why, and the offset in the block.

    ``refused`` marks what could exhaust the machine or run code: aliases and tags.
    """

    def __init__(self, message: str, offset: int, refused: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.refused = refused


def load(text: str) -> Any:
    """The value of a YAML text.

    Raises:
        Unreadable: it is no YAML, or uses aliases or tags.
    """
    plain = _as_json(text)
    if plain is not _NO_VALUE and not _too_deep(plain):
        return plain
    try:
        import yaml
    except ImportError:  # pragma: no cover - a core dependency
        raise Unreadable("YAML data needs the package PyYAML: pip install PyYAML", 0) from None
    try:
        return _built(yaml, _events(yaml, text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(error.problem or error.context or "no YAML", mark.index if mark else 0) from None
    except (yaml.YAMLError, UnicodeError) as error:
        position = getattr(error, "position", 0)
        raise Unreadable(f"no YAML: {getattr(error, 'reason', error)}", position) from None


def _as_json(text: str) -> Any:
    """The value where the text is JSON, or keys with values in JSON, as it stands."""
    if text[:1] == "{":
        return _json(text)
    found: dict[str, Any] = {}
    for part in _KEYS.split(text.strip("\n")):
        key = _KEY.match(part)
        value = _json(part[key.end() :]) if key else _NO_VALUE
        if key is None or value is _NO_VALUE or key[1].strip('"') in found:
            return _NO_VALUE
        found[json.loads(key[1]) if key[1].startswith('"') else key[1]] = value
    return found


def _json(text: str) -> Any:
    if _WORD.match(text):
        return _NO_VALUE
    try:
        return json.loads(text, parse_constant=_refused, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return _NO_VALUE


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key is given twice")
    return made


def _too_deep(value: Any) -> bool:
    """Whether collections are nested deeper than is allowed; level by level instead of recursion."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [
            member
            for item in level
            if isinstance(item, dict | list)
            for member in (item.values() if isinstance(item, dict) else item)
            if isinstance(member, dict | list)
        ]
        if not level:
            return False
    return True


def _refused(name: str) -> Any:
    raise ValueError(name)


def _events(yaml: Any, text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _built(yaml: Any, events: Iterator[Any]) -> Any:
    """The value of the first document; a stack of open collections instead of recursion."""
    stack: list[tuple[Any, list[Any]]] = []  # the collection, and for mappings the key that waits
    result: Any = None
    documents = 0
    for event in events:
        _allow(yaml, event, len(stack))
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise Unreadable("data holds one YAML document, not several", event.start_mark.index)
        if isinstance(event, yaml.ScalarEvent):
            value = scalar(event.value) if event.implicit[0] else event.value
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            stack.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value = stack.pop()[0]
        else:
            continue
        if stack:
            _put(stack[-1], value, event.start_mark.index)
        else:
            result = value
    return result


def _allow(yaml: Any, event: Any, depth: int) -> None:
    """Refuse what could exhaust the machine or run code; deep nesting costs YAML readers quadratic time."""
    at = event.start_mark.index
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable("aliases are not allowed in data", at, refused=True)
    if getattr(event, "anchor", None) is not None:
        raise Unreadable("anchors are not allowed in data", at, refused=True)
    tag = getattr(event, "tag", None)
    if tag is not None and tag != "!":
        raise Unreadable(f"tags such as {tag[:40]} are not allowed in data", at, refused=True)
    if depth > DEEPEST:
        raise Unreadable(f"data is nested deeper than {DEEPEST} levels", at, refused=True)


def _put(into: tuple[Any, list[Any]], value: Any, offset: int) -> None:
    """A value into the collection that is open: a member, a key, or the value of the key before."""
    collection, waiting = into
    if isinstance(collection, list):
        collection.append(value)
    elif not waiting:
        waiting.append(_key(value))
    else:
        key = waiting.pop()
        if key in collection:
            raise Unreadable(f"the key {key[:40]} is given twice", offset)
        collection[key] = value


def _key(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, bool | int | float | None) else str(value)


def scalar(text: str) -> Any:
    """A plain scalar by the core schema: null, true, false, numbers, else the text.

    >>> [scalar(t) for t in ("yes", "12", "1.5", "true", "~", "0x10", "12:30")]
    ['yes', 12, 1.5, True, None, 16, '12:30']
    """
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.match(text):
        return int(text)
    if _BASED.match(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    if _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def flow(value: Any) -> str:
    """A value as YAML that is also JSON, on one line, safe inside Argdown.

    Braces, ``@`` and ``=`` inside texts are escaped, so that no data block, include or frontmatter ends or starts
    there.
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    if _HARMLESS.match(plain):
        return plain
    return _TEXTS.sub(lambda found: _DANGEROUS.sub(_escaped, found[0]), plain)


# what JSON leaves as it is but YAML, Argdown or UTF-8 cannot take as it is
_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"')
_DANGEROUS = re.compile("[{}@=<>/*\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_HARMLESS = re.compile(r'[{]?[A-Za-z0-9 ,.:"\[\]_-]*[}]?\Z')


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
