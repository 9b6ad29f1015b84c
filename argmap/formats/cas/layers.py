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
    """One layer: its type, its features by the fields of the model, the kind or name that all have, values renamed.

    ``place`` is where its entry stands in the table's file, ``places`` where its fields do.
    """

    type: str
    features: Mapping[str, str]
    fixed: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

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


Places = dict[tuple[str, int, str], Place]  # of an entry ("" as field) and its fields, by table and number


def table_of(data: bytes, file: str) -> tuple[Table, list[Problem]]:
    """The table of a file; what is wrong in it is told and left out."""
    try:
        text = data.decode("utf-8-sig")
        value = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(file, int(found[1]), int(found[2])) if found else Place(file, 1, 1)
        return DEFAULT, [fault("E915", f"the table of layers is no TOML: {str(error).partition(' (at')[0]}", place)]
    return from_plain(value, file, _places(text, file))


def _places(text: str, file: str) -> Places:
    """Where entries and their fields stand, each at the beginning of its line."""
    found: Places = {}
    counts: dict[str, int] = {}
    key = ""
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[\[?\s*(\w+)\s*\]", line)
        pair = re.match(r"\s*([\w-]+)\s*=", line)
        column = len(line) - len(line.lstrip()) + 1
        if head:
            key = head[1]
            counts[key] = counts.get(key, -1) + 1
            found[key, counts[key], ""] = Place(file, number, column)
        elif pair:
            found.setdefault((key, counts.get(key, 0), pair[1]), Place(file, number, column))
    return found


def from_plain(value: Mapping[str, Any], file: str = "", places: Places | None = None) -> tuple[Table, list[Problem]]:
    """The table that data of a file, or of a kept table, hold; the usual one for what they leave out."""
    places = places or {}
    problems: list[Problem] = []
    for key in value:
        if key not in ("span", "relation"):
            place = places.get((key, 0, "")) or places.get(("", 0, key)) or Place(file, 1, 1)
            problems.append(fault("E914", f"the table of layers: {key} is neither span nor relation", place))

    def layers(key: str, known: tuple[str, ...], needed: tuple[str, ...]) -> tuple[Layer, ...]:
        made = []
        listed = value.get(key, [])
        for index, one in enumerate(listed if isinstance(listed, list) else [listed]):
            here = places.get((key, index, ""))
            name, wrong = _wrong(one, known, needed)
            if wrong:
                place = places.get((key, index, name)) or here or Place(file, 1, 1)
                problems.append(fault("E914", f"the table of layers, {key}: {wrong}", place))
                continue
            features = {name: one[name] for name in known if name in one}
            own = {field: place for (of, at, field), place in places.items() if (of, at) == (key, index)}
            made.append(Layer(one["layer"], features, one.get("is", ""), one.get("values", {}), here, own))
        return tuple(made)

    spans = layers("span", SPAN_FIELDS, ("layer",))
    relations = layers("relation", RELATION_FIELDS, ("layer", "source", "target"))
    return Table(spans or DEFAULT.spans, relations or DEFAULT.relations), problems


def _wrong(one: Any, known: tuple[str, ...], needed: tuple[str, ...]) -> tuple[str, str]:
    """The field of an entry that is wrong, and what is wrong; "" where all is well."""
    if not isinstance(one, dict):
        return "", "an entry should be a table"
    for name in needed:
        if name not in one:
            return "", f"an entry lacks {name}"
    for name, value in one.items():
        if name not in (*known, "layer", "is", "values"):
            return name, f"{name} is not one of layer, is, values, {', '.join(known)}"
        texts = value.values() if name == "values" and isinstance(value, dict) else [value]
        if not all(isinstance(text, str) for text in texts):
            return name, f"{name} should be a text"
    return ("", "") if isinstance(one.get("values", {}), dict) else ("values", "values should be a table")
