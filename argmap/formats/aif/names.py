"""Types of nodes, names of relations, spellings of schemes: what AIF calls what argmap calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from argmap import schemes
from argmap.formats.extra import Extra, keep
from argmap.model import Relation, Scheme

PREFIX = "aif"
PROPOSITIONS = frozenset({"I", "EN"})
# type of node -> relation; of the last, the text is the name
RELATIONS: Mapping[str, str] = MappingProxyType(
    {"RA": "supports", "CA": "attacks", "MA": "restates", "PA": "prefers", "": "relates"}
)
TYPES: Mapping[str, str] = MappingProxyType(
    {"supports": "RA", "attacks": "CA", "undercuts": "CA", "restates": "MA", "prefers": "PA"}
)
DIALOGUE = frozenset({"L", "TA", "YA"})
DEFAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "RA": ("Default Inference", "72"),
        "CA": ("Default Conflict", "71"),
        "MA": ("Default Rephrase", "144"),
        "PA": ("Default Preference", "161"),
    }
)
ABSENT: Final = "\x00absent"
PLAIN_NAME = "Default"  # what arguebuf calls every inference, conflict and rephrase without a scheme


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a file says of a node's scheme; `ABSENT` where it says nothing.

    The node's text, its keys ``scheme`` and ``schemeID``, and in xAIF the number among the ``schemefulfillments``.
    """

    text: Any
    scheme: Any = ABSENT
    schemeID: Any = ABSENT
    fulfilled: Any = ABSENT


SLOTS = ("text", "scheme", "schemeID", "fulfilled")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What follows from a `Spelling`: a relation's name, schemes, what it takes to spell them so again, their ids."""

    name: str
    schemes: tuple[Scheme, ...]
    extra: Extra
    ids: tuple[str, ...]


def type_of(name: str) -> str:
    """The type of the node that stands for a relation of this name: "" where AIF has none."""
    return TYPES.get(name, "")


@lru_cache(maxsize=4096)
def resolve(kind: str, given: Spelling, outer: bool = False) -> Resolved:
    """The relation and the schemes that a node names.

    Args:
        kind: The type of the node, which alone tells what relation it is.
        given: What the file says; unknown names are kept as they are.
        outer: Whether the file is xAIF, which names schemes outside of the nodes.
    """
    if kind == "":
        name = given.text if isinstance(given.text, str) and given.text.strip() else RELATIONS[kind]
        return Resolved(name, (), _deviations(given, Spelling(name)), ())
    found = _scheme(kind, given)
    made = (found,) if found else ()
    ids = tuple(item.id for item in made)
    return Resolved(RELATIONS[kind], made, _deviations(given, spelled(kind, made, outer)), ids)


def spelled(kind: str, named: tuple[Scheme, ...], outer: bool = False) -> Spelling:
    """How argmap writes a node's scheme: as AIFdb spells it, else as it is labelled; the first of several."""
    name, number = DEFAULTS[kind]
    if named:
        known = schemes.find(named[0].id)
        name, number = named[0].label or named[0].id, ABSENT
        if known:
            name, number = (known.aifdb[0].name, known.aifdb[0].id or ABSENT) if known.aifdb else (known.label, ABSENT)
    return Spelling(name, fulfilled=number) if outer else Spelling(name, name, number)


def spelling_of(relation: Relation, named: tuple[Scheme, ...], kept: Mapping[str, Any], outer: bool) -> Spelling:
    """How the node of a relation is to be spelled: as it was when read, unless its name or schemes are others now."""
    kind = type_of(relation.name)
    usual = spelled(kind, named, outer) if kind else Spelling(relation.name)
    given = replace(usual, **{key: kept[key] for key in SLOTS if key in kept})
    absent = kept.get("absent")
    if isinstance(absent, list):
        given = replace(given, **{key: ABSENT for key in absent if key in SLOTS})
    if given == usual:
        return usual
    if not hashable(given):
        return given if not named else usual
    back = resolve(kind, given, outer)
    same = back.ids == tuple(item.id for item in named[:1]) and (kind or back.name == relation.name)
    return given if same else usual


def hashable(given: Spelling) -> bool:
    """Whether all that a file says of a scheme is a text, a number or nothing."""
    return all(isinstance(getattr(given, key), str | int | float | None) for key in SLOTS)


def _scheme(kind: str, given: Spelling) -> Scheme | None:
    name = given.text
    if isinstance(given.scheme, str) and given.scheme not in ("", ABSENT):
        name = given.scheme
    name = name.strip() if isinstance(name, str) else ""
    known = schemes.find(name)
    if name in ("", kind, PLAIN_NAME) or (known and known.is_default):
        numbers = [item for item in (given.schemeID, given.fulfilled) if item != ABSENT]
        known, name = schemes.find_aifdb(str(numbers[0])) if numbers else None, ""
    if known:
        return None if known.is_default else Scheme(known.id, known.label)
    return Scheme(f"scheme.{slug(name)}", name) if name else None


def slug(name: str) -> str:
    """A name as part of an id: letters and digits, all else a hyphen."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "unnamed"


def _deviations(given: Spelling, usual: Spelling) -> Extra:
    values: dict[str, Any] = {}
    absent = []
    for key in SLOTS:
        value = getattr(given, key)
        if value == getattr(usual, key):
            continue
        if value == ABSENT:
            absent.append(key)
        else:
            values[key] = value
    return keep(PREFIX, {**values, "absent": absent} if absent else values)
