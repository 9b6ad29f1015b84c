"""The table that says which layers of a CAS are components and relations, and what their features mean.

A table is TOML in a file ``NAME.layers.toml`` (or ``layers.toml``) beside the CAS::

    [[span]]
    layer = "webanno.custom.ArgumentUnit"
    kind = "value"                      # the feature that holds the kind; or, for all alike: is = "claim"
    values = { "Major Claim" = "claim" }  # its values in argmap's words, as far as they differ

    [[relation]]
    layer = "webanno.custom.ArgumentRelation"
    source = "Governor"
    target = "Dependent"
    name = "label"                      # or: is = "supports"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.codes import fault
from argmap.problems import Place, Problem

SPAN_FIELDS = ("id", "kind", "gloss", "issues", "voice", "thesis", "certainty", "annotator", "notes")
RELATION_FIELDS = ("id", "name", "source", "target", "reason", "schemes", "certainty", "annotator")
LISTS = ("issues", "schemes", "notes")
STRING, STRINGS, BOOLEAN = "uima.cas.String", "uima.cas.String[]", "uima.cas.Boolean"


@dataclass(frozen=True)
class Layer:
    """One layer: its type, its features by the fields of the model, the kind or name that all have, values renamed."""

    type: str
    features: Mapping[str, str]
    fixed: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def ours(self, value: str) -> str:
        """A value of the layer in argmap's words."""
        return self.values.get(value, value) if value else self.fixed

    def theirs(self, value: str) -> str:
        """The first value of the layer that stands for one of argmap's words."""
        return next((key for key, item in self.values.items() if item == value), value)

    def plain(self) -> dict[str, Any]:
        """The layer as an entry of a table."""
        more = {"is": self.fixed} if self.fixed else {}
        return {"layer": self.type, **self.features, **more, **({"values": dict(self.values)} if self.values else {})}


@dataclass(frozen=True)
class Table:
    """All layers that are mapped; the first of each kind is written to where a map was not read from a CAS."""

    spans: tuple[Layer, ...]
    relations: tuple[Layer, ...]

    def plain(self) -> dict[str, Any]:
        """The table as it stands in a file."""
        return {"span": [one.plain() for one in self.spans], "relation": [one.plain() for one in self.relations]}


DEFAULT = Table(
    (Layer("webanno.custom.Component", {name: name for name in SPAN_FIELDS}),),
    (
        Layer(
            "webanno.custom.ComponentRelation",
            {**{name: name for name in RELATION_FIELDS}, "source": "Governor", "target": "Dependent"},
        ),
    ),
)


def table_of(data: bytes, file: str) -> tuple[Table, list[Problem]]:
    """The table of a file; what is wrong in it is told and left out."""
    try:
        value = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(file, int(found[1]), int(found[2])) if found else Place(file, 1, 1)
        return DEFAULT, [fault("E915", f"the table of layers is no TOML: {str(error).partition(' (at')[0]}", place)]
    return from_plain(value, file)


def from_plain(value: Mapping[str, Any], file: str = "") -> tuple[Table, list[Problem]]:
    """The table that data of a file, or of a kept table, hold; the usual one for what they leave out."""
    problems: list[Problem] = []

    def layers(key: str, known: tuple[str, ...], needed: tuple[str, ...]) -> tuple[Layer, ...]:
        made = []
        listed = value.get(key, [])
        for one in listed if isinstance(listed, list) else [listed]:
            wrong = _wrong(one, known, needed)
            if wrong:
                problems.append(fault("E914", f"the table of layers, {key}: {wrong}", Place(file, 1, 1)))
                continue
            features = {name: one[name] for name in known if name in one}
            made.append(Layer(one["layer"], features, one.get("is", ""), one.get("values", {})))
        return tuple(made)

    spans = layers("span", SPAN_FIELDS, ("layer",))
    relations = layers("relation", RELATION_FIELDS, ("layer", "source", "target"))
    return Table(spans or DEFAULT.spans, relations or DEFAULT.relations), problems


def _wrong(one: Any, known: tuple[str, ...], needed: tuple[str, ...]) -> str:
    """What is wrong with an entry, or ""."""
    if not isinstance(one, dict):
        return "an entry should be a table"
    for name in needed:
        if name not in one:
            return f"an entry lacks {name}"
    for name, value in one.items():
        if name not in (*known, "layer", "is", "values"):
            return f"{name} is not one of layer, is, values, {', '.join(known)}"
        texts = value.values() if name == "values" and isinstance(value, dict) else [value]
        if not all(isinstance(text, str) for text in texts):
            return f"{name} should be a text"
    return "" if isinstance(one.get("values", {}), dict) else "values should be a table"
