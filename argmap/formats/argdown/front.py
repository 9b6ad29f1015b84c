"""Frontmatter: written one key to a line, each value as JSON, which is YAML; edited without touching other keys."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.argdown.nodes import Document
from argmap.formats.argdown.overlay import KEY
from argmap.formats.argdown.yamlish import flow

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_OWN = re.compile(rf"^{KEY}[ \t]*:.*(?:\n(?:[ \t].*|[ \t]*))*(?:\n|\Z)", re.MULTILINE)
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def render(values: dict[str, Any]) -> str:
    """Frontmatter with these values, and the blank line after it."""
    return "===\n" + "".join(_line(name, value) for name, value in values.items()) + "===\n\n"


def _line(name: str, value: Any) -> str:
    """One key with its value; our own over several lines, so that it can be read and compared."""
    key = name if _PLAIN_KEY.match(name) and name.lower() not in _YAML_WORDS else flow(name)
    if name != KEY or not isinstance(value, dict):
        return f"{key}: {flow(value)}\n"
    parts = []
    for inner, item in value.items():
        if isinstance(item, list) and item and not isinstance(item[0], str):
            rows = ",\n  ".join(map(flow, item))
            parts.append(f" {flow(inner)}: [\n  {rows}]")
        else:
            parts.append(f" {flow(inner)}: {flow(item)}")
    return f"{key}: {{\n" + ",\n".join(parts) + "}\n"


def with_own(text: str, document: Document, own: dict[str, Any]) -> str:
    """A text with other values of ours in its frontmatter, all else in place; the same text where they are there."""
    front = dict(document.front or {})
    known = front.get(KEY)
    if (known if isinstance(known, dict) else {}) == own:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    start, stop = document.front_span
    if not stop:
        made = render({KEY: own}).replace("\n", newline)
        return made + text if own else text
    block = text[start:stop].replace("\r\n", "\n")
    bare = _OWN.sub("", block)
    added = _line(KEY, own) if own else ""
    opening = re.match(r"=+[ \t]*\n?", bare)
    closing = re.search(r"\n?=+\Z", bare)
    if opening is None or closing is None or closing.start() < opening.end() - 1:
        changed = render({**{name: front[name] for name in front if name != KEY}, KEY: own}).rstrip("\n")
    else:
        middle = bare[opening.end() : closing.start()]
        middle = f"{middle}\n" if middle.strip("\n") else ""
        changed = bare[: opening.end()] + middle + added + bare[closing.start() :].lstrip("\n")
    return text[:start] + changed.replace("\n", newline) + text[stop:]
