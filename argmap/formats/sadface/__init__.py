"""SADFace JSON (Simple Argument Description Format): atoms, steps between them, passages of resources.

Versions 0.1 to 0.5 are read, 0.5 is written, with ids in the form of UUIDs. What SADFace has no slot for goes into
the namespace ``argmap`` of each node's metadata, which other programs pass over.
"""

from __future__ import annotations

from typing import Any

from argmap.formats.jsontext import dump, parse, peek
from argmap.formats.own import Reader
from argmap.formats.sadface.reading import Reading
from argmap.formats.sadface.writing import Written
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem

SEEN = 20  # of so many nodes one must be an atom for a file without core metadata to be recognised


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from SADFace JSON.

    Raises:
        DataError: it is no JSON, or has no nodes.
    """
    value, problems = parse(source)
    if not isinstance(value, dict) or "nodes" not in value:
        raise DataError("the JSON has no list of nodes", "name its format with --from", place=Place(source.name, 1, 1))
    reading = Reading(value, Reader(source, problems))
    return reading.whole(reading.plain()), problems


def write(amap: ArgumentMap) -> str:
    """The map as SADFace JSON of version 0.5."""
    made = Written(amap)
    return dump(made.finish(Reading(made.document, Reader(Input(b""), [])).plain()))


def _recognises(source: Input) -> bool:
    value: Any = peek(source)
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list):
        return False
    metadata = value.get("metadata")
    if isinstance(metadata, dict) and isinstance(metadata.get("core"), dict):
        return True
    return any(isinstance(node, dict) and node.get("type") == "atom" for node in value["nodes"][:SEEN])


FORMATS = (
    Format(
        "sadface",
        "SADFace JSON",
        (".sadface.json", ".json"),
        read=read,
        write=write,
        recognises=_recognises,
        about="Versions 0.1 to 0.5 are read, 0.5 is written. Ids take the form of UUIDs; own ids and what SADFace has "
        "no slot for stand in the namespace argmap of the metadata, which other programs pass over.",
    ),
)
