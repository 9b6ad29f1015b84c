"""What the adjudicator decides, step by step: who, when, why; can be undone, written down and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap.adjudication.differences import Difference, Differences
from argmap.editing.acts import CERTAINTIES
from argmap.editing.arguments import clean, spans, words
from argmap.editing.history import line
from argmap.model import AUTHOR_VOICE, RELATIONS, Issue, Voice
from argmap.problems import ArgmapError, DataError

CHOICES = ("take", "both", "neither", "new")
# where "both" means something: two components instead of one, both codes, both notes, both relations
BOTH = frozenset({"boundary", "kind", "issue", "note", "relation"})
NEW = "new:"  # before the label of an issue or voice that no file has yet
_KIND = "claim, evidence, recommendation, or words of your own"


@dataclass(frozen=True, slots=True)
class Decision:
    """What holds of a difference: ``take`` (of the side called ``side``), ``both``, ``neither``, or ``new``."""

    id: str
    choice: str
    side: str = ""
    value: Any = None
    who: str = ""
    when: str = ""
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For the journal and for JSON."""
        return {name: getattr(self, name) for name in ("id", "choice", "side", "value", "who", "when", "reason")}


Step = tuple[tuple[str, Decision | None, Decision | None], ...]


@dataclass(frozen=True)
class Log:
    """All decisions that hold, and the steps that led to them; the newest last."""

    decisions: Mapping[str, Decision]
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def decide(self, made: Sequence[Decision]) -> Log:
        """With decisions made in one step; a decision without a choice takes back what was decided."""
        step = tuple((d.id, self.decisions.get(d.id), d if d.choice else None) for d in made)
        return Log(_after(self.decisions, step), (*self.done, step), ())

    def undo(self) -> Log:
        """Without the last step.

        Raises:
            ArgmapError: there is none.
        """
        if not self.done:
            raise ArgmapError("there is nothing to undo", "no decision was made yet")
        back = tuple((ident, after, before) for ident, before, after in self.done[-1])
        return Log(_after(self.decisions, back), self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> Log:
        """With the step that was undone last.

        Raises:
            ArgmapError: there is none.
        """
        if not self.undone:
            raise ArgmapError("there is nothing to redo", "nothing was undone since the last decision")
        return Log(_after(self.decisions, self.undone[-1]), (*self.done, self.undone[-1]), self.undone[:-1])


def _after(decisions: Mapping[str, Decision], step: Step) -> Mapping[str, Decision]:
    changed = {**decisions, **{ident: after for ident, _, after in step if after is not None}}
    gone = {ident for ident, _, after in step if after is None}
    return {ident: item for ident, item in changed.items() if ident not in gone}


def checked(found: Differences, given: Mapping[str, Any]) -> Decision:
    """A decision made of what came from outside.

    Args:
        found: The differences.
        given: ``id``, ``choice`` (a side's name or number from 1, or one of `CHOICES`), and as they are needed
            ``side``, ``value``, ``who``, ``when``, ``reason``.

    Raises:
        ArgmapError: there is no such difference, or it cannot be decided so.
    """
    ident = words(given, "id")
    item = found.by_id.get(ident)
    if item is None:
        raise ArgmapError(f"there is no difference {ident!r}", "list them anew: a file may have changed")
    made = Decision(
        ident, words(given, "choice"), words(given, "side"), given.get("value"),
        words(given, "who")[:200], words(given, "when")[:40], words(given, "reason"),
    )  # fmt: skip
    if made.choice not in CHOICES:
        made = replace(made, choice="take", side=made.choice)
    if made.choice == "take":
        return replace(made, side=_side(found, item, made.side), value=None)
    if made.choice == "both" and not can_both(item):
        raise ArgmapError(f"of this {item.about} there can be only one", "take one, or write a new version")
    return replace(made, side="", value=_new(found, item, made.value) if made.choice == "new" else None)


def can_both(item: Difference) -> bool:
    """Whether two versions can hold at once: not of a gloss, and not where one supports what the other attacks."""
    names = {one["name"] for value in item.values if item.about == "relation" for one in value}
    torn = item.detail == "type" and {"supports", "attacks"} <= names
    return item.about in BOTH and not torn and item.ways > 1


def _side(found: Differences, item: Difference, name: str) -> str:
    names = [side.name for side in found.case.sides]
    if name.isascii() and name.isdigit() and name not in names and 0 < int(name) <= len(names):
        name = names[int(name) - 1]
    if name not in names:
        raise ArgmapError(f"{name!r} is no choice", f"choose {', '.join([*names, *CHOICES[1:]])}")
    if item.values[names.index(name)] is None:
        raise ArgmapError(f"{name} has nothing there", "take another, or write a new version")
    return name


def _new(found: Differences, item: Difference, value: Any) -> Any:
    """A new version, checked for what it is about."""
    about = item.about
    if about == "missing":
        if not isinstance(value, dict) or not value or set(value) - {"kind", "gloss", "boundary"}:
            raise ArgmapError("a new version of a component names kind, gloss or boundary", "send an object")
        return {name: _one(found, name, part) for name, part in value.items()}
    if about == "relation":
        return _relation(found, value)
    return _one(found, about, value)


def _one(found: Differences, about: str, value: Any) -> Any:
    template = found.case.template
    if about == "boundary":
        return [list(pair) for pair in spans(_with_text(found), {"spans": value})]
    if about == "thesis":
        return value is True or str(value).lower() in ("true", "yes", "1")
    if about in ("issue", "note"):
        many = [value] if isinstance(value, str) else value
        if not isinstance(many, list) or not all(isinstance(part, str) for part in many):
            raise ArgmapError(f"a new {about} is a list of texts", "send a list")
        told = [clean(part) for part in many if clean(part)]
        return told if about == "note" else list(dict.fromkeys(_code(template.issues, about, part) for part in told))
    if about == "other":
        raise ArgmapError("attributes of other tools cannot be written anew here", "take one side's")
    text = words({"value": value}, "value")
    if about == "certainty" and text not in CERTAINTIES:
        raise ArgmapError(f"{text!r} is no certainty", f"choose one of {', '.join(CERTAINTIES[1:])}")
    if about == "voice" and text not in ("", AUTHOR_VOICE):
        return _code(template.voices, about, text)
    if about == "kind" and not (
        text[:1].isalpha() and text.replace("-", "").replace(" ", "").replace("_", "").isalnum()
    ):
        raise ArgmapError(f"{text!r} cannot be a kind", _KIND)
    return (text or AUTHOR_VOICE) if about == "voice" else text


def _code(known: Sequence[Issue | Voice], about: str, name: str) -> str:
    """The id of an entry that a file names, found by id or label; or a new one's label, after `NEW`."""
    fresh, label = name.startswith(NEW), clean(name.removeprefix(NEW))
    by_label = {entry.label.casefold(): entry.id for entry in reversed(known) if entry.label}
    if not fresh and any(entry.id == name for entry in known):
        return name
    if label.casefold() in by_label:
        return by_label[label.casefold()]
    if fresh and label:
        return f"{NEW}{label}"
    raise ArgmapError(f"there is no {about} {name}", f"choose one that a file names, or write {NEW}NAME for a new one")


def _with_text(found: Differences) -> Any:
    case = found.case
    maps = [case.template, *(side.map for side in case.sides)]
    return next((m for m in maps if m.text is not None and m.text.content is not None), case.template)


def _relation(found: Differences, value: Any) -> dict[str, Any]:
    """A relation between units: ends are ids of units, or of ties where they are undercut."""
    if not isinstance(value, dict):
        raise ArgmapError("a new relation names its name, sources and targets", "send an object")
    name = words(value, "name")
    if name not in RELATIONS or name == "cites":
        raise ArgmapError(f"{name!r} is no relation between passages", "supports, attacks, undercuts, restates")
    ends: dict[str, Any] = {"name": name}
    targets = found.tie_ids if name == "undercuts" else found.unit_ids
    for part, known in (("sources", found.unit_ids), ("targets", targets)):
        many = value.get(part)
        if not isinstance(many, list) or not 0 < len(many) <= 100:
            raise ArgmapError("a relation needs a source and a target", "send lists of them")
        ends[part] = list(dict.fromkeys(str(end) for end in many))
        for end in ends[part]:
            if end not in known:
                raise ArgmapError(f"{end!r} cannot be an end of {name}", "an undercut leads to a relation (t…)")
    if set(ends["sources"]) & set(ends["targets"]):
        raise ArgmapError("a component cannot be related to itself", "choose another target")
    return ends


def holding(found: Differences, decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """The decisions that fit these differences; others are of files that were changed meanwhile."""
    kept = {}
    for ident, item in decisions.items():
        try:
            if checked(found, item.as_dict()).choice == item.choice:
                kept[ident] = item
        except ArgmapError:
            continue
    return kept


def log_line(step: Sequence[Decision]) -> bytes:
    """The journal's record of a step."""
    return line({"decide": [item.as_dict() for item in step]})


@dataclass(frozen=True)
class Kept:
    """What a journal holds: the decisions, the hash of the agreed file as last saved, and broken lines."""

    log: Log
    saved: str = ""
    damaged: int = 0


def replay(lines: Iterable[bytes]) -> Kept:
    """Read a journal; what comes after a broken line (a program killed while it wrote) is counted as damaged."""
    kept = Kept(Log({}))
    rest = [item for item in lines if item.strip()]
    for number, item in enumerate(rest):
        try:
            kept = _record(kept, json.loads(item))
        except (ValueError, KeyError, TypeError, AttributeError, ArgmapError):
            return replace(kept, damaged=len(rest) - number)
    return kept


def _record(kept: Kept, record: Mapping[str, Any]) -> Kept:
    if "saved" in record:
        return replace(kept, saved=str(record["saved"]))
    if "undo" in record:
        return replace(kept, log=kept.log.undo())
    if "redo" in record:
        return replace(kept, log=kept.log.redo())
    if "decide" not in record:
        if "open" in record:
            return kept
        raise DataError("a journal entry is of no known kind")
    return replace(kept, log=kept.log.decide([Decision(**item) for item in record["decide"]]))
