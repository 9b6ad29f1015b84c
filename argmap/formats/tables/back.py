"""Tables as a map: columns by their names, in any order; what is wrong is told by row and column."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from argmap.formats.codes import fault
from argmap.formats.doubles import Doubles
from argmap.formats.extra import keep
from argmap.formats.tables.codebook import ONE, Codebook
from argmap.formats.tables.data import COLUMNS, SEPARATOR, Sheet, column_of, members, number, truth
from argmap.formats.tables.parents import ends_in, outlined, own_side, without_sides
from argmap.formats.tables.passages import Finder
from argmap.formats.tables.rows import Row
from argmap.model import (
    AUTHOR_VOICE,
    Annotator,
    ArgumentMap,
    BibItem,
    Component,
    Fragment,
    Issue,
    Relation,
    Scheme,
    Source,
    Voice,
)
from argmap.problems import DataError, Problem
from argmap.tei.kept import applied
from argmap.text.reading import ReadingText, Region

OWN = "table"
KEPT = "argmap"
LAID = ("title", "date", "container", "volume", "pages", "language")  # fields of the source that are one text
_LETTERS = {"claim": "c", "evidence": "e", "recommendation": "r"}


# what becomes of ids such as 1E5, 3-4, 1/2, 12:30 when a spreadsheet saves them
_MADE = re.compile(r"\d[.,]?\d*E[+-]\d{2,}|#[A-Z/0!?]+|\d\d?[-.]\w{3}|\w{3}[-.]\d\d|\d+[/.]\d+[/.]\d+|\d+:\d\d:\d\d.*")


class Builder:
    """Gathers what the tables say."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.problems: list[Problem] = []
        self.rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        for sheet in sheets:
            self._add(sheet)

    def _add(self, sheet: Sheet) -> None:
        """Rows of a sheet; a column ``table`` leads each to its table."""
        heads: dict[str, list[str]] = {}
        nameless: set[int] = set()
        if not known_columns(sheet):
            if any(sheet.head):
                self.tell("W917", f"the sheet {sheet.name} is no table of a map; it is left", sheet, sheet.first)
            return
        for row in sheet.above:
            self.tell("W917", "what stands above the names of columns is left", sheet, row)
        for row, column, last in sheet.merged:
            if row > sheet.first:
                message = f"the cells of rows {row} to {last} are merged; what they say counts for row {row} alone"
                self.tell("W920", message, sheet, row, column)
        tabled = next((n for n, name in enumerate(sheet.head) if name.strip().casefold() == "table"), None)
        for row, cells in sheet.rows:
            if not any(cell.strip() for cell in cells):
                continue
            said = cells[tabled].strip().casefold() if tabled is not None and tabled < len(cells) else ""
            table = said or sheet.name
            if table not in COLUMNS:
                self.tell("W917", f"there is no table {said}; the row is left", sheet, row, tabled or 0)
                continue
            if table not in heads:
                heads[table] = without_sides([column_of(name, table) for name in sheet.head])
            made = Row(sheet, row, cells, heads[table])
            for index in made.nameless:
                if index not in nameless:
                    self.tell("W917", f"column {index + 1} has no name; what stands in it is left", sheet, row, index)
            nameless.update(made.nameless)
            self.rows[table].append(made)

    def tell(self, code: str, message: str, sheet: Sheet, row: int, column: int = 0) -> None:
        """Note a problem at a cell."""
        self.problems.append(fault(code, message, sheet.place(row, column)))

    def fault(self, code: str, message: str, row: Row, column: str = "") -> None:
        """Note a problem in a row."""
        self.tell(code, message, row.sheet, row.number, row.at.get(column, 0))

    def ids(self, table: str, letter: Callable[[Row], str]) -> list[str]:
        """An id for each row of a table; missing ones are made, doubled ones renamed."""
        self._tell_made(table)
        given = {row.word("id") for row in self.rows[table]}
        used: set[str] = set()
        counts: dict[str, int] = {}
        found: list[str] = []
        doubles = Doubles()
        for row in self.rows[table]:
            ident = row.word("id")
            if not ident:
                first = letter(row)
                while not ident or ident in given or ident in used:
                    counts[first] = counts.get(first, 0) + 1
                    ident = f"{first}{counts[first]}"
                if "id" in row.at:  # where no row is meant to have one, there is nothing to tell
                    self.fault("W920", f"the row has no id; it is called {ident}", row, "id")
            elif ident in used:
                base, ident = ident, doubles.free(ident, used, given, joint=".")
                self.fault("E912", f"the id {base} is given twice; this one is called {ident}", row, "id")
            used.add(ident)
            found.append(ident)
        return found

    def _tell_made(self, table: str) -> None:
        """Tell ids that a spreadsheet seems to have made of others."""
        for row in self.rows[table]:
            if _MADE.fullmatch(row.word("id")):
                message = f"the id {row.word('id')} looks like what a spreadsheet made of another one"
                self.fault("W920", message, row, "id")

    def whole(self, row: Row, column: str, cell: str) -> int | None:
        """A number in a cell, or None with a problem told where it is none."""
        made = number(cell)
        if made is None and cell.strip():
            self.fault("E914", f"{column} should be a whole number, not {cell.strip()[:30]!r}", row, column)
        return made


def known_columns(sheet: Sheet) -> bool:
    """Whether a sheet names a column of its table, or the tables that its rows are in."""
    return sheet.name in COLUMNS and any(column_of(name, sheet.name) for name in sheet.head)


def to_map(
    sheets: Sequence[Sheet], name: str = "map", file: str = "", plain: str = ""
) -> tuple[ArgumentMap, list[Problem]]:
    """The map that tables give, and what is wrong with them.

    Args:
        sheets: The tables.
        name: The map's id where no table gives one.
        file: The file's name, for messages.
        plain: A text that lies beside the tables, for passages given by their words.

    Raises:
        DataError: none of the tables has a column of a map.
    """
    if sheets and not any(known_columns(sheet) for sheet in sheets):
        remedy = "name the columns: gloss, kind, first words, last words, issues …; relations have sources and targets"
        raise DataError("no column has a name that argmap knows", remedy, place=sheets[0].place(sheets[0].first))
    builder = Builder(sheets)
    text = _text(builder, plain)
    finder = Finder(text.content if text is not None and text.content is not None else "")
    ids = builder.ids("components", lambda row: _LETTERS.get(row.word("kind").casefold(), "c"))
    rows = zip(builder.rows["components"], ids, strict=True)
    book = Codebook(builder)
    components = tuple(_component(builder, book, row, ident, finder) for row, ident in rows)
    taken = {*ids, *(row.word("id") for row in builder.rows["relations"])}
    facts = [(row.word("key").casefold(), row.get("value")) for row in builder.rows["about"]]
    fact = dict(reversed(facts))
    plain_map = ArgumentMap(
        fact.get("id") or name,
        fact.get("title", ""),
        _source(facts),
        text,
        components,
        (*_relations(builder, book, components), *outlined(builder.rows["components"], ids, taken, builder.fault)),
        file=file,
        **_entries(builder, book),
    )
    amap = _with_kept(builder, plain_map, "".join(value for key, value in facts if key == KEPT))
    _tell_added(builder, book, amap)
    return amap, builder.problems


def _entries(builder: Builder, book: Codebook) -> dict[str, Any]:
    """The code book: what the tables list, then what cells name beyond that."""
    rows = {table: list(zip(ids, builder.rows[table], strict=True)) for table, ids in book.ids.items()}
    more = {table: list(names) for table, names in book.added.items()}
    issues = [Issue(i, row.get("label"), row.get("question"), row.word("parent")) for i, row in rows["issues"]]
    people = [
        Annotator(i, row.get("label"), row.get("role"), truth(row.get("machine"))) for i, row in rows["annotators"]
    ]
    return {
        "issues": (*issues, *(Issue(word, word) for word in more["issues"])),
        "voices": (*(Voice(i, r.get("label")) for i, r in rows["voices"]), *(Voice(w, w) for w in more["voices"])),
        "schemes": (*(Scheme(i, r.get("label")) for i, r in rows["schemes"]), *(Scheme(w, w) for w in more["schemes"])),
        "annotators": (*people, *(Annotator(word, word) for word in more["annotators"])),
        "bibliography": tuple(BibItem(i, row.get("label")) for i, row in rows["bibliography"]),
    }


def _tell_added(builder: Builder, book: Codebook, amap: ArgumentMap) -> None:
    """Tell the entries that were added, unless what argmap kept says that there is none."""
    for table, names in book.added.items():
        there = {item.id for item in getattr(amap, table)}
        for word, (row, column) in names.items():
            if word in there:
                message = f"the {ONE[table]} {word[:40]} stands in no table; it is added to the code book"
                builder.fault("W920", message, row, column)


def _source(facts: Sequence[tuple[str, str]]) -> Source:
    """The article, from the facts about it."""
    fact = dict(reversed(facts))
    laid: dict[str, Any] = {name: fact.get(f"source {name}", "") for name in LAID}
    return Source(authors=tuple(value for key, value in facts if key in ("authors", "author")), **laid)


def _with_kept(builder: Builder, amap: ArgumentMap, text: str) -> ArgumentMap:
    """The map with what no column holds."""
    if not text:
        return amap
    row = next(row for row in builder.rows["about"] if row.word("key").casefold() == KEPT)
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("version") != 1:
        builder.fault("W920", "what argmap had kept beside the tables was changed; it is left", row, "value")
        return amap
    return applied(amap, found, lambda message: builder.fault("W920", message, row, "value"))


def _component(builder: Builder, book: Codebook, row: Row, ident: str, finder: Finder) -> Component:
    extra = keep(OWN, {**row.further, **own_side(row)})
    return Component(
        ident,
        row.word("kind") or "claim",
        row.get("gloss"),
        _fragments(builder, row, finder),
        tuple(book.called("issues", i, row, "issues") for i in members(row.get("issues"), book.known("issues"))),
        _voice(book, row),
        truth(row.get("thesis")),
        book.called("annotators", row.word("annotator"), row, "annotator"),
        row.word("certainty").replace(",", "."),
        tuple(note for note in row.get("notes").split("\n") if note),
        extra,
        row.sheet.place(row.number),
    )


def _voice(book: Codebook, row: Row) -> str:
    word = row.word("voice")
    return book.called("voices", word, row, "voice") if word and word != AUTHOR_VOICE else AUTHOR_VOICE


def _fragments(builder: Builder, row: Row, finder: Finder) -> tuple[Fragment, ...]:
    """Passages by numbers, else by words that are looked for in the text."""
    names = ("start", "end", "first words", "last words", "status", "score", "hash")
    cells = [row.get(name).split(SEPARATOR) if row.get(name) else [] for name in names]
    found: list[Fragment] = []
    for start, end, first, last, status, score, sha in zip_longest(*cells, fillvalue=""):
        low, high = builder.whole(row, "start", start), builder.whole(row, "end", end)
        pointer = f"src:{low}-{high}" if low is not None and high is not None else ""
        fragment = Fragment(low, high, pointer, first.strip(), last.strip(), sha.strip(), status.strip(), _score(score))
        if pointer or not (fragment.first or fragment.last) or fragment.status == "lost":
            found.append(fragment)
        else:
            found.append(_found(builder, row, finder, fragment))
    if not found and row.word("passage"):
        found.append(_found(builder, row, finder, Fragment(first=row.word("passage"))))
    return tuple(found)


def _found(builder: Builder, row: Row, finder: Finder, fragment: Fragment) -> Fragment:
    """A passage given by words, looked for in the text where that is at hand."""
    if not finder.content:
        return fragment
    column = "passage" if fragment.first == row.word("passage") and fragment.first else "first words"
    start, end, count = finder.find(fragment.first, fragment.last)
    if count == 0:
        builder.fault("E913", "the words of the passage are not in the text", row, column)
        return replace(fragment, status="lost")
    if count > 1:
        builder.fault(
            "W920", f"the words of the passage stand {count} times in the text; the first is taken", row, column
        )
    return finder.fragment(start, end)


def _score(cell: str) -> float | None:
    try:
        return float(cell.strip().replace(",", ".")) if cell.strip() else None
    except ValueError:
        return None


def _relations(builder: Builder, book: Codebook, components: Sequence[Component]) -> tuple[Relation, ...]:
    rows = builder.rows["relations"]
    ids = builder.ids("relations", lambda row: "k")
    known = {item.id for item in components} | set(ids) | {row.word("id") for row in builder.rows["bibliography"]}
    found = []
    for row, ident in zip(rows, ids, strict=True):
        ends = {name: ends_in(row.get(name), known) for name in ("sources", "targets", "mutual")}
        for name, listed in ends.items():
            for end in listed:
                if end not in known and "#" not in end:
                    builder.fault("E913", f"{ident} names {end}, which no row is called", row, name)
        found.append(
            Relation(
                ident,
                row.word("relation") or "supports",
                schemes=tuple(
                    book.called("schemes", word, row, "schemes")
                    for word in members(row.get("schemes"), book.known("schemes"))
                ),
                annotator=book.called("annotators", row.word("annotator"), row, "annotator"),
                certainty=row.word("certainty").replace(",", "."),
                reason=row.get("reason"),
                extra=keep(OWN, row.further),
                place=row.sheet.place(row.number),
                **ends,
            )
        )
    return tuple(found)


def _text(builder: Builder, plain: str) -> ReadingText | None:
    content = " ".join(row.get("text") for row in builder.rows["text"]) or plain
    if not content:
        return None
    regions: dict[str, list[Region]] = {"pages": [], "sections": []}
    for name, listed in regions.items():
        for row in builder.rows[name]:
            start, end = builder.whole(row, "start", row.get("start")), builder.whole(row, "end", row.get("end"))
            if start is not None and end is not None:
                listed.append(Region(start, end, row.word("n"), row.get("label")))
    return ReadingText.of(content, pages=tuple(regions["pages"]), sections=tuple(regions["sections"]))
