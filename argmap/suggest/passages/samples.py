"""Training data: the sentences of an annotated text, each with the kind that a person gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.model import ArgumentMap
from argmap.suggest.passages.clauses import Span, sentences

NONE = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its sentences and the kind of each ("" for none)."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    labels: tuple[str, ...]

    @property
    def labelled(self) -> int:
        """How many sentences have a kind."""
        return sum(label != NONE for label in self.labels)


def sample(amap: ArgumentMap) -> Sample | None:
    """The sentences of an annotated map with their kinds; None where the text is not at hand."""
    if amap.text is None or amap.text.content is None:
        return None
    spans = tuple(sentences(amap.text, amap.source.language or "en"))
    marked = [
        (fragment.start, fragment.end, component.kind)
        for component in amap.components
        for fragment in component.fragments
        if fragment.start is not None and fragment.end is not None
    ]
    return Sample(amap.id or amap.file, amap.text.content, spans, labels(spans, marked))


def labels(spans: Sequence[Span], marked: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """The kind of each sentence: that of the passage with which it shares most.

    A passage counts only if half of it, or half of the sentence, is shared: a sentence that a passage merely
    brushes is none of its.

    Args:
        spans: The sentences.
        marked: Start, end and kind of the passages that a person marked.

    >>> labels([(0, 10), (10, 20)], [(2, 12, "claim")])
    ('claim', '')
    """
    found = []
    for start, end in spans:
        best, kind = 0, NONE
        for first, last, name in marked:
            shared = min(end, last) - max(start, first)
            if shared > best and 2 * shared >= min(end - start, last - first):
                best, kind = shared, name
        found.append(kind)
    return tuple(found)
