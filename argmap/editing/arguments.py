"""What acts share: checking arguments that come from outside, ids for new entries, passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.editing.ops import Change, Op, put
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Relation
from argmap.problems import ArgmapError

Args = Mapping[str, Any]
LONGEST = 20_000  # characters of one field
_LETTERS = {"claim": "c", "evidence": "e", "recommendation": "r", "relation": "k"}
# characters that XML cannot hold, and those that only hide or turn text
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Desk:
    """What acts need beside the map: who works, ids that are taken, and the entries that cannot be changed."""

    annotator: Annotator | None = None
    taken: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()


Act = Callable[[ArgumentMap, Args, Desk], Op]


def clean(value: str) -> str:
    r"""Text as one line, without characters that XML cannot hold or that hide what is written.

    >>> clean(" a\n b\x00\u202e ")
    'a b'
    """
    return " ".join(_UNWANTED.sub(" ", value).split())


def words(args: Args, name: str, default: str = "") -> str:
    """An argument that is text, in one line."""
    value = args.get(name, default)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ArgmapError(f"{name} must be text of at most {LONGEST} characters", "shorten it")
    return clean(value)


def listed(args: Args, name: str) -> tuple[str, ...]:
    """An argument that is a list of texts, each once."""
    value = args.get(name, [])
    if not isinstance(value, list) or len(value) > 1000 or not all(isinstance(item, str) for item in value):
        raise ArgmapError(f"{name} must be a list of texts", "send a list")
    return tuple(dict.fromkeys(words({"item": item}, "item") for item in value))


def component(amap: ArgumentMap, ident: str) -> Component:
    """The component of that id.

    Raises:
        ArgmapError: there is none.
    """
    if ident not in amap.component:
        raise ArgmapError(f"there is no component {ident!r}", "it may have been deleted; choose another")
    return amap.component[ident]


def relation(amap: ArgumentMap, ident: str) -> Relation:
    """The relation of that id.

    Raises:
        ArgmapError: there is none.
    """
    if ident not in amap.relation:
        raise ArgmapError(f"there is no relation {ident!r}", "it may have been deleted; choose another")
    return amap.relation[ident]


def spans(amap: ArgumentMap, args: Args) -> tuple[tuple[int, int], ...]:
    """The passages in ``spans``, as pairs of offsets in the text's order; those that touch are joined.

    Raises:
        ArgmapError: they are no pairs of numbers, lie outside of the text, or hold only white space.
    """
    content = (amap.text.content if amap.text else None) or ""
    found: list[tuple[int, int]] = []
    value = args.get("spans")
    for pair in value if isinstance(value, list) and 0 < len(value) <= 200 else [None]:
        if not (isinstance(pair, list) and len(pair) == 2 and all(type(number) is int for number in pair)):
            raise ArgmapError("spans must be a list of pairs of numbers", "send [[start, end], ...]")
        start, end = pair
        if not 0 <= start < end <= len(content) or not content[start:end].strip():
            raise ArgmapError(f"there are no words from {start} to {end}", f"the text ends at {len(content)}")
        while content[start].isspace():
            start += 1
        while content[end - 1].isspace():
            end -= 1
        found.append((start, end))
    return _joined(sorted(found), content)


def _joined(pairs: Sequence[tuple[int, int]], content: str) -> tuple[tuple[int, int], ...]:
    """Pairs with those made one between which nothing is left out."""
    done: list[tuple[int, int]] = []
    for start, end in pairs:
        if done and not content[done[-1][1] : start].strip():
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)


def fragments(pairs: Iterable[tuple[int, int]], old: Iterable[Fragment] = ()) -> tuple[Fragment, ...]:
    """Fragments of these ranges; those that were there before stay as the file writes them."""
    known = {(f.start, f.end): f for f in old if f.status != "lost"}
    return tuple(known.get(pair) or Fragment(*pair) for pair in pairs)


def free_id(amap: ArgumentMap, kind: str, desk: Desk) -> str:
    """An id that neither the map nor the file has or had: one more than the highest of its letter."""
    letter = _LETTERS.get(kind) or next((c for c in kind.lower() if "a" <= c <= "z"), "n")
    names = {*desk.taken, *amap.component, *amap.relation}
    numbers = [int(name[1:]) for name in names if re.fullmatch(rf"{letter}[0-9]{{1,9}}", name)]
    return f"{letter}{max(numbers, default=0) + 1}"


def code_id(amap: ArgumentMap, prefix: str, label: str, desk: Desk) -> str:
    """An id for an entry of the code book, made from its label."""
    slug = re.sub(r"[^\w]+", "-", label.casefold()).strip("-_")[:40].strip("-") or "x"
    taken = {*desk.taken, *amap.issue, *amap.voice, *amap.scheme, *(a.id for a in amap.annotators)}
    names = (f"{prefix}.{slug}", *(f"{prefix}.{slug}-{n}" for n in range(2, 10_000)))
    return next(name for name in names if name not in taken)


def signed(amap: ArgumentMap, desk: Desk) -> tuple[str, tuple[Change, ...]]:
    """The id of whoever works, and the change that names them in the file if it does not yet."""
    who = desk.annotator
    if who is None:
        return "", ()
    known = any(item.id == who.id for item in amap.annotators)
    return who.id, () if known else (put(amap, "annotator", who),)


def proposer(amap: ArgumentMap, args: Args) -> tuple[tuple[tuple[str, str], ...], tuple[Change, ...]]:
    """What ``proposed`` says: the attribute that names the program whose proposal somebody took, and its entry.

    The person who took it stays the one who answers for it (``resp``); the program is its ``source``.
    """
    name = words(args, "proposed")[:200]
    if not name:
        return (), ()
    known = [item for item in amap.annotators if item.machine and item.name == name]
    who = known[0] if known else Annotator(code_id(amap, "ann", name, Desk()), name, "proposals", machine=True)
    return (("source", f"#{who.id}"),), () if known else (put(amap, "annotator", who),)


def label_of(args: Args) -> str:
    """The label of a new entry; never empty."""
    label = words(args, "label")
    if not label:
        raise ArgmapError("a new entry needs a label", "type one")
    return label
