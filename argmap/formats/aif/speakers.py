"""Who says what: speakers of propositions, from locutions, participants, and what assertions lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from argmap import schemes
from argmap.formats.aif.names import slug
from argmap.model import AUTHOR_VOICE, Voice

ASSERTING = "scheme.asserting"
UNSPECIFIED = "scheme.default-illocuting"
NUMBERS = {"74": ASSERTING, "168": UNSPECIFIED}
LONGEST = 80  # characters of a speaker's name
Pairs = Iterable[tuple[str, str]]
Nodes = Mapping[str, Mapping[str, Any]]


def speakers(
    nodes: Nodes,
    edges: Pairs,
    locutions: Iterable[Any],
    participants: Iterable[Any],
) -> dict[str, Voice]:
    """The voice of each proposition that exactly one speaker asserts.

    An illocution that the file does not specify counts as an assertion where nobody asserts the proposition in
    so many words: oAMF calls all of them Default Illocuting.

    Args:
        nodes: Locutions, transitions and illocutions by id, as the file has them.
        edges: From and to, of all edges that touch one of these.
        locutions: The file's list of who uttered a node.
        participants: The file's list of persons, where it has one.

    Returns:
        Voices by the id of the proposition, in the order of the edges.
    """
    uttered = {ident: said for ident, (rank, said) in _utterances(nodes, edges).items() if rank < 2}
    if not uttered:
        return {}
    voices = _voices(nodes, locutions, participants)
    found = {ident: {voice.id: voice for one in said if (voice := voices.get(one))} for ident, said in uttered.items()}
    return {ident: next(iter(who.values())) for ident, who in found.items() if len(who) == 1}


def located(nodes: Nodes, edges: Pairs) -> dict[str, str]:
    """The locution that states each proposition, where there is one: OVA3 and oAMF mark its words in the text."""
    return {ident: said[0] for ident, (_, said) in _utterances(nodes, edges).items() if len(said) == 1}


def _utterances(nodes: Nodes, edges: Pairs) -> dict[str, tuple[int, list[str]]]:
    """For each proposition the locutions that lead to it through an illocution, of the best rank that there is."""
    ranks = {ident: _rank(node) for ident, node in nodes.items() if node.get("type") == "YA"}
    uttered: dict[str, list[str]] = {}
    stated: list[tuple[str, str]] = []
    for start, end in edges:
        if end in ranks and start in nodes and nodes[start].get("type") == "L":
            uttered.setdefault(end, []).append(start)
        elif start in ranks and end not in nodes:
            stated.append((start, end))
    found: dict[str, tuple[int, list[str]]] = {}
    for act, proposition in stated:
        rank, said = found.setdefault(proposition, (ranks[act], []))
        if ranks[act] < rank:
            rank, said = found[proposition] = (ranks[act], [])
        if ranks[act] == rank:
            said += [one for one in uttered.get(act, ()) if one not in said]
    return found


def _rank(node: Mapping[str, Any]) -> int:
    """How plainly an illocution says that its speaker holds the proposition: 0 asserting, 1 unspecified, 2 else."""
    kind = NUMBERS.get(str(node.get("schemeID")), "")
    for key in ("text", "scheme"):
        name = node.get(key)
        known = schemes.find(name) if isinstance(name, str) else None
        kind = known.id if known else kind
    return 0 if kind == ASSERTING else 1 if kind == UNSPECIFIED else 2


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
