"""A person goes through candidates one by one: the state of that, and how each step changes it. Pure.

The machine never decides: a `Link` is made only from a person's step, and bears their name and the date.
Steps change nothing in place, so undoing is going back to the state before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.compare.align import belongs, stem
from argmap.correspondence import LINK_TYPES, Correspondences, Link, Ref
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError
from argmap.suggest.ranking import Candidate, Suggestions

CERTAINTIES = ("", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and when: the annotator's id in the file, and a date as YYYY-MM-DD."""

    annotator: str
    date: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of one pair; ``confirm`` or ``reject`` a type, with the reason."""

    a: str
    b: str
    type: str
    status: str
    reason: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class Review:
    """Candidates, where the person stands among them, and what was decided; ``before`` is the state one step back."""

    candidates: tuple[Candidate, ...]
    at: int = 0
    decisions: tuple[Decision, ...] = ()
    skipped: tuple[Candidate, ...] = ()
    before: Review | None = None

    @property
    def current(self) -> Candidate | None:
        """The pair to look at; None at the end."""
        return self.candidates[self.at] if self.at < len(self.candidates) else None

    def confirm(self, kind: str, reason: str = "", certainty: str = "") -> Review:
        """The pair corresponds so (*unrelated*: it does not).

        Raises:
            ArgmapError: there is no such type or certainty, or no pair is left.
        """
        return self._decided(kind, "confirmed", reason, certainty)

    def reject(self, kind: str = "", reason: str = "", certainty: str = "") -> Review:
        """The pair does not correspond in the way that was suggested.

        Without a type it is the one of the hint; where the type was open, that the two say nothing in common:
        *overlaps* is the weakest tie, so rejecting it rejects them all but conflict.

        Raises:
            ArgmapError: there is no such type or certainty, or no pair is left.
        """
        hint = self._here().hint
        return self._decided(kind or (hint.type if hint else "overlaps"), "rejected", reason, certainty)

    def skip(self) -> Review:
        """Leave the pair undecided for now; it comes back in the next session."""
        return replace(self, at=self.at + 1, skipped=(*self.skipped, self._here()), before=self)

    def undo(self) -> Review:
        """The state before the last step; the first state stays as it is."""
        return self.before or self

    def _here(self) -> Candidate:
        if self.current is None:
            raise ArgmapError("no pair is left to decide", "ask for more suggestions")
        return self.current

    def _decided(self, kind: str, status: str, reason: str, certainty: str) -> Review:
        pair = self._here()
        check_words(kind, certainty)
        decision = Decision(pair.a, pair.b, kind, status, " ".join(reason.split()), certainty)
        return replace(self, at=self.at + 1, decisions=(*self.decisions, decision), before=self)


def check_words(kind: str, certainty: str = "") -> None:
    """See that both are words that a link can bear.

    Raises:
        ArgmapError: they are not.
    """
    if kind not in LINK_TYPES:
        raise ArgmapError(f"there is no type of link called {kind!r}", f"choose one of {', '.join(LINK_TYPES)}")
    if certainty not in CERTAINTIES:
        raise ArgmapError(f"{certainty!r} is no certainty", "choose high, medium or low, or leave it empty")


def begin(suggestions: Suggestions, most: int | None = None) -> Review:
    """A review of the best candidates."""
    return Review(suggestions.candidates[:most])


def as_link(decision: Decision, a: ArgumentMap, b: ArgumentMap, who: Reviewer, known: Correspondences) -> Link:
    """The decision as a link: a new one (empty id), or with the id of the suggestion in the file that it decides."""
    names = file_names(a, b, known)
    pair = Ref(names[0], decision.a), Ref(names[1], decision.b)
    issues = a.component[decision.a].issues
    shared = tuple(issue for issue in issues if issue in b.component[decision.b].issues)
    link = Link(
        id="",
        type=decision.type,
        a=pair[0],
        b=pair[1],
        status=decision.status,
        annotator=who.annotator,
        date=who.date,
        certainty=decision.certainty,
        reason=decision.reason,
        issues=shared if len(shared) == 1 else (),
    )
    open_one = suggestion_of(pair, known)
    if open_one is None:
        return link
    turned = link if _end(open_one.a) == _end(link.a) else link.swapped()
    return replace(turned, id=open_one.id, a=open_one.a, b=open_one.b)


def suggestion_of(pair: tuple[Ref, Ref], known: Correspondences) -> Link | None:
    """The undecided link in the file between the two, if there is one."""
    for link in known.links:
        ends = (_end(link.a), _end(link.b))
        if link.status == "suggested" and ends in ((_end(pair[0]), _end(pair[1])), (_end(pair[1]), _end(pair[0]))):
            return link
    return None


def _end(ref: Ref) -> tuple[str, str]:
    return stem(ref.file), ref.id


def file_names(a: ArgumentMap, b: ArgumentMap, known: Correspondences) -> tuple[str, str]:
    """How the correspondences file names the two texts: as its links do already, else by their file names."""
    found = []
    for amap in (a, b):
        used = (ref.file for link in known.links for ref in (link.a, link.b) if belongs(ref, amap))
        found.append(next(used, amap.file.replace("\\", "/").rpartition("/")[2] or f"{amap.id}.xml"))
    return found[0], found[1]
