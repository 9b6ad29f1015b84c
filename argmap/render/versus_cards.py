"""The boxes of the side-by-side figure: a position with its kind, place and speaker, or a silence."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.compare.table import Statement
from argmap.render.boxes import page_words
from argmap.render.measure import LEADING, balance
from argmap.render.scene import Item, Rect, Shape, Text, box, octagon

SIZE, TAG = 7.6, 6.2
PAD = 5.0
SILENT = "no component is filed here"  # a fact of the annotation; whether the author is silent it cannot tell


@dataclass(frozen=True)
class Card:
    """A box drawn at the origin, ready to be moved to its place."""

    id: str
    width: float
    height: float
    item: Item


def card(said: Statement, ident: str, width: float, *, thesis: bool = False) -> Card:
    """A position: a head line (kind, page and id), the speaker if it is reported, and the gloss."""
    inner = width - 2 * PAD - 2
    kind = f"{said.kind}, thesis" if thesis else said.kind
    where = " · ".join(part for part in (page_words(said.page), said.id) if part)
    y = PAD + TAG
    texts = [
        Text.at(PAD + 1, y, kind, TAG, "bold", _role(said.kind)),
        Text.ending(width - PAD - 1, y, where, TAG, "regular", "muted"),
    ]
    if said.speaker:
        y += TAG * LEADING + 1
        texts.append(Text.at(PAD + 1, y, f"{said.speaker} (reported)", TAG, "italic", "muted"))
    y += 2
    for line in balance(said.gloss, inner, SIZE):
        y += SIZE * LEADING
        texts.append(Text.at(PAD + 1, y, line, SIZE))
    rect = Rect(0, 0, width, y + PAD)
    title = f"{kind}{f', reported of {said.speaker}' if said.speaker else ''}: {said.gloss} ({where})"
    return Card(
        ident, width, rect.h, Item(ident, "box", said.kind, title, "", rect, _outline(said, rect, thesis), tuple(texts))
    )


def _role(kind: str) -> str:
    return kind if kind in ("claim", "evidence", "recommendation") else "other"


def _outline(said: Statement, rect: Rect, thesis: bool) -> tuple[Shape, ...]:
    """Claim: round corners; evidence: square; recommendation: cut corners; thesis: double; reported: dashed."""
    role = _role(said.kind)
    dash = (3.0, 2.0) if said.speaker else ()
    steps = {"claim": box(rect, 5), "recommendation": octagon(rect, 5)}.get(role, box(rect))
    shapes = [Shape(steps, f"{role}.fill", role, 1.6 if thesis else 0.9, dash)]
    if thesis:
        inner = Rect(rect.x + 2.2, rect.y + 2.2, rect.w - 4.4, rect.h - 4.4)
        shapes.append(Shape(box(inner, 3.5), "", role, 0.5))
    return tuple(shapes)


def more_card(ident: str, count: int, width: float) -> Card:
    """A note that more positions are not shown."""
    text = Text.at(PAD + 1, PAD + TAG, f"… and {count} more", TAG + 0.4, "italic", "muted")
    rect = Rect(0, 0, width, 2 * PAD + TAG)
    return Card(ident, width, rect.h, Item("", "fold", title=f"{count} more positions", rect=rect, texts=(text,)))


def silent_card(ident: str, width: float) -> Card:
    """A side of an issue under which the annotation files nothing."""
    text = Text.at(PAD + 1, PAD + SIZE, SILENT, SIZE, "italic", "muted")
    rect = Rect(0, 0, width, 2 * PAD + SIZE * LEADING)
    outline = Shape(box(rect, 5), "", "context", 0.6, (1.0, 2.0))
    return Card(
        ident,
        width,
        rect.h,
        Item("", "fold", title=SILENT, rect=rect, shapes=(outline,), texts=(text,)),
    )
