"""Attaching: an annotation put back onto a text, exactly where the text is the same, by its anchors where it differs.

With the text that the annotation was detached from, the result is that edition byte for byte. With another copy every
fragment is found again or said to be lost (`argmap.text.anchor`), and the outcome is written beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model import Fragment
from argmap.problems import DataError, Problem
from argmap.tei.attach_edits import Outcomes, trial, written
from argmap.tei.attach_text import edition_of, known_text, put_text
from argmap.tei.components import feature
from argmap.tei.header import read_source
from argmap.tei.parse import Document, parse
from argmap.tei.reader import read
from argmap.tei.targets import Target
from argmap.tei.text import EditionText
from argmap.tei.transport import Carrier, Passages, counted, passages
from argmap.text.anchor import Anchor, Anchored, Sketch, Text, anchor_all, describe_all
from argmap.text.reading import ReadingText

LOW = 0.7  # a fuzzy fragment with a lower score should be looked at
UNSURE = ("fuzzy", "lost")
MOST_LOST = 0.5  # with more fragments lost than this share, the text is another one


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one fragment: ``number`` counts a component's fragments from 1, ``pointer`` is the old one."""

    component: str
    number: int
    pointer: str
    status: str
    score: float
    start: int | None
    end: int | None
    also: tuple[int, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether a person must look at it."""
        return self.status == "lost" or (self.status == "fuzzy" and self.score < LOW)


@dataclass(frozen=True, slots=True)
class Attached:
    """The file with annotation and text, what became of every fragment, and the problems of the result.

    ``same`` says that the text is, letter by letter, the one that the annotation counts in.
    """

    data: bytes
    fragments: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    same: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many fragments are exact, moved, fuzzy and lost."""
        found = Counter(item.status for item in self.fragments)
        return {status: found[status] for status in ("exact", "moved", "fuzzy", "lost")}


def attach(annotation: bytes, text: bytes, file: str = "", text_file: str = "", *, force: bool = False) -> Attached:
    """Put an annotation onto a text.

    Args:
        annotation: A detached annotation; or an edition, whose text is then exchanged for the other one.
        text: A TEI edition, any TEI file with a text, or a plain text, which is imported.
        file: The annotation's name for messages.
        text_file: The text's name for messages.
        force: Attach even where most fragments are lost.

    Raises:
        DataError: a file cannot be read, there is no annotation, or the text is plainly another one.
    """
    document = parse(annotation, file)
    found = passages(document)
    if not any(item.fragments for item in found):
        raise DataError(
            "the file holds no argument annotation that points at a text",
            "choose a file that argmap detach wrote",
            place=document.place(document.root),
        )
    own = Target.of(document).reading
    known = known_text(document) or own
    edition = parse(edition_of(text, known, text_file, read_source(document).language), text_file)
    reading = EditionText(edition).reading
    same = known is not None and known.sha256 == reading.sha256
    outcomes = _outcomes(found, own if known is None or known is own or not same else reading, reading, same)
    fragments = tuple(_placed(found, outcomes))
    if not (force or same):
        _refuse_other(fragments, document, text_file)
    data = _written(document, edition, found, outcomes, reading, same)
    return Attached(data, fragments, tuple(read(data, file)[1]), same)


def _outcomes(found: list[Passages], old: ReadingText | None, new: ReadingText, same: bool) -> Outcomes:
    """What becomes of each fragment, by component and fragment."""
    keys = [(number, place) for number, item in enumerate(found) for place in range(len(item.fragments))]
    if same:
        return {key: _unchanged(found[key[0]].fragments[key[1]]) for key in keys}
    content = old.content if old is not None else None
    before = Text.of(content) if content else None
    anchors = [_anchor(found[number], found[number].fragments[place], before) for number, place in keys]
    return dict(zip(keys, anchor_all(anchors, Text.of(new.content or "")), strict=True))


def _unchanged(fragment: Fragment) -> Anchored:
    """A fragment in the same text is where it was; what an earlier attach could not find stays lost."""
    if fragment.start is None or fragment.end is None:
        return Anchored("lost")
    return Anchored("exact", fragment.start, fragment.end, 1.0)


def _anchor(item: Passages, fragment: Fragment, old: Text | None) -> Anchor:
    """What is known of a fragment: all of it where the old text is at hand, else what the file keeps."""
    if old is not None and fragment.start is not None and fragment.end is not None:
        return describe_all(old, [(fragment.start, fragment.end)], quote=True)[0]
    start, end = counted(fragment.pointer) or (0, 0)
    sketch = Sketch.parse(feature(item.checks.get(fragment.pointer), "words"))
    return Anchor(start, end, fragment.first, fragment.last, fragment.sha256, sketch)


def _placed(found: list[Passages], outcomes: Outcomes) -> Iterator[Placed]:
    for (number, place), outcome in outcomes.items():
        item = found[number]
        pointer = item.fragments[place].pointer
        yield Placed(
            item.node.id,
            place + 1,
            pointer,
            outcome.status,
            outcome.score,
            outcome.start,
            outcome.end,
            outcome.also,
        )


def _refuse_other(fragments: tuple[Placed, ...], document: Document, text_file: str) -> None:
    lost = sum(item.status == "lost" for item in fragments)
    if lost > MOST_LOST * len(fragments):
        raise DataError(
            f"{lost} of {len(fragments)} passages are lost in {text_file or 'the text'}: it seems to be another text",
            "name the right one, or use --force to attach it all the same",
            place=document.place(document.root),
        )


def _written(
    document: Document,
    edition: Document,
    found: list[Passages],
    outcomes: Outcomes,
    reading: ReadingText,
    same: bool,
) -> bytes:
    """The annotation with the text in it; old pointers come back where they lead to the passages again."""
    restored: frozenset[int] = frozenset()
    tried = trial(document, found)
    if tried is not None:
        put_text(tried, edition)
        restored = _leading_home(passages(parse(tried.result())), outcomes, same)
    editor = Carrier(document)
    put_text(editor, edition)
    return written(editor, found, outcomes, reading, restored, same=same)


def _leading_home(tried: list[Passages], outcomes: Outcomes, same: bool) -> frozenset[int]:
    """The components (by number) whose old pointers lead to exactly the passages wanted, these being unchanged."""
    wanted: dict[int, list[tuple[int | None, int | None]]] = {}
    for (number, _), outcome in outcomes.items():
        wanted.setdefault(number, []).append((outcome.start, outcome.end))
    changed = {number for (number, _), outcome in outcomes.items() if not same and outcome.status in UNSURE}
    return frozenset(
        number
        for number, item in enumerate(tried)
        if item.fragments and number not in changed and [(f.start, f.end) for f in item.fragments] == wanted.get(number)
    )
