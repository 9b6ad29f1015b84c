"""The matrix as a figure: issues down, authors across, a sign in every cell; never by colour alone.

Where there is room a cell also holds the words of the position that stands for it; with many authors it
holds the sign and the number of positions, and the columns bear letters that are explained below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from argmap.compare import many as mm
from argmap.compare.many import Many, MatrixRow, Standing
from argmap.compare.table import statement
from argmap.problems import ArgmapError
from argmap.render.boxes import page_words
from argmap.render.comparison import Wish, sheet_of
from argmap.render.document import EM, NOTE, STRONG, words
from argmap.render.matrix_signs import SIGN, sign
from argmap.render.measure import LEADING, balance, shorten, wrap
from argmap.render.said import footer, footer_in_short, issue_name
from argmap.render.scene import Item, Rect, Scene, Shape, Text, line, on_sheets
from argmap.render.table_matrix import MEANINGS, between, chief_of, counts, headed, letters
from argmap.render.theme import LIGHT, Theme, theme

SIZE, SMALL, HEAD, PAD = 6.9, 6.0, 9.0, 4.0
WORDED = 105.0  # points: a column as wide as this can hold words
NAMED = 44.0  # and as wide as this, a name
LABEL_SHARE, BETWEEN_SHARE = 0.19, 0.17
KEYED_LABEL, KEYED_BETWEEN = 0.24, 0.26
FACES = {STRONG: "bold", EM: "italic"}
LINES = 6  # of a position's words in one cell


@dataclass(frozen=True)
class Grid:
    """Widths: of the issues' column, of each author's, of the last; and whether words and names fit."""

    width: float
    height: float
    label: float
    column: float
    last: float
    theme: Theme

    @property
    def worded(self) -> bool:
        """Whether cells hold words."""
        return self.column >= WORDED

    @property
    def named(self) -> bool:
        """Whether columns bear names."""
        return self.column >= NAMED


def grid(authors: int, width: float, height: float, colours: Theme = LIGHT) -> Grid:
    """The columns for so many authors on so much room (points)."""
    wide = width * (1 - LABEL_SHARE - BETWEEN_SHARE) / authors >= NAMED
    label = width * (LABEL_SHARE if wide else KEYED_LABEL)
    last = width * (BETWEEN_SHARE if wide else KEYED_BETWEEN)
    return Grid(width, height, label, (width - label - last) / authors, last, colours)


def write(many: Many, form: str, wish: Wish) -> bytes:
    """The figure as svg, png, or pdf (cut into pages).

    Raises:
        ArgmapError: the paper is too narrow, or an issue is asked for that is not there.
    """
    sheet = sheet_of(wish)
    wide, high = sheet.inner
    made = grid(len(many.maps), wide / sheet.least, high / sheet.least, theme(wish.theme))
    rows = chosen(many, wish)
    if form == "pdf":
        from argmap.render import pdf

        return pdf.write(sheets(many, wish), sheet)
    scene = replace(figure(many, rows, made), scale=sheet.least)
    if form == "png":
        from argmap.render import png

        return png.write(scene, dpi=wish.dpi)
    from argmap.render import svg

    return svg.write(scene).encode()


def sheets(many: Many, wish: Wish) -> list[Scene]:
    """The figure cut into pages of the paper asked for."""
    sheet = sheet_of(wish)
    wide, high = sheet.inner
    made = grid(len(many.maps), wide / sheet.least, high / sheet.least, theme(wish.theme))
    return [replace(scene, scale=sheet.least) for scene in pages(many, chosen(many, wish), made)]


def chosen(many: Many, wish: Wish) -> list[MatrixRow]:
    """The rows of the issues asked for, or all.

    Raises:
        ArgmapError: nothing is filed under one of them.
    """
    known = {row.issue.id for row in many.rows}
    strange = [issue for issue in wish.issues if issue not in known]
    if strange:
        raise ArgmapError(f"no component is filed under {strange[0]!r}", f"the issues are {', '.join(sorted(known))}")
    return [row for row in many.rows if not wish.issues or row.issue.id in wish.issues]


def figure(many: Many, rows: Iterable[MatrixRow], made: Grid) -> Scene:
    """All rows on one ground."""
    return _scene(many, list(rows), made, 0, 1)


def pages(many: Many, rows: Iterable[MatrixRow], made: Grid) -> list[Scene]:
    """The rows on pages, each with its heading and its foot."""
    body = made.height - _head_height(many, made)
    room, later = (body - _foot_height(many, made, page) for page in (0, 1))
    parts = on_sheets(((row, _row_height(many, row, made)) for row in rows), room, later)
    return [_scene(many, one, made, n, len(parts)) for n, one in enumerate(parts)]


def _scene(many: Many, rows: list[MatrixRow], made: Grid, page: int, total: int) -> Scene:
    items = [_heading(many, made, f"{page + 1} / {total}" if total > 1 else "")]
    y = _head_height(many, made)
    for index, row in enumerate(rows):
        height = _row_height(many, row, made)
        items += _draw(many, row, index, Rect(0, y, made.width, height), made)
        y += height
    items += _foot(many, made, y, page)
    told = "; ".join(_row_told(many, row) for row in rows)
    title = f"Positions by issue: {', '.join(many.names)}"
    language = many.maps[0].source.language or "en"
    return Scene(made.width, y + _foot_height(many, made, page), tuple(items), title, told, language, made.theme)


def _row_told(many: Many, row: MatrixRow) -> str:
    cells = ", ".join(f"{many.names[one.author]} {one.status}" for one in row.cells)
    return f"{issue_name(row.issue)}: {cells}"


def _heads(many: Many, made: Grid) -> list[list[str]]:
    if not made.named:
        return [[key] for key in letters(len(many.maps))]
    return [balance(name, made.column - PAD, HEAD, "bold") for name in headed(many)]


def _head_height(many: Many, made: Grid) -> float:
    return 8 + HEAD * LEADING * max(len(lines) for lines in _heads(many, made))


def _heading(many: Many, made: Grid, number: str) -> Item:
    texts = [Text.at(PAD, 11, "Issue", HEAD - 1, "bold", "muted")]
    for n, lines in enumerate(_heads(many, made)):
        x = made.label + n * made.column
        for i, one in enumerate(lines):
            text = Text.at(x + PAD, 11 + i * HEAD * LEADING, one, HEAD, "bold")
            texts.append(text if made.named else replace(text, x=x + (made.column - text.width) / 2))
    texts.append(Text.at(made.width - made.last + PAD, 11, "Relation", HEAD - 1, "bold", "muted"))
    if number:
        texts.append(Text.ending(made.width - PAD, 11, number, SMALL, "regular", "muted"))
    return Item("heading", "caption", texts=tuple(texts))


def _label(row: MatrixRow, made: Grid) -> list[tuple[str, float, str, str]]:
    room = made.label - 2 * PAD - _indent(row)
    lines = [(one, SIZE + 0.4, "bold", "ink") for one in wrap(issue_name(row.issue), room, SIZE + 0.4, "bold")]
    if made.named and row.issue.question:
        lines += [(one, SMALL, "regular", "muted") for one in wrap(row.issue.question, room, SMALL)]
    return lines


def _indent(row: MatrixRow) -> float:
    return 7.0 if row.issue.parent else 0.0


def _cell_lines(many: Many, row: MatrixRow, one: Standing, made: Grid) -> list[tuple[str, float, str, str]]:
    """What stands below the sign of a cell."""
    own = len(one.position.own) or len(one.position.reported)
    if not made.named:
        return [(str(own), SMALL, "regular", "muted")] if own else []
    room = made.column - 2 * PAD
    if not made.worded:
        return [(text, SMALL, "regular", "muted") for text in wrap(f"{one.status} {counts(one)}", room, SMALL)]
    chief = chief_of(many, row, one)
    if not chief:
        return []
    amap = many.maps[one.author]
    said = statement(amap, amap.component[chief])
    lines = balance(f"{said.speaker}: {said.gloss}" if said.speaker else said.gloss, room, SIZE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :]), room, SIZE)]
    where = " · ".join(part for part in (page_words(said.page), said.id) if part)
    place = wrap(f"{where} {counts(one)}".strip(), room, SMALL)
    return [*((text, SIZE, "regular", "ink") for text in lines), *((text, SMALL, "regular", "muted") for text in place)]


def _between(many: Many, row: MatrixRow, made: Grid) -> list[tuple[str, float, str, str]]:
    room = made.last - 2 * PAD
    lines = []
    for told in between(many, row):
        first, *rest = told
        face, role = FACES.get(first.style, "regular"), "muted" if first.style == NOTE else "ink"
        face = face if not rest else "regular"  # one face a line
        text = words((told,))
        lines += [(one, SMALL + 0.3, face, role) for one in wrap(text, room, SMALL + 0.3, face)]
    return lines


def _tall(lines: list[tuple[str, float, str, str]]) -> float:
    return sum(size * LEADING for _, size, _, _ in lines)


def _row_height(many: Many, row: MatrixRow, made: Grid) -> float:
    cells = max(_tall(_cell_lines(many, row, one, made)) for one in row.cells) + SIGN + 3
    return max(cells, _tall(_label(row, made)), _tall(_between(many, row, made))) + 2 * PAD


def _draw(many: Many, row: MatrixRow, index: int, ground: Rect, made: Grid) -> list[Item]:
    """One row: its issue, a cell for each author, the classes between them."""
    rule = Shape(line((0, ground.y), (made.width, ground.y)), "", "cluster", 0.5)
    left = _texts(_label(row, made), PAD + _indent(row), ground.y + PAD)
    items = [Item(f"issue.{index}", "caption", title=row.issue.question, shapes=(rule,), texts=tuple(left))]
    for one in row.cells:
        x = made.label + one.author * made.column
        rect = Rect(x, ground.y, made.column, ground.h)
        cell_id = f"cell.{index}.{one.author}"
        title = f"{issue_name(row.issue)}, {many.names[one.author]}: {one.status} {counts(one)}".strip()
        mark_x = x + PAD + SIGN / 2 if made.named else x + made.column / 2
        shapes = sign(one.status, mark_x, ground.y + PAD + SIGN / 2)
        below = _cell_lines(many, row, one, made)
        texts = _texts(below, x + PAD, ground.y + PAD + SIGN + 3)
        if not made.named:
            texts = [replace(t, x=mark_x - t.width / 2) for t in texts]
        elif made.worded:
            texts.append(Text.at(x + 2 * PAD + SIGN, ground.y + PAD + SIGN - 2.4, one.status, SMALL, "bold", "muted"))
        items.append(Item(cell_id, "box", one.status, title, "", rect, tuple(shapes), tuple(texts)))
    last = _texts(_between(many, row, made), made.width - made.last + PAD, ground.y + PAD)
    return [*items, Item(f"between.{index}", "caption", texts=tuple(last))]


def _texts(lines: list[tuple[str, float, str, str]], x: float, top: float) -> list[Text]:
    texts, y = [], top
    for text, size, face, role in lines:
        y += size * LEADING
        texts.append(Text.at(x, y - 0.25 * size, text, size, face, role))
    return texts


def _foot(many: Many, made: Grid, top: float, page: int) -> list[Item]:
    rule = Shape(line((0, top), (made.width, top)), "", "cluster", 0.5)
    items = [Item("rule", "caption", shapes=(rule,))]
    x, y = PAD, top + 6
    for n, (status, meaning) in enumerate(_legend(many)):
        text = Text.at(0, 0, f"{status}: {meaning}", SMALL, "regular", "muted")
        if x > PAD and x + SIGN + 4 + text.width > made.width:
            x, y = PAD, y + SIGN + 4
        placed = replace(text, x=x + SIGN + 4, y=y + SIGN - 2.6)
        items.append(
            Item(f"legend.{n}", "legend", shapes=tuple(sign(status, x + SIGN / 2, y + SIGN / 2)), texts=(placed,))
        )
        x += SIGN + 4 + text.width + 12
    lines = [(one, SMALL, "regular", "muted") for one in _foot_lines(many, made, page)]
    items.append(Item("provenance", "caption", texts=tuple(_texts(lines, PAD, y + SIGN + 4))))
    return items


def _legend(many: Many) -> list[tuple[str, str]]:
    seen = {one.status for row in many.rows for one in row.cells}
    return [(status, MEANINGS[status]) for status in mm.STATUSES if status in seen]


def _foot_lines(many: Many, made: Grid, page: int) -> list[str]:
    parts = []
    if not made.named:
        keys = zip(letters(len(many.maps)), many.names, strict=True)
        parts.append("; ".join(f"{key}: {name}" for key, name in keys) + ".")
    numbers = (
        "" if made.named else "Numbers count the author's own positions, or the reported ones where there are none. "
    )
    return wrap(
        " ".join([*parts, numbers + " ".join(footer_in_short(many) if page else footer(many))]),
        made.width - 2 * PAD,
        SMALL,
    )


def _foot_height(many: Many, made: Grid, page: int) -> float:
    rows, x = 1, PAD
    for status, meaning in _legend(many):
        wide = SIGN + 4 + Text.at(0, 0, f"{status}: {meaning}", SMALL).width
        if x > PAD and x + wide > made.width:
            rows, x = rows + 1, PAD
        x += wide + 12
    return 14 + rows * (SIGN + 4) + SMALL * LEADING * len(_foot_lines(many, made, page)) + PAD
