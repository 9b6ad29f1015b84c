"""Which pairs of two maps deserve a person's eyes first: candidates in order, scored and explained. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from argmap.compare.align import LinkIndex, links_between
from argmap.correspondence import Correspondences
from argmap.model import ArgumentMap, Issue
from argmap.suggest import calibrate
from argmap.suggest.explain import Explainer
from argmap.suggest.features import (
    Block,
    Likeness,
    alike_kinds,
    blocks,
    encoded,
    evidence,
    likeness,
    linked,
    margin,
    neighbours,
    said,
    spread,
    without,
)
from argmap.suggest.hints import Hint
from argmap.suggest.words import PLAIN, Reader

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from argmap.suggest.embeddings import Encoder

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may correspond: ids, how likely a person ties it, under which issues, and why it is shown.

    ``hint`` proposes a type where a cue speaks for one; else the type is open.
    """

    a: str
    b: str
    score: float
    issues: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    hint: Hint | None = None

    @property
    def why(self) -> str:
        """The cues as one phrase."""
        return "; ".join(self.cues)


@dataclass(frozen=True)
class Suggestions:
    """Candidates, best first, and what the list covers.

    ``possible`` counts the pairs that are candidates at all (common issue), ``weighed`` those of them that
    somebody has decided; ``method`` says how the order was made, ``shift`` and ``scale`` by how much the pairs
    weighed moved and stretched the scores.
    """

    candidates: tuple[Candidate, ...]
    possible: int
    weighed: int
    method: str
    shift: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class Scores:
    """Log odds of every pair (``-inf`` where it is no candidate), and the likeness they rest on."""

    odds: Floats
    shared: NDArray[np.int64]
    likeness: Likeness


def suggest(
    a: ArgumentMap,
    b: ArgumentMap,
    given: Correspondences | None = None,
    *,
    encoder: Encoder | None = None,
    reader: Reader = PLAIN,
) -> Suggestions:
    """Rank the pairs of two maps that nobody has weighed yet.

    Args:
        a: The first text's map.
        b: The second text's map.
        given: Links so far; pairs that are confirmed or rejected are never suggested again, and teach the level
            of the scores.
        encoder: A sentence encoder that is on disk; None for the ranking by words alone.
        reader: Gives the words and names of a text: light stems, or a spaCy pipeline's lemmas and entities.
    """
    known = given or Correspondences()
    links = LinkIndex(links_between(a, b, known)[0])
    questions = _questions(a, b, known)
    scores = score(a, b, questions, encoder, reader)
    weighed = np.array([[links.reviewed(c.id, d.id) for d in b.components] for c in a.components], dtype=bool)
    weighed = weighed.reshape(scores.odds.shape)
    candidate = np.isfinite(scores.odds)
    tied = _tied(a, b, links)
    odds = scores.odds + calibrate.LINKED * linked(a, b, tied)
    moved, scale = calibrate.adjust(odds[weighed & candidate], tied[weighed & candidate])
    chances = calibrate.probability(moved + scale * odds)
    explainer = Explainer(a, b, links, scores.likeness, reader)
    rows, columns = np.nonzero(candidate & ~weighed)
    order = sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda at: (-odds[at], *at))
    found = tuple(explainer.candidate(i, j, round(float(chances[i, j]), 4)) for i, j in order)
    return Suggestions(
        candidates=tuple(Candidate(**each) for each in found),
        possible=int(candidate.sum()),
        weighed=int((candidate & weighed).sum()),
        method=_method(encoder, reader),
        shift=round(moved, 4),
        scale=round(scale, 4),
    )


def score(
    a: ArgumentMap,
    b: ArgumentMap,
    questions: dict[str, str] | None = None,
    encoder: Encoder | None = None,
    reader: Reader = PLAIN,
) -> Scores:
    """Log odds for every pair under a common issue, before anything is learnt from weighed pairs."""
    left, right = [said(a, c) for c in a.components], [said(b, c) for c in b.components]
    shape = (len(left), len(right))
    odds, shared = np.full(shape, -np.inf), np.zeros(shape, dtype=np.int64)
    if not left or not right:
        return Scores(odds, shared, Likeness(*(np.zeros(shape) for _ in range(4))))
    reader.learn([*left, *right])
    like = likeness(left, right, reader)
    level = spread(like)
    vectors = (encoded(encoder, left), encoded(encoder, right)) if encoder is not None else None
    for block in blocks(a, b):
        cells = np.ix_(block.rows, block.columns)
        value = text_odds(evidence(like, block, _sentences(vectors, block, questions or {}, encoder)), block, level)
        odds[cells] = np.maximum(odds[cells], value)
        shared[cells] += 1
    odds += calibrate.NEIGHBOURS * neighbours(a, b, margin(like.characters))
    odds += calibrate.SAME_KIND * (2.0 * alike_kinds(a, b) - 1.0)
    odds += calibrate.MORE_ISSUES * np.maximum(0, shared - 1)
    return Scores(odds, shared, like)


def text_odds(found: Floats, block: Block, spread: float) -> Floats:
    """Log odds from the wording alone, within the candidates of one issue.

    Args:
        found: What `argmap.suggest.features.evidence` says of the block, with or without sentence vectors.
        block: The candidates.
        spread: How much the likenesses of the two texts vary (`argmap.suggest.features.spread`).
    """
    weights = calibrate.WITHOUT_MODEL if len(found) < len(calibrate.WITH_MODEL.pieces) else calibrate.WITH_MODEL
    level = weights.level + weights.spread * spread + calibrate.chance(block.short)
    made: Floats = level + np.tensordot(np.array(weights.pieces), found, axes=1)
    return made


def _sentences(
    vectors: tuple[Floats, Floats] | None, block: Block, questions: dict[str, str], encoder: Encoder | None
) -> Floats | None:
    """Cosines of sentence vectors after the issue's own question is taken out of them."""
    if vectors is None or encoder is None:
        return None
    left, right = vectors[0][list(block.rows)], vectors[1][list(block.columns)]
    question = questions.get(block.issue, "")
    if question:
        away = encoded(encoder, [question])[0]
        left, right = without(left, away), without(right, away)
    made: Floats = left @ right.T
    return made


def _tied(a: ArgumentMap, b: ArgumentMap, links: LinkIndex) -> Floats:
    """1 where a person tied the two, else 0."""
    right = [d.id for d in b.components]
    made = [[float(bool(links.tying(c.id, name))) for name in right] for c in a.components]
    return np.array(made).reshape(len(a.components), len(right))


def _questions(a: ArgumentMap, b: ArgumentMap, given: Correspondences) -> dict[str, str]:
    """What each issue asks, or its label; the correspondences' own wording first."""
    found: dict[str, Issue] = {}
    for issue in (*given.issues, *a.issues, *b.issues):
        known = found.setdefault(issue.id, issue)
        found[issue.id] = replace(known, question=known.question or issue.question, label=known.label or issue.label)
    return {name: issue.question or issue.label for name, issue in found.items()}


def _method(encoder: Encoder | None, reader: Reader) -> str:
    words = f"lemmas and entities of {reader.name}" if reader.name else "words"
    plain = f"{words} and character n-grams, margins over the candidates of the issue, neighbours in the graph"
    if encoder is None:
        return plain
    return f"{encoder.name} ({encoder.sha256[:12]}), the issue's question taken out; {plain}"
