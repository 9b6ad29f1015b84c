"""UIMA CAS as INCEpTION and WebAnno export it: CAS JSON, and XMI with its type system.

Which layers are components and relations, a table tells (`argmap.formats.cas.layers`). All other layers, types and
features are kept and written back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from argmap.formats.asides import aside, map_aside
from argmap.formats.cas.document import ID, STRUCTURES, TYPES, VIEWS, Document
from argmap.formats.cas.fit import as_toml, misfits, proposed
from argmap.formats.cas.layers import DEFAULT, Table, table_of
from argmap.formats.cas.reader import Reading
from argmap.formats.cas.writer import Written
from argmap.formats.cas.xmi import from_data, to_data
from argmap.formats.codes import fault
from argmap.formats.derived import bare, reduced
from argmap.formats.jsontext import dump, parse, peek, text_of
from argmap.formats.own import Reader
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem

SYSTEM = "TypeSystem.xml"
Fetch = Callable[[str], bytes | None] | None


class XmiReader(Reader):
    """Tells problems at a structure of an XMI file, found by its id."""

    def __init__(self, source: Input, problems: list[Problem], ids: list[Any]) -> None:
        super().__init__(source, problems)
        self._source = source
        self._ids = ids

    def tell(self, code: str, message: str, *path: str | int) -> None:
        """Note a problem at the structure whose index ends the path; elsewhere at the beginning."""
        place = Place(self._source.name, 1, 1)
        if path and isinstance(path[-1], int) and path[-1] < len(self._ids):
            at = self._source.data.find(f'xmi:id="{self._ids[path[-1]]}"'.encode())
            before = self._source.data[: max(at, 0)]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            place = Place(self._source.name, line, column)
        self.problems.append(fault(code, message, place))


def read_json(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from CAS JSON.

    Raises:
        DataError: it is no JSON, or no CAS.
    """
    value, problems = parse(source)
    if isinstance(value, dict) and problems:
        value = {**_behind(source, value), **value}
    if not isinstance(value, dict) or STRUCTURES not in value:
        place = problems[-1].place if problems else Place(source.name, 1, 1)
        raise DataError("the JSON holds no CAS", "name its format with --from", place=place)
    table, told = _table(source.fetch, _stem(source.name))
    problems += told
    return _read(value, Reader(source, problems), table, source.name), problems


def _behind(source: Input, value: dict[str, Any]) -> dict[str, Any]:
    """The parts of a garbled CAS that stand behind the place where reading ended, as far as they are sound."""
    text, _ = text_of(source)
    found: dict[str, Any] = {}
    for key in (STRUCTURES, VIEWS):
        start = re.search(rf'"{key}"\s*:\s*', text) if key not in value else None
        if start is not None:
            held = peek(Input(text[start.end() :].encode("utf-8", "surrogatepass")))
            found |= {key: held} if isinstance(held, dict | list) else {}
    return found


def read_xmi(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from CAS XMI, whose type system lies beside.

    Raises:
        DataError: dkpro-cassis is missing, or nothing in the file can be read.
    """
    stem = _stem(source.name)
    types = _types(source)
    table, told = _table(source.fetch, stem)
    value, problems = to_data(source.data, types, source.name, table)
    if types is None:
        message = f"there is no {SYSTEM} beside the CAS; its types are read as the file shows them"
        problems.insert(0, fault("W918", message, Place(source.name, 1, 1)))
    listed = value.get(STRUCTURES)
    ids = [one.get("%ID") for one in listed] if isinstance(listed, list) else []
    problems += told
    return _read(value, XmiReader(source, problems, ids), table, source.name), problems


def proposal(source: Input) -> str:
    """A table of layers for a CAS, as TOML, for its user to edit.

    Raises:
        DataError: it is no CAS.
    """
    if _recognises_xmi(source):
        value, _ = to_data(source.data, _types(source), source.name)
    else:
        value = parse(source)[0]
    if not isinstance(value, dict) or STRUCTURES not in value:
        raise DataError(
            "the file holds no CAS", "name an export of INCEpTION or WebAnno", place=Place(source.name, 1, 1)
        )
    return proposed(Document(value, Reader(source, [])))


def write_json(amap: ArgumentMap) -> dict[str, str]:
    """The map as CAS JSON, with the table of layers beside where it has one."""
    value, table = _written(amap)
    return {".cas.json": dump(value), **_beside(table)}


def write_xmi(amap: ArgumentMap) -> dict[str, str]:
    """The map as CAS XMI with its type system beside, and the table of layers where it has one.

    Raises:
        ArgmapError: dkpro-cassis is missing.
    """
    value, table = _written(amap)
    xmi, types = from_data(value)
    return {".xmi": xmi, f".{SYSTEM}": types, **_beside(table)}


def _beside(table: Table) -> dict[str, str]:
    """The table without which nobody would know what the layers are."""
    return {".layers.toml": as_toml(table)} if table != DEFAULT else {}


def _read(value: dict[str, Any], reader: Reader, table: Table, file: str) -> ArgumentMap:
    stem = _stem(file)
    reading = Reading(Document(value, reader), table, reader)
    unmapped = reading.unmapped()
    if unmapped:
        beside = "put a table beside as layers.toml (argmap formats cas --layers FILE makes one)"
        reader.tell("W917", f"none of the layers is mapped; {beside}; there are {unmapped}")
    reader.problems += misfits(reading.document, table)
    if reading.document.sofa is None:
        reader.tell("E913", "the CAS names no text (it has no Sofa)")
    return replace(reading.whole(reading.plain(stem or "cas")), file=file)


def _types(source: Input) -> bytes | None:
    """The type system beside an XMI file."""
    names = (f"{_stem(source.name)}.{SYSTEM}", SYSTEM, SYSTEM.lower())
    return next((data for name in names if (data := _fetched(source.fetch, name)) is not None), None)


def _table(fetch: Fetch, stem: str) -> tuple[Table, list[Problem]]:
    for name in (f"{stem}.layers.toml", "layers.toml"):
        data = _fetched(fetch, name)
        if data is not None:
            return table_of(data, name)
    return DEFAULT, []


def _fetched(fetch: Fetch, name: str) -> bytes | None:
    return fetch(name) if fetch else None


def _stem(name: str) -> str:
    """A file's name without its endings."""
    return re.sub(r"(?:\.cas)?\.(?:json|xmi)$", "", PurePath(name).name, flags=re.IGNORECASE)


def _written(amap: ArgumentMap) -> tuple[dict[str, Any], Table]:
    """The data of a CAS, with what its layers have no features for in one of argmap's own; and its table of layers."""
    amap = bare(amap)
    made = Written(amap)
    order = made.order()
    top: dict[str, Any] = {**({"own": True} if made.own else {}), **({"order": order} if order else {})}
    reader = Reader(Input(b""), [])
    reading = Reading(Document(made.data(top), reader), made.table, reader)
    read_back = reading.plain("")
    outside = set(made.outside)
    inside = (item for index, item in enumerate(amap.relations) if index not in outside)
    plain = dict(zip(reading.firsts, (*read_back.components, *read_back.relations), strict=True))
    for one, now in zip(made.firsts, (*amap.components, *inside), strict=True):
        was = plain.get(one[ID])
        if type(was) is type(now):
            made.say(one, aside(was, now))
    return made.data({**top, **map_aside(read_back, amap, outside)}), made.table


def _recognises_json(source: Input) -> bool:
    value = peek(source)
    if not isinstance(value, dict):
        return False
    begun = re.match(rb'\s*\{\s*"%TYPES"\s*:', source.data[:1000].removeprefix(b"\xef\xbb\xbf"))
    return begun is not None or (STRUCTURES in value and (VIEWS in value or TYPES in value))


def _recognises_xmi(source: Input) -> bool:
    head = source.data[:4096]
    return b"http://www.omg.org/XMI" in head and b"uima" in head


FORMATS = (
    Format(
        "cas-json",
        "UIMA CAS JSON (INCEpTION)",
        (".cas.json",),
        read=read_json,
        write=write_json,
        recognises=_recognises_json,
        reduce=reduced,
        about="Layers as a table beside the file maps them (NAME.layers.toml); all others are kept and written back.",
    ),
    Format(
        "cas",
        "UIMA CAS XMI (INCEpTION, WebAnno)",
        (".xmi",),
        read=read_xmi,
        write=write_xmi,
        recognises=_recognises_xmi,
        reduce=reduced,
        about="As cas-json, with the type system in TypeSystem.xml beside; through dkpro-cassis.",
        needs="dkpro-cassis",
    ),
)
