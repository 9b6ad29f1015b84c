"""Charts of a comparison: what each author files under every issue and how much of it is tied; the links by issue.

Both are drawn like the other figures: measured text, theme colours, a form beside every colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from argmap.compare.align import TYING
from argmap.compare.many import Many, MatrixRow
from argmap.compare.stance import OPPOSED
from argmap.correspondence import Link
from argmap.render.comparison import Wish, sheet_of
from argmap.render.matrix import chosen
from argmap.render.measure import LEADING, shorten, wrap
from argmap.render.said import footer, issue_name
from argmap.render.scene import Item, Rect, Scene, Shape, Text, box, circle, line, on_sheets
from argmap.render.table_matrix import letters
from argmap.render.theme import LIGHT, Theme, theme

ROW, BAR, SIZE, SMALL, HEAD, PAD = 15.0, 8.0, 7.2, 6.4, 8.6, 5.0
NAMED = 62.0  # points: a column as wide as this bears a name, a narrower one a letter
HEAD_LINES = 3  # lines of a name over its column
LABEL, LAST = 0.24, 0.16
DOT, STEP = 3.2, 8.4  # radius of a link's mark, and from mark to mark
MOST = 66  # marks on one side of an issue; beyond them a number
LEVELS = ("high", "medium", "low")
Address = Callable[[str], str]


@dataclass(frozen=True)
class Ground:
    """Where charts are drawn: width in points, colours, and the address of a link or an issue ("" for none)."""

    width: float = 510.0
    colours: Theme = LIGHT
    link: Address = lambda ident: ""
    issue: Address = lambda ident: ""


def write(many: Many, form: str, wish: Wish) -> bytes:
    """Both charts as svg, png or pdf, on one sheet.

    Raises:
        ArgmapError: the paper is too narrow, or an issue is asked for that is not there.
    """
    sheet = sheet_of(wish)
    ground = Ground(sheet.inner[0] / sheet.least, theme(wish.theme))
    scene = replace(figure(many, ground, chosen(many, wish)), scale=sheet.least)
    if form == "pdf":
        from argmap.render import pdf

        return pdf.write(sheets(many, wish), sheet)
    if form == "png":
        from argmap.render import png

        return png.write(scene, dpi=wish.dpi)
    from argmap.render import svg

    return svg.write(scene).encode()


def sheets(many: Many, wish: Wish) -> list[Scene]:
    """Both charts on pages of the paper asked for, so many issues on each as fit."""
    sheet = sheet_of(wish)
    wide, high = sheet.inner
    ground = Ground(wide / sheet.least, theme(wish.theme))
    foot = len(wrap(" ".join(footer(many)), ground.width - 2 * PAD, SMALL)) * SMALL * LEADING
    rows = chosen(many, wish)
    parts = on_sheets(((row, ROW + links_height(many, row, ground)) for row in rows), high / sheet.least - foot - 110)
    return [replace(figure(many, ground, part), scale=sheet.least) for part in parts]


def figure(many: Many, ground: Ground | None = None, rows: Iterable[MatrixRow] | None = None) -> Scene:
    """Both charts on one sheet, with what they rest on."""
    ground = ground or Ground()
    shown = list(many.rows if rows is None else rows)
    one, other = filed(many, ground, shown), links(many, ground, shown)
    foot = wrap(" ".join(footer(many)), ground.width - 2 * PAD, SMALL)
    top = one.height + other.height + 18
    texts = tuple(_muted(PAD, top + 9 + n * SMALL * LEADING, text) for n, text in enumerate(foot))
    moved = tuple(item.moved(0, one.height + 12) for item in other.items)
    height = top + 14 + len(foot) * SMALL * LEADING
    items = (*one.items, *moved, Item("provenance", "caption", texts=texts))
    return replace(one, height=height, items=items, description=f"{one.description} {other.description}")


def filed(many: Many, ground: Ground, rows: Iterable[MatrixRow]) -> Scene:
    """For every issue and author: how many positions of the author's own, how many of them links tie, and coverage.

    A bar is as long as the count; its full part is what confirmed links tie to anybody.
    """
    rows = list(rows)
    count = len(many.maps)
    label = ground.width * LABEL
    column = (ground.width * (1 - LABEL - LAST)) / count
    tied = _tied(many)
    longest = max((len(one.position.own) for row in rows for one in row.cells), default=1) or 1
    unit = (column - 2 * PAD - 26) / longest
    heads, short = _heads(many, column)
    top = 9.0 + max(map(len, heads)) * HEAD * LEADING
    texts = [_bold(PAD, 11, "Filed, and tied by links")]
    texts += [
        _bold(label + n * column, 11 + k * HEAD * LEADING, words)
        for n, head in enumerate(heads)
        for k, words in enumerate(head)
    ]
    texts.append(_bold(ground.width - ground.width * LAST, 11, "Pairs weighed"))
    items = [Item("filed.head", "caption", texts=tuple(texts))]
    told = []
    for n, row in enumerate(rows):
        y = top + n * ROW
        items.append(_label(row, n, y, label, ground, "filed"))
        for one in row.cells:
            own = one.position.own
            full = sum(ident in tied[one.author] for ident in own)
            x = label + one.author * column
            told.append(f"{issue_name(row.issue)}, {many.names[one.author]}: {len(own)} filed, {full} tied")
            items.append(_bar(f"filed.{n}.{one.author}", (x, y), (len(own), full), max(unit, 0.5), told[-1]))
        items.append(_coverage(row, n, y, ground))
    key = "Length: the author's own positions under the issue; full: tied to another author's by a confirmed link; "
    key += "numbers: all · tied."
    keys = [key, *([f"{'; '.join(short)}."] if short else [])]
    return _scene(many, ground, items, top + len(rows) * ROW, keys, "Positions filed and tied, by issue", told)


def _heads(many: Many, column: float) -> tuple[list[list[str]], list[str]]:
    """The heading of every author's column in lines, and the whole of each name that had to be shortened."""
    count = len(many.names)
    if column < NAMED:
        return [[key] for key in letters(count)], [f"{k}: {n}" for k, n in zip(letters(count), many.names, strict=True)]
    heads, short = [], []
    for name in many.names:
        rows = wrap(name, column - PAD, HEAD, "bold")
        if len(rows) > HEAD_LINES:
            rows = [*rows[: HEAD_LINES - 1], shorten(" ".join(rows[HEAD_LINES - 1 :]), column - PAD, HEAD, "bold")]
            short.append(f"{' '.join(rows)} is {name}")
        heads.append(rows)
    return heads, short


def links(many: Many, ground: Ground, rows: Iterable[MatrixRow]) -> Scene:
    """For every issue a mark for each confirmed link: what opposes left of the axis, what is shared right of it.

    The mark tells the certainty: full, half, open.
    """
    rows = list(rows)
    label = ground.width * LABEL
    axis = _axis(ground)
    heads = [_bold(PAD, 11, "Links by issue"), Text.ending(axis - 6, 11, "they part", HEAD, "bold"),
             _bold(axis + 6, 11, "they share")]  # fmt: skip
    items = [Item("links.head", "caption", texts=tuple(heads))]
    y, told = 20.0, []
    for n, row in enumerate(rows):
        sides, room = _sides(many, row), _rooms(ground)
        items.append(_label(row, n, y, label, ground, "links"))
        for side, found in enumerate(sides):
            items += _marks(found, (axis, y), -1 if side == 0 else 1, room[side], ground, f"links.{n}.{side}")
        told.append(f"{issue_name(row.issue)}: {len(sides[0])} opposed, {len(sides[1])} shared")
        y += links_height(many, row, ground)
    rule = Shape(line((axis, 17), (axis, y)), "", "cluster", 0.7)
    items.append(Item("links.axis", "caption", shapes=(rule,)))
    return _scene(many, ground, [*items, *_key(y + 9)], y + 9, [], "Links by issue", told)


def links_height(many: Many, row: MatrixRow, ground: Ground) -> float:
    """How tall the marks of an issue are."""
    pairs = zip(_sides(many, row), _rooms(ground), strict=True)
    return max(ROW, max(_lines(len(side), wide) for side, wide in pairs) * STEP + 5)


def _axis(ground: Ground) -> float:
    return ground.width * (LABEL + (1 - LABEL) * 0.36)


def _rooms(ground: Ground) -> tuple[float, float]:
    """The room left and right of the axis."""
    return _axis(ground) - ground.width * LABEL - 12, ground.width - _axis(ground) - 12


def _sides(many: Many, row: MatrixRow) -> tuple[list[Link], list[Link]]:
    """The links of an issue that oppose, and those that share."""
    here = _links(many, row)
    return [x for x in here if x.type in OPPOSED], [x for x in here if x.type not in OPPOSED]


def _scene(
    many: Many, ground: Ground, items: list[Item], bottom: float, keys: list[str], title: str, told: list[str]
) -> Scene:
    rows = [row for key in keys for row in wrap(key, ground.width - 2 * PAD, SMALL)]
    if rows:
        texts = tuple(_muted(PAD, bottom + 11 + n * SMALL * LEADING, row) for n, row in enumerate(rows))
        items = [*items, Item("key", "legend", texts=texts)]
        bottom += (len(rows) - 1) * SMALL * LEADING
    names = ", ".join(many.names)
    language = many.maps[0].source.language or "en"
    return Scene(
        ground.width, bottom + 18, tuple(items), f"{title}: {names}", "; ".join(told) + ".", language, ground.colours
    )


def _tied(many: Many) -> list[set[str]]:
    """For each author the positions that some confirmed link ties."""
    found: list[set[str]] = [set() for _ in many.maps]
    for (i, j), comparison in many.pairs.items():
        for link in comparison.confirmed:
            if link.type in TYING:
                found[i].add(link.a.id)
                found[j].add(link.b.id)
    return found


def _links(many: Many, row: MatrixRow) -> list[Link]:
    """The confirmed links under an issue, the surest first."""
    by_id: dict[tuple[int, int, str], Link] = {}
    for pair in row.pairs:
        known = {link.id: link for link in many.pairs[pair.a, pair.b].confirmed if link.type in TYING}
        by_id.update({(pair.a, pair.b, i): known[i] for i in pair.links if i in known})
    return sorted(by_id.values(), key=lambda x: LEVELS.index(x.certainty) if x.certainty in LEVELS else len(LEVELS))


def _label(row: MatrixRow, n: int, y: float, room: float, ground: Ground, family: str) -> Item:
    indent = 8.0 if row.issue.parent else 0.0
    name = shorten(issue_name(row.issue), room - indent - 2 * PAD, SIZE)
    text = Text.at(PAD + indent, y + 9, name, SIZE)
    shape = Shape(line((0, y - 1.5), (ground.width, y - 1.5)), "", "cluster", 0.25)
    title = ": ".join(dict.fromkeys(part for part in (issue_name(row.issue), row.issue.question) if part))
    href = ground.issue(row.issue.id)
    return Item(f"{family}.issue.{n}", "caption", "", title, href, Rect(0, y, room, ROW), (shape,), (text,))


def _bar(ident: str, at: tuple[float, float], counts: tuple[int, int], unit: float, title: str) -> Item:
    own, full = counts
    x, y = at
    if not own:
        return Item(ident, "caption", "", title, texts=(_muted(x, y + 8.6, "–"),))
    shapes = [Shape(box(Rect(x, y + 1.6, own * unit, BAR)), "claim.fill", "claim", 0.8)]
    if full:
        shapes.append(Shape(box(Rect(x, y + 1.6, full * unit, BAR)), "claim", "claim", 0.8))
    text = _muted(x + own * unit + 3, y + 8.4, f"{own} · {full}" if full else str(own))
    return Item(ident, "caption", "", title, shapes=tuple(shapes), texts=(text,))


def _coverage(row: MatrixRow, n: int, y: float, ground: Ground) -> Item:
    done, possible = sum(p.reviewed for p in row.pairs), sum(p.possible for p in row.pairs)
    x, wide = ground.width * (1 - LAST), 26.0
    if not possible:
        return Item(f"filed.weighed.{n}", "caption", texts=(_muted(x, y + 8.6, "–"),))
    shapes = [Shape(box(Rect(x, y + 3.2, wide, 4.8)), "", "muted", 0.6)]
    if done:
        shapes.append(Shape(box(Rect(x, y + 3.2, wide * done / possible, 4.8)), "muted", "muted", 0.6))
    text = _muted(x + wide + 3, y + 8.4, f"{done} of {possible}")
    return Item(
        f"filed.weighed.{n}", "caption", "", f"{done} of {possible} pairs weighed", shapes=tuple(shapes), texts=(text,)
    )


def _lines(count: int, room: float) -> int:
    each = max(1, int(room // STEP))
    return -(-min(count, MOST) // each)


def _marks(found: list[Link], at: tuple[float, float], way: int, room: float, ground: Ground, ident: str) -> list[Item]:
    """Marks from the axis outwards, line by line; of very many a number at the end."""
    each = max(1, int(room // STEP))
    items = []
    for k, link in enumerate(found[:MOST]):
        x = at[0] + way * (6 + STEP * (k % each) + DOT)
        y = at[1] + 6 + STEP * (k // each)
        title = f"{link.id}: {link.a.id} {link.type} {link.b.id}" + (
            f", certainty {link.certainty}" if link.certainty else ""
        )
        shapes = tuple(mark(link.certainty, x, y, "contrary" if way < 0 else "same"))
        items.append(Item(f"{ident}.{k}", "caption", link.type, title, ground.link(link.id), _around(x, y), shapes))
    if len(found) > MOST:
        text = f"+{len(found) - MOST}"
        items.append(
            Item(f"{ident}.more", "caption", texts=(_muted(at[0] + way * 4 - (24 if way < 0 else 0), at[1] + 2, text),))
        )
    return items


def _around(x: float, y: float) -> Rect:
    return Rect(x - DOT - 0.6, y - DOT - 0.6, 2 * DOT + 1.2, 2 * DOT + 1.2)


def mark(certainty: str, x: float, y: float, role: str) -> list[Shape]:
    """A disc: full for high, half for medium, open for low, open and dashed where no certainty is given."""
    if certainty == "high":
        return [Shape(circle(x, y, DOT), role, role, 0.9)]
    rim = Shape(circle(x, y, DOT), "page", role, 0.9, () if certainty in LEVELS else (1.2, 1.0))
    if certainty != "medium":
        return [rim]
    k = DOT * 0.5523
    half = (
        ("M", (x, y - DOT)),
        ("C", (x - k, y - DOT, x - DOT, y - k, x - DOT, y)),
        ("C", (x - DOT, y + k, x - k, y + DOT, x, y + DOT)),
        ("Z", ()),
    )
    return [rim, Shape(half, role, role, 0.5)]


def _key(y: float) -> list[Item]:
    items, x = [], PAD
    for n, (level, words) in enumerate(
        (("high", "certainty high"), ("medium", "medium"), ("low", "low"), ("", "not given"))
    ):
        text = _muted(x + 9, y + 2.2, words)
        items.append(Item(f"links.key.{n}", "legend", shapes=tuple(mark(level, x + DOT, y, "muted")), texts=(text,)))
        x += 9 + text.width + 12
    return items


def _bold(x: float, y: float, text: str) -> Text:
    return Text.at(x, y, text, HEAD, "bold")


def _muted(x: float, y: float, text: str) -> Text:
    return Text.at(x, y, text, SMALL, "regular", "muted")
