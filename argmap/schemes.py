"""The registry of argumentation schemes: roles, critical questions, and the names that others use.

The selection and the names follow Douglas Walton, Chris Reed and Fabrizio Macagno, *Argumentation
Schemes* (Cambridge 2008), chapter 9, with what AIFdb and arguebuf name besides; all wording is
argmap's own. The data stand in ``schemes.json`` and are read when they are first asked for. A name
that is not here is no error: `find` gives None, and the caller keeps the name as it is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# kind of a scheme -> type of the node that stands for it in the Argument Interchange Format
NODE_TYPES = MappingProxyType(
    {
        "inference": "RA",
        "conflict": "CA",
        "rephrase": "MA",
        "preference": "PA",
        "transition": "TA",
        "illocution": "YA",
    }
)
KINDS = tuple(NODE_TYPES)
# what a scheme argues from; in the order in which lists show them
FAMILIES = MappingProxyType(
    {
        "sources": "What is known, and from whom",
        "likeness": "Cases, likeness, parts and wholes",
        "logic": "Opposites, alternatives, strict inference",
        "classification": "Words and classes",
        "causes": "Causes, signs, hypotheses",
        "action": "What is to be done",
        "values": "Values",
        "persons": "Who speaks: commitment, character, bias",
        "rules": "Rules, exceptions, precedents",
        "slopes": "Gradual steps and slippery slopes",
        "conflicts": "Conflicts",
        "rephrasing": "Saying it again",
        "preferences": "Preferences",
        "dialogue": "Acts in a dialogue",
    }
)
_DEFAULT = "scheme.default-"
_ARTICLES = frozenset({"a", "an", "the"})
_HUMP = re.compile(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PREFIX = re.compile(r"#?scheme[\W_]+|(support|attack|rephrase|preference)_", re.IGNORECASE)
_LEADS = (*(f"argument{word}" for word in ("sfrom", "from", "for", "to", "by")), "appealto", "from")
_TRAILS = ("argument", "scheme", "inference")


@dataclass(frozen=True, slots=True)
class Premise:
    """What one kind of premise does in a scheme: a short name of its role, and one sentence."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class AifdbScheme:
    """A scheme as AIFdb knows it: the name, and its number there, "" where that is not known."""

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class SchemeInfo:
    """One scheme. ``broader`` is the id of the scheme of which it is a sub-type, or "".

    ``kind`` is one of `KINDS`, ``family`` one of `FAMILIES`; ``aifdb`` holds the names met in AIFdb's
    exports, the one to write first; ``arguebuf`` is the name as arguebuf's files have it, or "".
    The kind tells how the scheme is mostly used: people also attack by schemes of inference, so what
    node a relation becomes follows from the relation and not from its scheme.
    """

    id: str
    label: str
    kind: str
    family: str
    premises: tuple[Premise, ...]
    conclusion: str
    questions: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    aifdb: tuple[AifdbScheme, ...] = ()
    arguebuf: str = ""
    broader: str = ""

    @property
    def is_default(self) -> bool:
        """Whether it only says that no scheme is named ("Default Inference" and the like)."""
        return self.id.startswith(_DEFAULT)

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which it is found, its id and label first."""
        written = (self.arguebuf,) if self.arguebuf else ()
        return (self.id, self.label, *(item.name for item in self.aifdb), *written, *self.aliases)


@cache
def schemes() -> tuple[SchemeInfo, ...]:
    """All schemes, in the order of `FAMILIES`; a sub-type follows what is broader where both are of one family."""
    data = json.loads(files("argmap").joinpath("schemes.json").read_bytes())
    return tuple(_scheme(entry) for entry in data)


@cache
def by_id() -> Mapping[str, SchemeInfo]:
    """Schemes by id."""
    return MappingProxyType({info.id: info for info in schemes()})


def find(name_or_id: str) -> SchemeInfo | None:
    """The scheme of this name, or None.

    Blind to case, separators and CamelCase, to articles, to "Argument from" and the like, and to the
    prefixes of ids (``scheme.``, ``SUPPORT_``).

    >>> find("ArgumentFromExpertOpinion").id
    'scheme.expert-opinion'
    >>> find("SUPPORT_CAUSE_TO_EFFECT").label
    'Argument from cause to effect'
    """
    known = _index()
    return next((known[key] for key in _keys(name_or_id) if key in known), None)


def find_aifdb(number: str | int) -> SchemeInfo | None:
    """The scheme that has this number in AIFdb, or None where the number is not known."""
    return _numbers().get(str(number))


def close(name: str) -> SchemeInfo | None:
    """The scheme whose name is most like one that `find` does not know; None where none is near."""
    for key in _keys(name):
        near = get_close_matches(key, _index(), n=1, cutoff=0.85)
        if near:
            return _index()[near[0]]
    return None


def aifdb_name(name_or_id: str) -> str:
    """The name under which AIFdb has a scheme, or "" where it has none or the scheme is unknown."""
    info = find(name_or_id)
    return info.aifdb[0].name if info and info.aifdb else ""


def arguebuf_name(name_or_id: str) -> str:
    """The name that arguebuf's files have for a scheme, or "" where it has none or the scheme is unknown."""
    info = find(name_or_id)
    return info.arguebuf if info else ""


def narrower(identifier: str) -> tuple[SchemeInfo, ...]:
    """The direct sub-types of a scheme."""
    return tuple(info for info in schemes() if info.broader == identifier)


def broad(name_or_id: str) -> tuple[str, ...]:
    """The id of a scheme and those of all that are broader, from the nearest; () where it is unknown."""
    info = find(name_or_id)
    return (info.id, *broad(info.broader)) if info else ()


def _scheme(entry: dict[str, list[str]]) -> SchemeInfo:
    given: dict[str, object] = dict(entry)
    given["premises"] = tuple(Premise(*pair) for pair in entry["premises"])
    given["aifdb"] = tuple(AifdbScheme(*pair) for pair in entry["aifdb"])
    given["questions"], given["aliases"] = tuple(entry["questions"]), tuple(entry["aliases"])
    return SchemeInfo(**given)  # type: ignore[arg-type]


@cache
def _index() -> Mapping[str, SchemeInfo]:
    """Every key of every name; where two schemes would share one, the name in full comes before a shortened one."""
    found: dict[str, SchemeInfo] = {}
    for full in (True, False):
        for info in schemes():
            for name in _spelled(info):
                keys = tuple(_keys(name))
                for key in keys[:1] if full else keys[1:]:
                    found.setdefault(key, info)
    return MappingProxyType(found)


def _spelled(info: SchemeInfo) -> Iterator[str]:
    """Its names; those of a conflict also as "… conflict" and "conflict from …"."""
    yield from info.names
    if info.kind == "conflict" and not info.is_default:
        bare = [name.removeprefix("scheme.").removeprefix("Conflict from ") for name in info.names]
        yield from (spelled for name in bare for spelled in (name, f"{name} conflict", f"conflict from {name}"))


@cache
def _numbers() -> Mapping[str, SchemeInfo]:
    return MappingProxyType({item.id: info for info in schemes() for item in info.aifdb if item.id})


def _keys(name: str) -> Iterator[str]:
    """The name reduced to its letters and digits, then shortened step by step; no empty key, nor "default" alone."""
    folded = unicodedata.normalize("NFKC", name)
    for part in dict.fromkeys((folded, _PREFIX.sub("", folded.strip(), count=1))):
        words = [word.casefold() for word in re.split(r"[\W_]+", _HUMP.sub(" ", part)) if word]
        bare = [word for word in words if word not in _ARTICLES]
        for key in dict.fromkeys(("".join(words), "".join(bare))):
            yield from (short for short in _shortened(key) if short not in ("", "default"))


def _shortened(key: str) -> Iterator[str]:
    yield key
    lead = next((lead for lead in _LEADS if key.startswith(lead)), "")
    rest = key.removeprefix(lead)
    if lead:
        yield rest
    trail = next((trail for trail in _TRAILS if rest.endswith(trail)), "")
    if trail and not rest.endswith(f"default{trail}"):
        yield rest.removesuffix(trail)
