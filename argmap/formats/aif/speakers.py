"""Who says what: speakers of propositions, from locutions, participants, and what assertions lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from argmap import schemes
from argmap.formats.aif.names import slug
from argmap.model import AUTHOR_VOICE, Voice

ASSERTING = "scheme.asserting"
LONGEST = 80  # characters of a speaker's name
Pairs = Iterable[tuple[str, str]]


def speakers(
    nodes: Mapping[str, Mapping[str, Any]],
    edges: Pairs,
    locutions: Iterable[Any],
    participants: Iterable[Any],
) -> dict[str, Voice]:
    """The voice of each proposition that exactly one speaker asserts.

    Args:
        nodes: Locutions, transitions and illocutions by id, as the file has them.
        edges: From and to, of all edges that touch one of these.
        locutions: The file's list of who uttered a node.
        participants: The file's list of persons, where it has one.

    Returns:
        Voices by the id of the proposition, in the order of the edges.
    """
    asserting = {ident for ident, node in nodes.items() if node.get("type") == "YA" and _asserts(node)}
    if not asserting:
        return {}
    uttered: dict[str, list[str]] = {}
    asserted: list[tuple[str, str]] = []
    for start, end in edges:
        if end in asserting and start in nodes and nodes[start].get("type") == "L":
            uttered.setdefault(end, []).append(start)
        elif start in asserting and end not in nodes:
            asserted.append((start, end))
    voices = _voices(nodes, locutions, participants)
    found: dict[str, dict[str, Voice]] = {}
    for act, proposition in asserted:
        for locution in uttered.get(act, ()):
            voice = voices.get(locution)
            if voice:
                found.setdefault(proposition, {})[voice.id] = voice
    return {ident: next(iter(who.values())) for ident, who in found.items() if len(who) == 1}


def _asserts(node: Mapping[str, Any]) -> bool:
    for key in ("scheme", "text"):
        name = node.get(key)
        known = schemes.find(name) if isinstance(name, str) else None
        if known:
            return known.id == ASSERTING
    return str(node.get("schemeID")) == "74"


def _voices(
    nodes: Mapping[str, Mapping[str, Any]], locutions: Iterable[Any], participants: Iterable[Any]
) -> dict[str, Voice]:
    """The speaker of each locution node: by the name before its words, else by the person that the file lists."""
    names = {str(item.get("participantID")): _name(item) for item in participants if isinstance(item, dict)}
    persons = {
        str(item["nodeID"]): str(item["personID"])
        for item in locutions
        if isinstance(item, dict) and item.get("nodeID") is not None and item.get("personID") is not None
    }
    known = {name for name in names.values() if name}
    found = {}
    for ident, node in nodes.items():
        if node.get("type") != "L":
            continue
        text, person = node.get("text"), persons.get(ident)
        before, spaced = _before_colon(text)
        label = before if before in known else names.get(person or "") or (before if spaced else "")
        if label:
            found[ident] = voice_of(label)
        elif person:
            found[ident] = Voice(f"voice.person-{slug(person)}", f"Person {person}")
    return found


def _before_colon(text: Any) -> tuple[str, bool]:
    """What stands before a colon, and whether there is a space on both sides of it, as AIFdb writes speakers."""
    before, colon, after = text[: LONGEST + 2].partition(":") if isinstance(text, str) else ("", "", "")
    return before.strip() if colon else "", bool(colon) and before[-1:].isspace() and after[:1].isspace()


def voice_of(label: str) -> Voice:
    """The voice of a person by name; somebody called Author is not the text's own author."""
    ident = f"voice.{slug(label)}"
    return Voice(f"{ident}-speaking" if ident == AUTHOR_VOICE else ident, label)


def _name(item: Mapping[str, Any]) -> str:
    parts = (item.get("firstname"), item.get("surname"))
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
