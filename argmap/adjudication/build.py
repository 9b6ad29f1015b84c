"""The agreed map: what all say, what was decided, and of what is still open everybody's version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap.adjudication.build_steps import Steps
from argmap.adjudication.coined import coined
from argmap.adjudication.decisions import Decision
from argmap.adjudication.differences import PROVENANCE, Difference, Differences, aspect
from argmap.adjudication.sides import entries
from argmap.editing.arguments import Desk, code_id
from argmap.model import AUTHOR_VOICE, Annotator, ArgumentMap, BibItem, Component, Fragment

Decisions = Mapping[str, Decision]
DECIDED, OPEN, MOOT = "decided", "open", "moot"
EMPTY = {"gloss": "", "issue": [], "voice": AUTHOR_VOICE, "thesis": False, "certainty": "", "note": [], "other": []}


@dataclass(frozen=True)
class Agreed:
    """What comes of the decisions.

    ``state`` says of every difference whether it is decided, open, or moot (what it is about was left out or kept
    twice); ``subjects`` names the entries of the map that it led to; ``fallen`` are relations that lost an end.
    """

    map: ArgumentMap
    state: Mapping[str, str]
    subjects: Mapping[str, tuple[str, ...]]
    fallen: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many differences are still open."""
        return sum(value == OPEN for value in self.state.values())


@dataclass
class Outcome:
    """The components that come of a unit, each with the sides that it stands for; the state of its differences."""

    parts: list[tuple[Component, frozenset[int]]]
    state: dict[str, str]

    def of(self, side: int) -> str:
        """The id of the component that stands for a side's; "" where none does, and it was left out."""
        own = [item.id for item, sides in self.parts if side in sides]
        return own[0] if own else self.parts[0][0].id if self.parts else ""


def agree(found: Differences, decisions: Decisions, who: str = "", taken: Iterable[str] = ()) -> Agreed:
    """Bring the sides to one map.

    Args:
        found: The differences.
        decisions: By the difference's id; those of differences that are not there (any more) do nothing.
        who: The adjudicator's name, for decisions that nobody signed.
        taken: Further ids that new entries must not have.

    Returns:
        A map of the template's file: agreed entries are signed by all who have them, decided ones by the adjudicator;
        of an open difference every version is kept, signed by whose it is.
    """
    ids = {*taken}
    names, new = Names(found, ids), coined(found, decisions, ids)
    judges = _judges(found, [*(d.who for d in decisions.values()), who])
    decisions = {
        ident: replace(new.settled(d), who=judges[d.who or who].id if d.who or who else "")
        for ident, d in decisions.items()
    }
    builder = _Components(found, decisions, names)
    outcomes = [builder.unit(number) for number in range(len(found.units))]
    state = {ident: value for outcome in outcomes for ident, value in outcome.state.items()}
    steps = Steps(found, decisions, names, [outcome.of for outcome in outcomes])
    for number in range(len(found.ties)):
        steps.tie(number)
    state |= steps.state
    subjects = dict(steps.subjects)
    for item in found.list:
        if item.unit >= 0:
            subjects[item.id] = tuple(part.id for part, _ in outcomes[item.unit].parts)
    parts = [part for outcome in outcomes for part, _ in outcome.parts]
    amap = new.into(_whole(found, parts, steps, tuple(judges.values())), parts)
    return Agreed(amap, {d.id: state[d.id] for d in found.list}, subjects, tuple(dict.fromkeys(steps.fallen)))


def _judges(found: Differences, names: Iterable[str]) -> dict[str, Annotator]:
    """Those who decide, by name; who annotated too is known already."""
    template = found.case.template
    people = [*template.annotators, *(side.who for side in found.case.sides)]
    made: dict[str, Annotator] = {}
    for name in dict.fromkeys(name for name in names if name):
        known = next((a for a in people if name in (a.id, a.name)), None)
        taken = frozenset(a.id for a in (*people, *made.values()))
        made[name] = known or Annotator(code_id(template, "ann", name, Desk(taken=taken)), name, "adjudication")
    return made


class Names:
    """Ids for the entries of the agreed map: the file's own stay, those of others are changed where they are taken."""

    def __init__(self, found: Differences, taken: Iterable[str]) -> None:
        case = found.case
        base = case.base
        self.taken = {*taken, *base.component, *base.relation}
        self.taken |= {e.id for name in ("issues", "voices", "schemes", "annotators")
                       for e in getattr(case.template, name)}  # fmt: skip
        self.taken |= set(base.bibliographic_item)
        self._known: dict[tuple[int, str], str] = {}
        self._last: dict[str, int] = {}
        for side, one in enumerate(case.sides):
            own = case.own in (side, -1)
            for item in entries(one.map):
                name = item.id if own else self.fresh(item.id)
                self._known[side, item.id] = name

    def fresh(self, ident: str) -> str:
        """This id, or the next number of its letter that no entry has."""
        name = ident
        letter = ident.rstrip("0123456789") or "n"
        if ident in self.taken and letter not in self._last:
            ends = (other.removeprefix(letter) for other in self.taken if other.startswith(letter))
            self._last[letter] = max((int(end) for end in ends if end.isascii() and end.isdigit()), default=1)
        while name in self.taken:
            self._last[letter] += 1
            name = f"{letter}{self._last[letter]}"
        self.taken.add(name)
        return name

    def of(self, side: int, ident: str) -> str:
        """What an entry of a side is called."""
        return self._known[side, ident]


class _Components:
    def __init__(self, found: Differences, decisions: Decisions, names: Names) -> None:
        self.found, self.decisions, self.names = found, decisions, names
        self.case = found.case

    def unit(self, number: int) -> Outcome:
        """What comes of one unit."""
        unit = self.found.units[number]
        about = self.found.of_unit.get(number, {})
        chosen = {name: self.decisions[d.id] for name, d in about.items() if d.id in self.decisions}
        state = {d.id: DECIDED if name in chosen else OPEN for name, d in about.items()}
        there = [side for side, item in enumerate(unit.members) if item is not None]
        missing = chosen.get("missing")
        gone = missing is not None and not self._kept(about["missing"], missing)
        if gone or any(name in chosen and chosen[name].choice == "neither" for name in ("boundary", "kind")):
            keep = {"missing"} if gone else {"boundary", "kind"}
            return Outcome([], _moot(state, about, keep))
        if any(name in chosen and chosen[name].choice == "both" for name in ("boundary", "kind")):
            parts = [(self._own(side, number, self._sign(chosen, [side])), frozenset({side})) for side in there]
            return Outcome(_merged(parts), _moot(state, about, {"boundary", "kind", "missing"}))
        if any(state[d.id] == OPEN for name, d in about.items() if name != "missing"):
            parts = [self._apart(side, number, about, chosen) for side in there]
            return Outcome(_merged(parts), state)
        return Outcome(self._together(there, number, about, chosen), state)

    def _together(
        self, there: Sequence[int], number: int, about: Mapping[str, Difference], chosen: Decisions
    ) -> list[tuple[Component, frozenset[int]]]:
        """One component for all sides."""
        first = self.case.own if self.case.own in there else there[0]
        item = self._own(first, number, self._sign(chosen, there))
        return [(self._decided(item, about, chosen), frozenset(range(len(self.case.sides))))]

    def _apart(
        self, side: int, number: int, about: Mapping[str, Difference], chosen: Decisions
    ) -> tuple[Component, frozenset[int]]:
        """A side's own version of what is still open, with what is decided of it already."""
        own = self._own(side, number, self._sign({}, [side]))
        return self._decided(own, about, chosen), frozenset({side})

    def _kept(self, item: Difference, made: Decision) -> bool:
        if made.choice == "take":
            return bool(item.values[self._index(made)])
        return made.choice == "new"

    def _index(self, made: Decision) -> int:
        return [side.name for side in self.case.sides].index(made.side)

    def _sign(self, chosen: Decisions, sides: Sequence[int]) -> tuple[str, ...]:
        """Who signs: those who decided anything, else all whose it is."""
        judges = tuple(dict.fromkeys(made.who for made in chosen.values() if made.who))
        return judges or tuple(dict.fromkeys(self.case.sides[side].who.id for side in sides))

    def _own(self, side: int, number: int, who: tuple[str, ...]) -> Component:
        """A side's own component under its name in the agreed map."""
        item = next(c for c in (self.found.units[number].members[side],) if c is not None)
        extra = item.extra + ((("resp", " ".join(f"#{w}" for w in who)),) if len(who) > 1 else ())
        fragments = item.fragments if self.case.own in (side, -1) else tuple(_plain(f) for f in item.fragments)
        return replace(
            item, id=self.names.of(side, item.id), annotator=who[0] if who else "", extra=extra, fragments=fragments
        )

    def _decided(self, item: Component, about: Mapping[str, Difference], chosen: Decisions) -> Component:
        new = chosen["missing"].value if "missing" in chosen and chosen["missing"].choice == "new" else {}
        for name, made in chosen.items():
            if name != "missing":
                item = _with(item, name, self._value(about[name], made))
        for name, value in new.items():
            item = _with(item, name, value)
        return item

    def _value(self, item: Difference, made: Decision) -> Any:
        if made.choice == "take":
            return item.values[self._index(made)]
        if made.choice == "new":
            return made.value
        if made.choice == "neither":
            return EMPTY[item.about]
        return list(dict.fromkeys(part for value in item.values if value is not None for part in value))


def _merged(parts: Sequence[tuple[Component, frozenset[int]]]) -> list[tuple[Component, frozenset[int]]]:
    """Parts that are one entry of one file, which several build on, are one part."""
    made: dict[str, tuple[Component, frozenset[int]]] = {}
    for item, sides in parts:
        known = made.get(item.id)
        made[item.id] = (known[0], known[1] | sides) if known else (item, sides)
    return list(made.values())


def _moot(state: Mapping[str, str], about: Mapping[str, Difference], keep: set[str]) -> dict[str, str]:
    kept = {about[name].id for name in keep if name in about}
    return {ident: value if ident in kept and value == DECIDED else MOOT for ident, value in state.items()}


def _plain(fragment: Fragment) -> Fragment:
    """A passage by its place alone; how another file points at it is of no use here."""
    return Fragment(fragment.start, fragment.end) if fragment.start is not None else fragment


def _with(item: Component, about: str, value: Any) -> Component:
    if aspect(item, about) == value:
        return item
    if about == "boundary":
        old = {(f.start, f.end): f for f in item.fragments}
        pairs = [tuple(pair) for pair in value if len(pair) == 2]
        made = tuple(old.get(pair) or Fragment(*pair) for pair in pairs)
        return replace(item, fragments=made or tuple(Fragment(pointer=pair[0]) for pair in value))
    if about == "other":
        signed = tuple(pair for pair in item.extra if pair[0] in PROVENANCE)
        return replace(item, extra=tuple(tuple(pair) for pair in value) + signed)
    names = {"issue": "issues", "note": "notes"}
    changed: dict[str, Any] = {names.get(about, about): tuple(value) if isinstance(value, list) else value}
    return replace(item, **changed)


def _whole(found: Differences, parts: Sequence[Component], steps: Steps, judges: Sequence[Annotator]) -> ArgumentMap:
    """The template with these entries; only annotators that sign something are added to those it has."""
    template, base = found.case.template, found.case.base
    order = {item.id: number for number, item in enumerate(base.components)}
    place = {item.id: (order.get(item.id, len(order)), number) for number, item in enumerate(parts)}
    signed = {w for item in (*parts, *steps.made) for w in _signers(item)}
    people = {a.id: a for a in (*base.annotators, *template.annotators, *(s.who for s in found.case.sides))}
    for judge in judges:
        people.setdefault(judge.id, judge)
    known = {a.id for a in base.annotators}
    return replace(
        template,
        components=tuple(sorted(parts, key=lambda item: place[item.id])),
        relations=tuple(steps.made),
        annotators=tuple(a for a in people.values() if a.id in known or a.id in signed or a in judges),
        bibliography=(*base.bibliography, *_carried(template.bibliography, steps)),
    )


def _carried(known: Iterable[BibItem], steps: Steps) -> Iterator[BibItem]:
    """The works that others' relations brought along, under the ids that they have in this file."""
    cited = {target for item in steps.made for target in item.targets}
    for item in known:
        if steps.works.get(item.id) in cited:
            yield BibItem(steps.works[item.id], " ".join(item.text.split()))


def _signers(item: Any) -> tuple[str, ...]:
    many = [w.removeprefix("#") for key, value in item.extra if key in PROVENANCE for w in value.split()]
    return (*many, item.annotator)
