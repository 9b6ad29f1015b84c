"""What SADFace calls what argmap calls otherwise: names of steps, and ids in the form of UUIDs."""

from __future__ import annotations

import re

from argmap import schemes
from argmap.model import Scheme
from argmap.text.normal import digest

PREFIX = "sadface"
VERSION = "0.5"
# type of the node -> relation; of "scheme" (version 0.2) the name tells
TYPES = {"inference": "supports", "conflict": "attacks", "scheme": ""}
NODES = {"supports": "inference", "attacks": "conflict", "undercuts": "conflict"}
UNDIRECTED = "disagree"  # the name of a conflict in which each attacks the others
_PLAIN = {
    "supports": frozenset({"", "support", "supports", "inference", "default inference"}),
    "attacks": frozenset({"", "attack", "attacks", "conflict", "default conflict"}),
}
_CONFLICTS = _PLAIN["attacks"] - {""} | {"disagree", "defeat"}
_KINDS = {"conflict": "attacks", "rephrase": "restates"}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")


def uuid_of(*seed: str) -> str:
    """An id in the form of a random UUID (version 4) that is always the same for the same seed.

    >>> uuid_of("map", "c1")
    'fcc54108-1f42-4565-9ccb-c4a51e7fd32f'
    """
    value = digest("\0".join(seed))
    variant = "89ab"[int(value[16], 16) % 4]
    return f"{value[:8]}-{value[8:12]}-4{value[13:16]}-{variant}{value[17:20]}-{value[20:32]}"


def is_uuid(ident: str) -> bool:
    """Whether an id may stay as it is."""
    return _UUID.match(ident) is not None


def resolve(kind: str, name: str) -> tuple[str, Scheme | None]:
    """The relation that a node stands for, and its scheme.

    Args:
        kind: The type of the node: inference, conflict, or scheme, as version 0.2 calls both.
        name: Its name; one that is not known is the scheme's.
    """
    said = " ".join(name.casefold().split())
    known = schemes.find(name)
    relation = TYPES.get(kind, "")
    if not relation:
        relation = "attacks" if said in _CONFLICTS else _KINDS.get(known.kind if known else "", "supports")
    if said in _PLAIN.get(relation, ()) or (known and known.is_default):
        return relation, None
    if known:
        return relation, Scheme(known.id, known.label)
    return relation, Scheme(f"scheme.{slug(name)}", name)


def spelled(relation: str, named: Scheme | None, mutual: bool = False) -> str:
    """The name of the node of a relation with this scheme."""
    if named:
        return named.label or named.id
    return UNDIRECTED if mutual else "support" if relation == "supports" else "attack"


def slug(name: str) -> str:
    """A name as part of an id: letters and digits, all else a hyphen."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"
