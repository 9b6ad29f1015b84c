"""Going through pairs in the terminal: shows a candidate, takes an answer, saves each decision at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from argmap.model import Annotator, ArgumentMap, Component
from argmap.problems import ArgmapError
from argmap.suggest.ranking import Candidate, Suggestions
from argmap.suggest.review import Review, begin

TYPES = {
    "s": "same",
    "b": "broader",
    "n": "narrower",
    "o": "overlaps",
    "c": "contrary",
    "x": "contradictory",
    "u": "unrelated",
}
CERTAIN = {"": "", "h": "high", "m": "medium", "l": "low"}
KEYS = (
    "s same  b broader  n narrower  o overlaps  c contrary  x contradictory  u unrelated"
    "  (then h, m or l for how certain: oh)\n"
    "r reject  k skip  z undo  ? help  q quit   a reason may follow the key: o both blame the rulers"
)
HELP = """\
same           both say the same            contrary       cannot both hold
broader        the first says more widely   contradictory  exactly one holds
narrower       the first says more closely  unrelated      have nothing to do with each other
overlaps       each says something the other leaves open
r rejects the type of the hint, or any tie but conflict where the type is open: r they speak of different years
Everything decided is in the file already; quitting loses nothing, skipped pairs come back next time."""


@dataclass
class Ledger:
    """The file of links while a session lasts: its bytes now, and those before each decision."""

    path: Path
    data: bytes
    saved: str | None
    write: Callable[[Path, bytes, str | None], str]
    history: list[bytes] = field(default_factory=list)

    def keep(self, data: bytes) -> None:
        """Save new bytes; the old ones can be had back."""
        self.saved = self.write(self.path, data, self.saved)
        self.history.append(self.data)
        self.data = data

    def back(self) -> None:
        """Save the bytes from before the last decision."""
        before = self.history.pop()
        self.saved = self.write(self.path, before, self.saved)
        self.data = before


@dataclass
class Session:
    """One sitting over two maps."""

    maps: tuple[ArgumentMap, ArgumentMap]
    suggestions: Suggestions
    ledger: Ledger
    who: Annotator
    today: str = field(default_factory=lambda: date.today().isoformat())

    def run(self, most: int) -> int:
        """Go through the best candidates; returns how many were decided."""
        review = begin(self.suggestions, most)
        click.echo(KEYS)
        try:
            while review.current is not None:
                self.show(review, review.current)
                answer = click.prompt(">", prompt_suffix=" ", default="", show_default=False).strip()
                if answer == "q":
                    break
                review = self.step(review, answer)
        except (click.Abort, EOFError):
            click.echo("")
        self.close(review)
        return len(review.decisions)

    def step(self, review: Review, answer: str) -> Review:
        """The state after one answer; what cannot be understood changes nothing."""
        key, _, reason = answer.partition(" ")
        if key == "k":
            return review.skip()
        if key == "z":
            return self.undo(review)
        if key in ("", "?"):
            click.echo(HELP)
            return review
        kind, certainty = TYPES.get(key[:1], ""), CERTAIN.get(key[1:])
        if certainty is None or not (kind or key[:1] == "r"):
            click.echo(f"{key!r} is none of the keys; ? explains them", err=True)
            return review
        reason = reason.strip() or click.prompt("reason", default="", show_default=False)
        after = review.confirm(kind, reason, certainty) if kind else review.reject("", reason, certainty)
        self.save(after)
        return after

    def save(self, review: Review) -> None:
        """Write the last decision into the file."""
        from argmap.suggest.record import record

        decision = review.decisions[-1]
        ledger = self.ledger
        ledger.keep(record(ledger.data, [decision], self.maps, self.who, self.today, str(ledger.path)))

    def undo(self, review: Review) -> Review:
        """One step back, in the file too."""
        before = review.undo()
        if before is review:
            click.echo("there is nothing to undo in this session", err=True)
        elif len(before.decisions) < len(review.decisions):
            self.ledger.back()
        return before

    def show(self, review: Review, pair: Candidate) -> None:
        """A candidate with all that helps to judge it."""
        click.echo(f"\n{review.at + 1} of {len(review.candidates)}   score {pair.score:.2f}   {self.coverage(review)}")
        for amap, name in zip(self.maps, (pair.a, pair.b), strict=True):
            _tell(amap, amap.component[name])
        click.echo(f"  why: {pair.why}")
        click.echo(f"  hint: {pair.hint.type} ({pair.hint.cue})" if pair.hint else "  hint: none, the type is open")

    def coverage(self, review: Review) -> str:
        """How many of the pairs under common issues have been weighed."""
        weighed = self.suggestions.weighed + len(review.decisions)
        return f"{weighed} of {self.suggestions.possible} candidate pairs weighed"

    def close(self, review: Review) -> None:
        """Say what was done."""
        left = len(self.suggestions.candidates) - len(review.decisions)
        where = f" in {self.ledger.path}" if review.decisions else ""
        click.echo(f"{len(review.decisions)} decided{where}, {len(review.skipped)} skipped, {left} left; ", nl=False)
        click.echo(self.coverage(review))


def _tell(amap: ArgumentMap, component: Component) -> None:
    from argmap.graph import MapGraph
    from argmap.render.boxes import page_words
    from argmap.render.measure import clean

    where = ", ".join(part for part in (component.id, page_words(amap.page(component)), component.kind) if part)
    voice = ""
    if component.reported:
        known = amap.voice.get(component.voice)
        voice = f" [{known.label if known else component.voice}]"
    click.echo(f"  {amap.short_name} ({where}){voice}: {clean(component.gloss or amap.passage(component))}")
    for premise in MapGraph(amap).premises(component.id)[:3]:
        if premise in amap.component:
            click.echo(f"      because {premise}: {clean(amap.component[premise].gloss)}")


def ask_name(known: list[str]) -> str:
    """The reviewer's name, asked once; the last one in the file is offered.

    Raises:
        ArgmapError: none was given.
    """
    try:
        name = click.prompt("Your name, as it shall stand in the file", default=known[-1] if known else None)
    except click.Abort:
        raise ArgmapError("a decision needs the name of the person who makes it", "give --name") from None
    return str(name)
