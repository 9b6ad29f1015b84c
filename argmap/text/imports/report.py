"""The repair report: every repair with its place, and all that gives the raw file back."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from argmap.problems import DataError
from argmap.text.decode import Decoded, encode
from argmap.text.imports.hints import Source

FORMAT = "argmap-import-report-1"
# kind -> what it says to a reader; docs/import.md explains each
KINDS: dict[str, str] = {
    "line-end-hyphen": "words broken at a line's end, joined",
    "real-hyphen": "line ends after a hyphen that belongs to the word, hyphen kept",
    "dash": "line ends after a dash or slash that stands without spaces, closed up",
    "blank-line": "blank lines between printed lines, removed",
    "false-break": "blank lines inside a sentence, paragraph joined",
    "page-break": "page boundaries",
    "page-number": "page numbers",
    "furniture": "running heads and issue lines",
    "note-mark": "note marks",
    "footnote": "footnotes and endnotes",
    "pull-quote": "pull-quotes",
    "box": "boxes that interrupt the text",
    "caption": "captions of figures and tables",
    "table": "tables",
    "address": "web addresses that interrupt the text",
    "ornament": "end ornaments",
    "heading": "headings",
    "small-capitals": "scrambled small capitals, normalised reading added",
    "title-block": "title and author lines",
    "list-item": "list items",
    "left-out": "what is no part of the article, kept in this report alone",
    "foreign": "matter of another article",
    "character": "characters that XML cannot hold, or stray line ends",
    "layout": "white space at block boundaries",
    "suspect": "places to look at; nothing was changed",
}
_QUIET = frozenset({"blank-line", "layout"})  # counted, not listed one by one, in the readable report


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair.

    Attributes:
        kind: A key of `KINDS`.
        line: Line in the raw file, from 1.
        column: Column in the raw file in characters, from 1.
        raw: Offsets in the raw file's characters (code points after decoding, byte order mark not counted).
        at: Offsets in the edition's text stream (all character data of its ``text`` element).
        original: What stood there, where the edition's stream differs; None where nothing was changed.
        result: What it became.
        evidence: Why.
    """

    kind: str
    line: int
    column: int
    raw: tuple[int, int]
    at: tuple[int, int]
    original: str | None = None
    result: str = ""
    evidence: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready data; empty fields are left out."""
        data: dict[str, Any] = {"kind": self.kind, "line": self.line, "column": self.column}
        data |= {"raw": list(self.raw), "at": list(self.at)}
        if self.original is not None:
            data["original"] = self.original
        return data | {key: value for key in ("result", "evidence") if (value := getattr(self, key))}


@dataclass(frozen=True, slots=True)
class Report:
    """All repairs of one import, in the order of the text, with the fingerprints of both ends."""

    repairs: tuple[Repair, ...]
    raw_sha256: str
    stream_sha256: str
    encoding: str
    bom: bytes
    newline: str
    warnings: tuple[str, ...] = ()
    source: Source | None = None

    def counts(self) -> dict[str, int]:
        """How many repairs of each kind, in the order of `KINDS`."""
        found = Counter(repair.kind for repair in self.repairs)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def as_json(self) -> str:
        """The whole report; with the edition it gives the raw file back."""
        head = {
            "format": FORMAT,
            "raw": {
                "sha256": self.raw_sha256,
                "encoding": self.encoding,
                "bom": self.bom.hex(),
                "newline": self.newline,
            },
            **({"source": asdict(self.source)} if self.source else {}),
            "edition": {"stream-sha256": self.stream_sha256},
            "warnings": list(self.warnings),
            "counts": self.counts(),
        }
        text = json.dumps(head, ensure_ascii=True, indent=2)
        lines = ",\n".join("    " + json.dumps(repair.as_dict(), ensure_ascii=True) for repair in self.repairs)
        return text[:-2] + ',\n  "repairs": [' + (f"\n{lines}\n  " if lines else "") + "]\n}\n"

    @classmethod
    def from_json(cls, data: bytes | str) -> Report:
        """Read a report that `as_json` wrote.

        Raises:
            DataError: not such a report.
        """
        try:
            tree = json.loads(data)
            raw, repairs = tree["raw"], tree["repairs"]
            if tree["format"] != FORMAT:
                raise DataError(f"a report in an unknown form: {tree['format']}", f"expected {FORMAT}")
            return cls(
                tuple(_repair(item) for item in repairs),
                raw["sha256"],
                tree["edition"]["stream-sha256"],
                raw["encoding"],
                bytes.fromhex(raw["bom"]),
                raw["newline"],
                tuple(tree.get("warnings", ())),
                Source(**tree["source"]) if "source" in tree else None,
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(f"not an import report in JSON: {error}", "write one with --report FILE.json") from None

    def as_text(self) -> str:
        """The report for reading: a summary, then every repair with its place."""
        counts = self.counts()
        name = "extracted text" if self.source else "raw file"
        lines = [f"Import report: {len(self.repairs)} entries", f"{name}: {self.encoding}, sha256 {self.raw_sha256}"]
        if self.source:
            lines.append(f"file: {self.source.medium}, {self.source.size} bytes, sha256 {self.source.sha256}")
            lines += [f"read by: {self.source.reader}", f"not given back: {self.source.lost}"]
        lines += [f"warning: {warning}" for warning in self.warnings]
        lines += ["", *(f"{number:6}  {kind}: {KINDS[kind]}" for kind, number in counts.items()), ""]
        lines += [_sentence(repair) for repair in self.repairs if repair.kind not in _QUIET]
        return "\n".join(lines) + "\n"


def _repair(item: dict[str, Any]) -> Repair:
    raw, at = item["raw"], item["at"]
    return Repair(
        item["kind"],
        item["line"],
        item["column"],
        (raw[0], raw[1]),
        (at[0], at[1]),
        item.get("original"),
        item.get("result", ""),
        item.get("evidence", ""),
    )


def _sentence(repair: Repair) -> str:
    text = f"{repair.line}:{repair.column} [{repair.raw[0]}-{repair.raw[1]}] {repair.kind}"
    if repair.original:
        text += f" {repair.original!r} → {repair.result!r}"
    elif repair.result:
        text += f" → {repair.result}"
    return text + (f"  ({repair.evidence})" if repair.evidence else "")


def restore_stream(stream: str, report: Report) -> bytes:
    """The raw file's bytes from the edition's text stream and the report.

    Raises:
        DataError: the edition's text is not as it was when it was imported, or the report is another's.
    """
    if _sha(stream) != report.stream_sha256:
        raise DataError(
            "the edition's text was changed since the import, so the raw file cannot be given back",
            "use the edition as import wrote it (annotations outside the text do no harm)",
        )
    pieces: list[str] = []
    position = 0
    for repair in report.repairs:
        if repair.original is not None:
            pieces += [stream[position : repair.at[0]], repair.original]
            position = repair.at[1]
    raw = encode("".join([*pieces, stream[position:]]), report.encoding, report.bom, report.newline)
    if hashlib.sha256(raw).hexdigest() != report.raw_sha256:
        raise DataError("report and edition do not give the raw file back", "was the report changed?")
    return raw


def make_report(repairs: list[Repair], stream: str, decoded: Decoded, raw: bytes, warnings: list[str]) -> Report:
    """Put the parts of a report together, in the order of the text."""
    ordered = tuple(sorted(repairs, key=lambda repair: (repair.at, repair.raw)))
    warnings = ([decoded.warning] if decoded.warning else []) + warnings
    digest = hashlib.sha256(raw).hexdigest()
    return Report(ordered, digest, _sha(stream), decoded.encoding, decoded.bom, decoded.newline, tuple(warnings))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
