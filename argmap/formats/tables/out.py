"""A map as tables. What no column holds is kept in the table ``about``, found by reading the tables again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from argmap.formats.extra import kept
from argmap.formats.tables.back import KEPT, LAID, OWN, to_map
from argmap.formats.tables.data import CHUNK, COLUMNS, LONGEST, OPTIONAL, SEPARATOR, Sheet
from argmap.formats.xmltext import sound
from argmap.model import ArgumentMap, Component, Fragment, Relation, Source
from argmap.plugins import Loss
from argmap.tei.kept import differences
from argmap.tei.naming import LISTS, named
from argmap.text.reading import ReadingText

ALWAYS = ("components", "relations", "issues", "voices", "annotators", "about")
Cells = dict[str, str]


def view(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back, and what it lost: a text with characters that no table holds; doubled ids are named."""
    ids = [item.id for part in LISTS for item in getattr(amap, part)]
    clean = all(ident and ident == " ".join(sound(ident).split()) for ident in ids)
    if not clean or any(_doubled(getattr(amap, part)) for part in LISTS) or not amap.id:
        amap = named(amap)
    content = amap.text.content if amap.text is not None else None
    if amap.text is None or content is None or _holds(content):
        return amap, []
    return replace(amap, text=replace(amap.text, content=None)), [Loss("text", "content", 1)]


def _doubled(items: Sequence[object]) -> bool:
    ids = [getattr(item, "id", "") for item in items]
    return len(set(ids)) < len(ids)


def _holds(content: str) -> bool:
    longest = max((len(word) for word in content.split(" ")), default=0)
    return content == sound(content) and longest <= CHUNK and " ".join(content.split()) == content


def tables(amap: ArgumentMap) -> list[Sheet]:
    """The tables of a map; those without rows only where a template needs them."""
    amap, _ = view(amap)
    sheets = _plain(amap)
    found = differences(to_map(sheets, amap.id)[0], amap)
    if found:
        text = json.dumps({"version": 1, **found}, ensure_ascii=True, separators=(",", ":"))
        about = next(sheet for sheet in sheets if sheet.name == "about")
        for at in range(0, len(text), LONGEST - 1_000):
            about.rows.append((len(about.rows) + 2, [KEPT, text[at : at + LONGEST - 1_000]]))
    return sheets


def _plain(amap: ArgumentMap) -> list[Sheet]:
    known = amap.text if amap.text is not None and amap.text.content else ReadingText(0, "")
    made: dict[str, Iterable[Cells]] = {
        "components": [_component(amap, item) for item in amap.components],
        "relations": [_relation(item) for item in amap.relations],
        "issues": [
            {"id": i.id, "label": i.label, "question": i.question, "parent": i.parent} for i in amap.issues
        ],
        "voices": [{"id": item.id, "label": item.label} for item in amap.voices],
        "schemes": [{"id": item.id, "label": item.label} for item in amap.schemes],
        "annotators": [
            {"id": i.id, "label": i.name, "role": i.role, "machine": "yes" if i.machine else ""}
            for i in amap.annotators
        ],
        "bibliography": [{"id": item.id, "label": item.text} for item in amap.bibliography],
        "pages": [{"n": r.n, "start": str(r.start), "end": str(r.end)} for r in known.pages],
        "sections": [{"n": r.n, "start": str(r.start), "end": str(r.end), "label": r.label} for r in known.sections],
        "text": [{"n": str(n), "text": part} for n, part in enumerate(_chunks(known.content or ""), 1)],
        "about": [{"key": key, "value": value} for key, value in _about(amap)],
    }  # fmt: skip
    sheets = [_sheet(name, list(rows)) for name, rows in made.items()]
    return [sheet for sheet in sheets if sheet.rows or sheet.name in ALWAYS]


def _sheet(name: str, rows: Sequence[Cells]) -> Sheet:
    used = {column for row in rows for column, value in row.items() if value}
    further = [column for column in dict.fromkeys(c for row in rows for c in row) if column not in COLUMNS[name]]
    head = [column for column in COLUMNS[name] if column not in OPTIONAL or column in used] + further
    cells = [(n, [_cell(row.get(column, "")) for column in head]) for n, row in enumerate(rows, 2)]
    return Sheet(name, head, cells)


def _cell(value: str) -> str:
    value = sound(value)
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"


def _component(amap: ArgumentMap, item: Component) -> Cells:
    further = {column: str(value) for column, value in kept(OWN, item.extra).items() if isinstance(value, str)}
    return {
        "id": item.id,
        "kind": item.kind,
        "gloss": item.gloss,
        "first words": _each(item.fragments, lambda f: f.first),
        "last words": _each(item.fragments, lambda f: f.last),
        "start": _each(item.fragments, lambda f: "" if f.start is None else str(f.start)),
        "end": _each(item.fragments, lambda f: "" if f.end is None else str(f.end)),
        "page": amap.page(item),
        "issues": SEPARATOR.join(item.issues),
        "voice": item.voice,
        "thesis": "yes" if item.thesis else "",
        "annotator": item.annotator,
        "certainty": item.certainty,
        "notes": "\n".join(item.notes),
        "status": _each(item.fragments, lambda f: f.status),
        "score": _each(item.fragments, lambda f: "" if f.score is None else repr(f.score)),
        "hash": _each(item.fragments, lambda f: f.sha256),
        **{column: value for column, value in further.items() if re.fullmatch(r"\S(.*\S)?", column)},
    }


def _each(fragments: Sequence[Fragment], value: Callable[[Fragment], str]) -> str:
    """One value a fragment, parted by bars; nothing where all are empty."""
    values = [value(item) for item in fragments]
    return SEPARATOR.join(values) if any(values) else ""


def _relation(item: Relation) -> Cells:
    further = {column: value for column, value in kept(OWN, item.extra).items() if isinstance(value, str)}
    return {
        "id": item.id,
        "relation": item.name,
        "sources": SEPARATOR.join(item.sources),
        "targets": SEPARATOR.join(item.targets),
        "mutual": SEPARATOR.join(item.mutual),
        "schemes": SEPARATOR.join(item.schemes),
        "annotator": item.annotator,
        "certainty": item.certainty,
        "reason": item.reason,
        **{column: value for column, value in further.items() if re.fullmatch(r"\S(.*\S)?", column)},
    }


def _about(amap: ArgumentMap) -> list[tuple[str, str]]:
    source: Source = amap.source
    facts = [("id", amap.id), ("title", amap.title)]
    facts += [("authors", author) for author in source.authors]
    facts += [(f"source {name}", getattr(source, name)) for name in LAID]
    return [(key, value) for key, value in facts if value]


def _chunks(content: str) -> list[str]:
    """The text in cells that a spreadsheet can show, cut between words."""
    parts: list[str] = []
    at = 0
    while at < len(content):
        end = at + CHUNK
        if end < len(content):
            end = content.rfind(" ", at, end + 1)
        parts.append(content[at:end])
        at = end + 1
    return parts
