"""The texts that pointers lead to: this file's own, a neighbouring TEI file's, or a plain text's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from argmap.problems import DataError
from argmap.tei.parse import Document, parse
from argmap.tei.text import EditionText, has_text
from argmap.text.reading import ReadingText

Fetch = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A file that pointers lead into: its tree (None for plain text), and its text (None where it has none)."""

    document: Document | None
    edition: EditionText | None
    reading: ReadingText | None

    @classmethod
    def of(cls, document: Document) -> Target:
        """A parsed TEI document as a target."""
        edition = EditionText(document) if has_text(document) else None
        return cls(document, edition, edition.reading if edition else None)


class Targets:
    """Finds targets by the file names in pointers; each is fetched and parsed once."""

    def __init__(self, own: Target, fetch: Fetch | None) -> None:
        self.own = own
        self._fetch = fetch
        self._known: dict[str, Target | None] = {}

    def get(self, name: str) -> Target | None:
        """The target of that name, "" being the file itself; None where it is not at hand."""
        if not name:
            return self.own
        if name not in self._known:
            self._known[name] = self._load(name)
        return self._known[name]

    def name_of(self, target: Target) -> str:
        """The name by which pointers found a target; "" for the file itself."""
        return next((name for name, known in self._known.items() if known is target), "")

    def _load(self, name: str) -> Target | None:
        if self._fetch is None or "://" in name:
            return None
        data = self._fetch(name)
        if not data:
            return None
        try:
            return Target.of(parse(data, name))
        except DataError:
            content = _plain(data)
            return Target(None, None, ReadingText.of(content)) if content is not None else None


def _plain(data: bytes) -> str | None:
    """Plain text in UTF-8 or UTF-16, None where the bytes are neither."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
