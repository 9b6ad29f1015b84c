"""A bibliographic entry for each text: out of the annotation's header, or out of a CSL-JSON or BibTeX file.

Files are read and entries are set by citeproc-py (an optional extra), in any CSL style. Without a file an
entry is made of the header's fields alone, in plain words, the same everywhere.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.libraries import missing
from argmap.model import ArgumentMap, Source
from argmap.problems import DataError, Place
from argmap.render.measure import clean

STYLE = "harvard-cite-them-right"  # comes with citeproc-py
# what citeproc-py raises on files that it cannot make sense of
FAULTS = (ValueError, TypeError, LookupError, AttributeError, SyntaxError, EOFError, ArithmeticError, RuntimeError)


class _Ending(io.StringIO):
    """Text that says so when it is read beyond its end, where citeproc-py's BibTeX parser would wait for ever."""

    over = 0

    def read(self, size: int | None = -1, /) -> str:
        """As of any text; reading on after the end is an error."""
        got = super().read(size)
        self.over += not got
        if self.over > 1:
            raise ValueError("an entry is cut off before its end")
        return got


@dataclass(frozen=True, slots=True)
class Library:
    """A bibliography as bytes with its file's name (the suffix tells the format), and a CSL style or None."""

    data: bytes
    file: str
    style: bytes | None = None
    style_file: str = ""


def plain(source: Source, title: str = "") -> str:
    """An entry out of the header's fields: authors as given, date, title, container, volume, pages, identifiers.

    >>> plain(Source("On kerbs", ("Ada Moss",), "2024-05", "Streets", "3:1", "81-96"))
    'Ada Moss (2024). On kerbs. Streets 3:1, pp. 81–96.'
    """
    head = clean(source.shown_title or title) or "[no title]"
    who = clean(", ".join(source.authors[:-1]) + " and " * (len(source.authors) > 1) + "".join(source.authors[-1:]))
    when = f"({clean(source.date[:4])})" if source.date else "(undated)"
    where = " ".join(part for part in (clean(source.container), clean(source.volume)) if part)
    pages = clean(source.pages).replace("-", "–")
    told = ", ".join(part for part in (where, f"pp. {pages}" if pages else "") if part)
    known = [f"{name.upper()} {value}" for name, value in source.identifiers if name.lower() in ("doi", "isbn", "issn")]
    parts = [f"{who} {when}" if who else f"{head} {when}", head if who else "", told, *map(clean, known)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def entries(maps: Sequence[ArgumentMap], library: Library | None = None) -> tuple[tuple[str, ...], list[str]]:
    """An entry for each text, in order, and a sentence for each that the bibliography lacks.

    Raises:
        ArgmapError: citeproc-py is not installed.
        DataError: the bibliography or the style cannot be read.
    """
    fallback = [plain(amap.source, amap.title or amap.id) for amap in maps]
    if library is None:
        return tuple(fallback), []
    found = _read(library)
    keys = [_match(amap, found) for amap in maps]
    made = _format(library, found, [key for key in keys if key])
    lacking = [
        f"{library.file} has no entry for {amap.id}: give one the key {amap.id}, or the same DOI or title"
        for amap, key in zip(maps, keys, strict=True)
        if not key
    ]
    return tuple(made[key] if key else spare for key, spare in zip(keys, fallback, strict=True)), lacking


def _read(library: Library) -> Mapping[str, Any]:
    """The references of the file by key."""
    try:
        from citeproc.source.bibtex import BibTeX
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise missing("citeproc-py", "a bibliography") from None
    try:
        text = library.data.decode("utf-8-sig")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # fields that citeproc-py does not know are left out
            if library.file.lower().endswith((".bib", ".bibtex")):
                return dict(BibTeX(_Ending(text)))
            return dict(CiteProcJSON(_items(json.loads(text))))
    except FAULTS as fault:
        raise _broken(library.file, fault, "give a CSL-JSON file (.json) or a BibTeX file (.bib) in UTF-8") from None


def _items(data: Any) -> list[dict[str, Any]]:
    """CSL-JSON items, each with an id; a single one and a list under "items" are taken too."""
    if isinstance(data, dict):
        data = data.get("items", [data])
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise ValueError("it is no list of references")
    return [item | {"id": str(item["id"]), "type": item.get("type", "document")} for item in data]


def _match(amap: ArgumentMap, found: Mapping[str, Any]) -> str:
    """The key of a text's entry: its id, else its DOI, else its title; "" for none."""
    for key in found:
        if key.casefold() == amap.id.casefold():
            return key
    dois = {value.casefold() for name, value in amap.source.identifiers if name.lower() == "doi"}
    title = _words(amap.source.title)
    for field, wanted in (("DOI", dois), ("title", {title} - {""})):
        for key, reference in found.items():
            value = _field(reference, field)
            if (value.casefold() if field == "DOI" else _words(value)) in wanted:
                return key
    return ""


def _field(reference: Any, name: str) -> str:
    value = reference.get(name) or ""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _format(library: Library, found: Mapping[str, Any], keys: list[str]) -> dict[str, str]:
    """The entries of these keys in the style, as plain text."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter

    name = library.style_file or STYLE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chosen = io.BytesIO(library.style) if library.style is not None else STYLE
            style = CitationStylesStyle(chosen, validate=False)
            made = {}
            for key in dict.fromkeys(keys):
                book = CitationStylesBibliography(style, dict(found), formatter.plain)
                book.register(Citation([CitationItem(key)]))
                made[key] = clean("".join(str(one) for one in book.bibliography()))
            return made
    except FAULTS as fault:
        raise _broken(name, fault, "give an independent CSL style (.csl), as of citationstyles.org") from None


def _broken(file: str, fault: BaseException, remedy: str) -> DataError:
    reason = clean(str(fault)).rstrip(".")
    said = f": {reason}" if reason else ""
    return DataError(f"the file cannot be used{said}", remedy, place=Place(file, 1, 1))
