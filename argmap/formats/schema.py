"""The JSON Schema of argmap JSON, made of the model, so that both always agree.

The published file ``own.schema.json`` is what `schema` gives; a test holds them together.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from importlib.resources import files
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from argmap.formats.own import SKIPPED, VERSION
from argmap.model import ArgumentMap

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
JSON = dict[str, Any]


def published() -> str:
    """The schema as it is shipped with argmap, as text."""
    return files("argmap.formats").joinpath("own.schema.json").read_text(encoding="utf-8")


def schema() -> JSON:
    """The schema of what `argmap.formats.own` writes and reads; further keys are allowed, as the reader keeps them."""
    parts: dict[str, JSON] = {}
    whole = _object(ArgumentMap, parts)
    parts.pop(ArgumentMap.__name__, None)
    version = {"type": "integer", "minimum": 1, "maximum": VERSION, "description": "The version of this notation."}
    return {
        "$schema": DIALECT,
        "$id": f"urn:argmap:json:{VERSION}",
        "title": "argmap JSON",
        **whole,
        "properties": {"argmap": version, **whole["properties"]},
        "required": ["argmap", *whole["required"]],
        "$defs": dict(sorted(parts.items())),
    }


def _object(kind: Any, parts: dict[str, JSON]) -> JSON:
    """A dataclass as an object; the dataclasses that it holds are added to ``parts``."""
    hints = get_type_hints(kind)
    known = [item for item in fields(kind) if item.name not in SKIPPED]
    needed = [item.name for item in known if item.default is MISSING and item.default_factory is MISSING]
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {item.name: _value(hints[item.name], parts) for item in known},
        "required": needed,
    }


def _value(hint: Any, parts: dict[str, JSON]) -> JSON:
    options = get_args(hint)
    if get_origin(hint) is tuple:
        if options[-1] is Ellipsis:
            return {"type": "array", "items": _value(options[0], parts)}
        members = [_value(item, parts) for item in options]
        return {"type": "array", "prefixItems": members, "minItems": len(members), "maxItems": len(members)}
    if isinstance(hint, UnionType):  # X | None
        inner = _value(options[0], parts)
        return {"anyOf": [inner, {"type": "null"}]} if "$ref" in inner else {"type": [inner["type"], "null"]}
    if isinstance(hint, type) and is_dataclass(hint):
        name = hint.__name__
        if name not in parts:
            parts[name] = {}  # so that a class that holds itself ends
            parts[name] = _object(hint, parts)
        return {"$ref": f"#/$defs/{name}"}
    return {"type": _PLAIN[hint]}
