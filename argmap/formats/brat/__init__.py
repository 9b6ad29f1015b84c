"""brat standoff (Stenetorp and others 2012): annotations in ``NAME.ann``, the text in ``NAME.txt`` beside it.

Text-bound annotations are components, binary relations are relations; events, normalisations, equivalences and
attributes that argmap has no field for are kept as they are. What brat has no room for stands in notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from argmap.formats.asides import aside, map_aside
from argmap.formats.brat.lines import parse
from argmap.formats.brat.reader import WHOLE, Reading, Words
from argmap.formats.brat.writer import Written
from argmap.formats.codes import fault
from argmap.formats.derived import bare, reduced
from argmap.formats.jsontext import text_of
from argmap.formats.rawtext import Layout, told_layout
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem

_LINE = re.compile(
    r"(?:T\S+\t\S+ \d+ \d+|[RE]\S+\t\S+:\S+|R\S+\t\S+ \S+:\S+|[AM]\S+\t\S+ [TER]|\*\t\S+ T|#\S+\t\S+ \S+\t)"
)


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from a brat file and the text beside it.

    Raises:
        DataError: no line is one of brat's.
    """
    text, problems = text_of(source)
    reading, words = _begun(text, source.name, source.fetch)
    parsed = reading.parsed
    if parsed.others and len(parsed.others) == len(parsed.problems) and not (parsed.spans or parsed.relations):
        raise DataError("no line is one of brat's", "name its format with --from", place=Place(source.name, 1, 1))
    parsed.problems[:0] = problems
    plain = reading.plain(words)
    return reading.whole(plain), parsed.problems


def write(amap: ArgumentMap) -> dict[str, str]:
    """The map as ``.ann``, and the text as ``.txt`` where it is at hand or made of glosses."""
    amap = bare(amap)
    made = Written(amap)
    data = None if made.text is None else made.text.encode("utf-8", "surrogatepass")
    reading, words = _begun(made.lines(), "", lambda _: data)
    plain = reading.plain(words)
    for ident, was, now in zip(made.component_ids, plain.components, amap.components, strict=True):
        made.said.setdefault(ident, {}).update(aside(was, now))
    outside = set(made.outside)
    inside = [item for index, item in enumerate(amap.relations) if index not in outside]
    for ident, one, other in zip(made.relation_ids, plain.relations, inside, strict=True):
        made.said.setdefault(ident, {}).update(aside(one, other))
    made.said.setdefault(WHOLE, {}).update(map_aside(plain, amap, outside))
    return {".ann": made.lines(), **({".txt": made.text} if made.text is not None else {})}


def _begun(text: str, name: str, fetch: Callable[[str], bytes | None] | None) -> tuple[Reading, Words]:
    """The file taken apart, and the text beside it."""
    stem = re.sub(r"\.ann$", "", PurePath(name).name, flags=re.IGNORECASE)
    reading = Reading(parse(text, name), name, stem or "brat")
    reading.asides()
    return reading, _beside(reading, f"{stem}.txt", fetch)


def _beside(reading: Reading, name: str, fetch: Callable[[str], bytes | None] | None) -> Words:
    said = reading.about(WHOLE)
    data = fetch(name) if fetch else None
    if data is None:
        if reading.parsed.spans and said.get("detached") is not True:
            message = f"there is no {name} beside it; passages are known by their offsets alone"
            reading.parsed.problems.append(fault("W918", message, Place(reading.file, 1, 1)))
        return Words(None, told_layout(said), 0)
    raw, problems = _decoded(data, name)
    reading.parsed.problems += problems
    cut = said.get("glosses")
    length = len(raw)
    raw = raw[:cut] if type(cut) is int and 0 <= cut <= length else raw
    content, layout = Layout.of(raw)
    return Words(raw, layout, len(raw), content)


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of the side file; a byte order mark counts as a character, as brat counts it."""
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        return text_of(Input(data, name))


def _recognises(source: Input) -> bool:
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    return bool(_LINE.match(head))


FORMATS = (
    Format(
        "brat",
        "brat standoff",
        (".ann",),
        read=read,
        write=write,
        recognises=_recognises,
        reduce=reduced,
        about="Spans, discontinuous ones too, with the text from the .txt beside it; relations of any name. What "
        "argmap has no field for is kept; what brat has no room for stands in notes, which brat shows or passes over.",
    ),
)
