"""The legend: a sample of every mark that the figure uses, and of no other; and who annotated."""

from __future__ import annotations

from argmap.model import ArgumentMap
from argmap.render import lines
from argmap.render.look import SMALL, STROKES, TAGS, Look
from argmap.render.measure import CAP_HEIGHT, LEADING, clean, width, wrap
from argmap.render.scene import Item, Rect, Shape, Text, box, octagon
from argmap.render.view import View

SAMPLE = 22.0
ROW = 13.0
SPACE = 12.0
FRAME = Rect(1.0, 0.8, SAMPLE - 2.0, 9.4)  # of a sample box
WORDS = {
    "supports": "supports",
    "attacks": "attacks",
    "undercuts": "undercuts (attacks the step itself)",
    "restates": "restates",
}


def draw(view: View, look: Look, inner: float) -> Item:
    """The legend in rows no wider than ``inner`` points, at the origin."""
    entries = _kinds(view) + _relations(view, look)
    x, y = 0.0, 0.0
    shapes: list[Shape] = []
    texts: list[Text] = []
    for sample, letters, label in entries:
        wide = SAMPLE + 4.0 + width(label, SMALL)
        if x and x + wide > inner:
            x, y = 0.0, y + ROW
        moved = Item("", "", shapes=tuple(sample), texts=tuple(letters)).moved(x, y)
        shapes += moved.shapes
        texts += [*moved.texts, Text.at(x + SAMPLE + 4.0, y + 8.2, label, SMALL, "regular", "muted")]
        x += wide + SPACE
    for n, row in enumerate(wrap(annotated(view.map), inner, SMALL)):
        y += ROW if n == 0 else SMALL * LEADING
        texts.append(Text.at(0.0, y + 8.2, row, SMALL, "regular", "muted"))
    return Item(
        "legend",
        "legend",
        title="Legend: " + ", ".join(label for _, _, label in entries),
        rect=Rect(0.0, 0.0, inner, y + ROW),
        shapes=tuple(shapes),
        texts=tuple(texts),
    )


def annotated(amap: ArgumentMap) -> str:
    """Who annotated, said plainly where it was no person; "" where nobody is named."""
    people = amap.annotators
    if not people:
        return ""
    names = ", ".join(clean(one.shown) for one in people)
    alone = " No person has checked it." if all(one.machine for one in people) else ""
    return f"Annotated by {names}.{alone}"


Entry = tuple[list[Shape], list[Text], str]


def _kinds(view: View) -> list[Entry]:
    components = [view.map.component[i] for i in view.shown]
    entries = [_thesis(c.kind) for c in components if c.thesis][:1]
    entries += [_kind(kind) for kind in dict.fromkeys(c.kind for c in components if not c.thesis)]
    if any(c.reported for c in components):
        entries.append(([Shape(box(FRAME, 4.0), "page", "muted", 0.9, (3.0, 1.6))], [], "reported voice (dashed)"))
    if view.context:
        entries.append(([Shape(box(FRAME), "context.fill", "context", 0.6, (1.2, 1.6))], [], "from another page"))
    if any(fold.bears_on for fold in view.folds):
        sheets = [Shape(box(Rect(1.0 + i, 0.8 + i, SAMPLE - 5.0, 7.4)), "fold.fill", "fold", 0.6) for i in (2, 1, 0)]
        entries.append((sheets, [], "folded group"))
    return entries


def _thesis(kind: str) -> Entry:
    rim = Rect(FRAME.x + 1.8, FRAME.y + 1.8, FRAME.w - 3.6, FRAME.h - 3.6)
    outline = octagon if kind == "recommendation" else box
    double = ((FRAME, f"{kind}.fill", 1.2), (rim, "", 0.6))
    return [Shape(outline(rect, 3.0), fill, kind, wide) for rect, fill, wide in double], [], "thesis"


def _kind(kind: str) -> Entry:
    outlines = {"claim": box(FRAME, 4.0), "recommendation": octagon(FRAME, 3.0)}
    sample = [Shape(outlines.get(kind, box(FRAME)), f"{kind}.fill", kind, 0.9)]
    if kind == "evidence":
        sample.append(Shape(box(Rect(FRAME.x, FRAME.y, 2.4, FRAME.h)), kind))
    letter = TAGS.get(kind, clean(kind)[:3].upper())
    middle = FRAME.x + (FRAME.w - width(letter, SMALL, "bold")) / 2
    letters = [Text.at(middle, FRAME.y + (FRAME.h + CAP_HEIGHT * SMALL) / 2, letter, SMALL, "bold", "muted")]
    return sample, letters, clean(kind) or "component"


def _relations(view: View, look: Look) -> list[Entry]:
    here = view.drawn
    entries: list[Entry] = []
    used = dict.fromkeys(r.name for r in view.relations)
    for name in [*(n for n in STROKES if n in used), *(n for n in used if n not in STROKES)]:
        role = name if name in look.theme.colours else "other"
        way = [(0.0, 5.5), (SAMPLE / 3, 5.5), (2 * SAMPLE / 3, 5.5), (SAMPLE, 5.5)]
        entries.append((list(lines.draw(way, look.stroke(name), role)), [], WORDS.get(name, clean(name))))
    if any(len([s for s in r.sources if s in here]) > 1 for r in view.relations):
        bar = Shape(box(Rect(10.0, 0.5, 3.0, 10.0)), "supports")
        joined = [
            Shape((("M", (SAMPLE, y)), ("C", (16.0, y, 18.0, 5.5, 13.0, 5.5))), "", "supports", 1.0) for y in (1.5, 9.5)
        ]
        out = lines.draw([(10.0, 5.5), (7.0, 5.5), (4.0, 5.5), (0.0, 5.5)], STROKES["supports"], "supports")
        entries.append(([bar, *joined, *out], [], "linked premises (only work together)"))
    return entries
