"""Boxes: one per component, one per folded group, drawn at the origin and measured to fit their text."""

from __future__ import annotations

from argmap.model import ArgumentMap, Component
from argmap.render.look import GLOSS, PAD_X, PAD_Y, SMALL, TAGS, Look
from argmap.render.measure import CAP_HEIGHT, LEADING, balance, clean, runs_right_to_left, shorten, width, wrap
from argmap.render.scene import Item, Rect, Shape, Step, Text, box, octagon
from argmap.render.view import Fold

CONTEXT_LINES = 3
THESIS_RIM = 2.6
STACK = 2.4
HEADER = SMALL * LEADING + 1.5
_UNSURE = ("low", "unknown")


def component_box(amap: ArgumentMap, component: Component, look: Look) -> Item:
    """The box of a component at the origin, in full."""
    rim = THESIS_RIM if component.thesis else 0.0
    inner = look.box_width - 2 * PAD_X - 2 * rim
    face = "bold" if component.thesis else "regular"
    gloss = balance(amap.words(component), inner, GLOSS, face) or ["(no gloss)"]
    voice = wrap(f"{voice_label(amap, component)}:", inner, SMALL, "italic") if component.reported else []
    cited = [shorten(f"cites {name}", inner, SMALL, "italic") for name in _cited(amap, component)]
    left, top = PAD_X + rim, PAD_Y + rim
    texts = _header(amap, component, look.box_width - left, (left, top))
    y = top + HEADER
    for lines, size, style, role in (
        (voice, SMALL, "italic", "muted"),
        (gloss, GLOSS, face, "ink"),
        (cited, SMALL, "italic", "muted"),
    ):
        texts += _lines(lines, (left, y), inner, size, style, role)
        y += len(lines) * size * LEADING
    rect = Rect(0.0, 0.0, look.box_width, y + PAD_Y + rim)
    tag = _tag(component, (left, top))
    return Item(
        id=component.id,
        role="box",
        kind=component.kind,
        title=spoken(amap, component),
        href=look.href(component) if look.href else "",
        rect=rect,
        shapes=(*_frame(component, rect), tag[0]),
        texts=(tag[1], *texts),
    )


def context_box(amap: ArgumentMap, component: Component, look: Look) -> Item:
    """A pale, shortened box for a component that is drawn in full on another page."""
    inner = look.box_width - 2 * PAD_X
    lines = balance(amap.words(component), inner, SMALL) or ["(no gloss)"]
    if len(lines) > CONTEXT_LINES:
        rest = " ".join(lines[CONTEXT_LINES - 1 :])
        lines = [*lines[: CONTEXT_LINES - 1], shorten(rest, inner, SMALL)]
    page = look.pages.get(component.id)
    where = f"in full on page {page}" if page else "drawn elsewhere"
    head = Text.at(PAD_X, PAD_Y + SMALL, f"{component.id} · {where}", SMALL, "italic", "muted")
    texts = [head, *_lines(lines, (PAD_X, PAD_Y + HEADER), inner, SMALL, "regular", "muted")]
    rect = Rect(0.0, 0.0, look.box_width, PAD_Y + HEADER + len(lines) * SMALL * LEADING + PAD_Y)
    return Item(
        id=component.id,
        role="box",
        kind="context",
        title=f"{spoken(amap, component)} ({where})",
        href=look.href(component) if look.href else "",
        rect=rect,
        shapes=(Shape(_outline(component.kind, rect), "context.fill", "context", 0.6, (1.2, 1.6)),),
        texts=tuple(texts),
    )


def fold_box(fold: Fold, look: Look) -> Item:
    """A stack of sheets that stands for a group of components left out."""
    inner = look.box_width - 2 * PAD_X - 2 * STACK
    head = f"… {len(fold.members)} more" + (f" on {fold.subjects[0][0]}" if len(fold.subjects) == 1 else "")
    lines = wrap(head, inner, GLOSS, "bold")
    detail = [f"{n} on {name}" for name, n in _few(fold)] if len(fold.subjects) > 1 else []
    small = [line for entry in detail for line in wrap(entry, inner, SMALL)]
    small += wrap(_see(fold, look), inner, SMALL, "italic")
    texts = _lines(lines, (PAD_X, PAD_Y), inner, GLOSS, "bold", "ink")
    texts += _lines(small, (PAD_X, PAD_Y + len(lines) * GLOSS * LEADING), inner, SMALL, "regular", "muted")
    height = 2 * PAD_Y + len(lines) * GLOSS * LEADING + len(small) * SMALL * LEADING
    used = max((t.width for t in texts), default=0.0) + 2 * PAD_X
    rect = Rect(0.0, 0.0, used + 2 * STACK, height + 2 * STACK)
    sheets = [Shape(box(Rect(i * STACK, i * STACK, used, height)), "fold.fill", "fold", 0.7) for i in (2, 1, 0)]
    title = f"{head}: {', '.join(f'{n} on {name}' for name, n in fold.subjects)}" if detail else head
    return Item(id=fold.id, role="fold", kind="fold", title=title, rect=rect, shapes=tuple(sheets), texts=tuple(texts))


def loose_words(fold: Fold, look: Look) -> str:
    """The same in words, for a group that bears on nothing that is drawn."""
    counts = ", ".join(f"{name} ({n})" for name, n in _few(fold))
    see = _see(fold, look)
    many = len(fold.members)
    return (
        f"{many} of them bear{'s' if many == 1 else ''} on nothing drawn here"
        + (f": {counts}" if counts else "")
        + (f" ({see})" if see else "")
    )


def fold_tab(fold: Fold, look: Look) -> Item:
    """The same, hung below the box that the group bears on: the edge of a stack of sheets."""
    inner = look.box_width - 2 * PAD_X
    counts = ", ".join(f"{name} ({n})" for name, n in _few(fold))
    words = f"… {len(fold.members)} more" + (f": {counts}" if len(fold.subjects) > 1 else "")
    if len(fold.subjects) == 1:
        words += f" on {fold.subjects[0][0]}"
    see = _see(fold, look)
    rows = wrap(f"{words}; {see}" if see else words, inner, SMALL)
    high = len(rows) * SMALL * LEADING + 4.0
    rect = Rect(0.0, 0.0, look.box_width, high + 2.4)
    sheets = (
        Shape(box(Rect(3.4, 0.0, rect.w - 6.8, high + 2.0)), "fold.fill", "fold", 0.7),
        Shape(box(Rect(0.4, 0.0, rect.w - 0.8, high)), "fold.fill", "fold", 0.7),
    )
    texts = _lines(rows, (PAD_X, 1.5), inner, SMALL, "regular", "muted")
    return Item(fold.id, "fold", "fold", words, rect=rect, shapes=sheets, texts=tuple(texts))


def _few(fold: Fold) -> list[tuple[str, int]]:
    """The subjects of a group; of more than four, the commonest three and a sum."""
    if len(fold.subjects) <= 4:
        return list(fold.subjects)
    return [*fold.subjects[:3], ("other subjects", sum(n for _, n in fold.subjects[3:]))]


def _see(fold: Fold, look: Look) -> str:
    """Where the folded components are drawn, as far as that is known; three pages at most are named."""
    pages = sorted({look.pages[member] for member in fold.members if member in look.pages})
    if not pages:
        return ""
    named = ", ".join(str(page) for page in pages[:3]) + (" …" if len(pages) > 3 else "")
    return f"see page{'s' if len(pages) > 1 else ''} {named}"


def spoken(amap: ArgumentMap, component: Component) -> str:
    """What a screen reader says of a component."""
    parts = ["thesis, " if component.thesis else "", component.kind, f" {component.id}"]
    page = amap.page(component)
    parts.append(f", page {page}" if page else "")
    parts.append(f", voice: {voice_label(amap, component)}" if component.reported else "")
    return f"{''.join(parts)}: {clean(amap.words(component)) or 'no gloss'}"


def voice_label(amap: ArgumentMap, component: Component) -> str:
    """The name of a component's voice."""
    voice = amap.voice.get(component.voice)
    return (clean(voice.label if voice else "") or component.voice).removeprefix("voice.")


def unsure(component: Component) -> bool:
    """Whether the annotator called the component doubtful."""
    try:
        return float(component.certainty) < 0.5
    except ValueError:
        return component.certainty in _UNSURE


def _cited(amap: ArgumentMap, component: Component) -> list[str]:
    """Short names of the works that a component cites."""
    works = amap.bibliographic_item
    return [clean(works[t].text if t in works else "") or t for t in amap.cited.get(component.id, ())]


def _header(amap: ArgumentMap, component: Component, right: float, corner: tuple[float, float]) -> list[Text]:
    """Identifier at the left beside the tag, page at the right; what does not fit is cut."""
    left, top = corner
    baseline = top + SMALL * 0.95
    page = amap.page(component)
    shown = Text.ending(
        right,
        baseline,
        page_words(page),
        SMALL,
        "regular",
        "muted",
    )
    start = left + _tag_width(component) + 4.0
    room = right - start - (shown.width + 4.0 if page else 0.0)
    name = shorten(component.id + (" · unsure" if unsure(component) else ""), max(room, SMALL), SMALL)
    found = [Text.at(start, baseline, name, SMALL, "regular", "muted")]
    return [*found, shown] if page else found


def page_words(page: str) -> str:
    """A page number with "p." or "pp." before it; "" where it is unknown."""
    return f"{'pp.' if '–' in page else 'p.'} {page}" if page else ""


def _tag_text(component: Component) -> str:
    return "THESIS" if component.thesis else TAGS.get(component.kind, clean(component.kind)[:3].upper() or "?")


def _tag_width(component: Component) -> float:
    return max(9.0, width(_tag_text(component), SMALL, "bold") + 4.0)


def _tag(component: Component, corner: tuple[float, float]) -> tuple[Shape, Text]:
    left, top = corner
    label, wide = _tag_text(component), _tag_width(component)
    height = SMALL + 2.0
    shape = Shape(box(Rect(left, top - 0.8, wide, height), 1.5), component.kind)
    x = left + (wide - width(label, SMALL, "bold")) / 2
    return shape, Text.at(x, top - 0.8 + (height + CAP_HEIGHT * SMALL) / 2, label, SMALL, "bold", "inverse")


def _lines(
    lines: list[str], corner: tuple[float, float], inner: float, size: float, face: str, role: str
) -> list[Text]:
    """Lines of text below each other; those that run from right to left begin at the right."""
    x, y = corner
    rtl = runs_right_to_left(" ".join(lines))
    found = []
    for i, content in enumerate(lines):
        baseline = y + i * size * LEADING + size * 0.98
        found.append(
            Text.ending(x + inner, baseline, content, size, face, role)
            if rtl
            else Text.at(x, baseline, content, size, face, role)
        )
    return found


def _outline(kind: str, rect: Rect) -> tuple[Step, ...]:
    if kind == "claim":
        return box(rect, 6.0)
    return octagon(rect, 6.0) if kind == "recommendation" else box(rect)


def _frame(component: Component, rect: Rect) -> tuple[Shape, ...]:
    """The border: shape by kind, doubled for a thesis, dashed where somebody else speaks."""
    dash = (4.0, 2.0) if component.reported else ()
    fill, stroke = f"{component.kind}.fill", component.kind
    half = 0.5
    outer = Rect(half, half, rect.w - 1.0, rect.h - 1.0)
    if component.thesis:
        inner = Rect(THESIS_RIM, THESIS_RIM, rect.w - 2 * THESIS_RIM, rect.h - 2 * THESIS_RIM)
        return (
            Shape(_outline(component.kind, outer), fill, stroke, 1.3, dash),
            Shape(_outline(component.kind, inner), "", stroke, 0.7, dash),
        )
    frame = Shape(_outline(component.kind, outer), fill, stroke, 0.9, dash)
    if component.kind == "evidence":
        return (frame, Shape(box(Rect(half, half, 2.6, rect.h - 1.0)), stroke))
    return (frame,)
