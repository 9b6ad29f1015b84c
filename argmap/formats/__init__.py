"""Other programs' notations: into the map and out of it, with every loss named.

One module for each notation; each has a `Format`. A reader is a pure function of bytes; what the model has no
field for is kept in ``extra`` slots (`argmap.formats.extra`) and written back. Packages add formats by entry
point (`argmap.plugins`).

>>> from argmap.model import ArgumentMap, Component
>>> data = write(ArgumentMap("m", components=(Component("c1", "claim", "Rents should be capped."),)), "json").main
>>> amap, problems = read(data, "map.json")
>>> amap.component["c1"].gloss, problems
('Rents should be capped.', [])
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module

from argmap.formats import mistaken
from argmap.formats.doubles import distinct, told_apart
from argmap.formats.losses import merged, reduced
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss, Output
from argmap.plugins import formats as plugged
from argmap.problems import ArgmapError, DataError, Place, Problem
from argmap.tei.naming import old_ids

# module below argmap.formats; of two that recognise the same content, the earlier is taken
MODULES: tuple[str, ...] = (
    "encodings",
    "home",
    "arggraph",
    "aml",
    "sadface",
    "brat",
    "webannotation",
    "cas",
    "aif",
    "arguebuf",
    "kialo",
    "carneades",
    "tables",
    "own",
    "argdown",
    "graphs",
    "diagrams",
    "training",
)

# what a file to be written becomes where many notations have its suffix
PLAIN = {".json": "json", ".xml": "tei"}
# suffixes that say nothing about what is in the file
UNTELLING = (".txt", ".xml", ".json", ".html", ".csv", ".tsv")

# notations whose ids must be XML names; the others get the ids that a map had before it became TEI
TEI = frozenset({"tei", "tei-seg", "tei-annotation", "tei-interp", "tei-graph", "tei-note", "tei-sidecar", "catma"})

# how files are called that get no name
STEM = "map"


@dataclass(frozen=True, slots=True)
class Written:
    """A map in another notation: the main file, and further files by the suffix they get beside it.

    ``kept`` says that the original was kept but for what differs, so that nothing of the map is lost.
    """

    main: bytes
    suffix: str
    beside: dict[str, bytes] = field(default_factory=dict)
    kept: bool = False


@cache
def built_in() -> tuple[Format, ...]:
    """Formats of argmap itself, in the order in which they are tried."""
    return tuple(item for module in MODULES for item in _of(module))


_once = cache(distinct)  # formats that share a reader go on sharing it


@cache
def _of(module: str) -> tuple[Format, ...]:
    """The formats of one module."""
    found = import_module(f"argmap.formats.{module}").FORMATS
    return tuple(replace(item, read=_once(item.read)) if item.read is not None else item for item in found)


def formats() -> tuple[tuple[Format, ...], list[Problem]]:
    """All formats, those of installed packages last, and a problem for each package that cannot be used."""
    found, problems = _known(tuple(sys.path))
    return found, list(problems)


@cache
def _known(path: tuple[str, ...]) -> tuple[tuple[Format, ...], tuple[Problem, ...]]:
    """All formats of one search path: asking every installed package takes ten milliseconds."""
    own = built_in()
    more, problems = plugged(taken=[item.name for item in own])
    told = (replace(item, read=distinct(item.read)) if item.read is not None else item for item in more)
    return (*own, *told), tuple(problems)


def named(name: str) -> Format:
    """The format of this name.

    Raises:
        ArgmapError: there is none; the remedy lists those there are.
    """
    # the module called alike first: then the others need not be imported, nor packages looked for
    likely = sorted(MODULES, key=lambda module: not name.startswith(module))
    own = (item for module in likely for item in _of(module) if item.name == name)
    found = next(own, None) or next((item for item in formats()[0] if item.name == name), None)
    if found is not None:
        return found
    raise ArgmapError(f"there is no format {name}", f"choose one of {', '.join(item.name for item in formats()[0])}")


def detect(source: Input) -> Format | None:
    """The format of a file: by its content, then by its suffix; None where neither tells."""
    known = [item for item in formats()[0] if item.read is not None]
    fits = [item for item in known if item.recognises is not None and item.recognises(source)]
    by_name = [item for item in known if source.name.lower().endswith(item.suffixes)]
    both = [item for item in fits if item in by_name]
    telling = [item for item in by_name if not source.name.lower().endswith(UNTELLING)]
    return next(iter([*both, *fits, *telling]), None)


def by_suffix(name: str) -> Format | None:
    """The format that a file to be written gets by its name; of several suffixes that fit, the longest."""
    fits = [
        (len(suffix), PLAIN.get(suffix) == item.name, -place, item)
        for place, item in enumerate(formats()[0])
        for suffix in item.suffixes
        if item.write is not None and name.lower().endswith(suffix)
    ]
    return max(fits, key=lambda entry: entry[:3])[3] if fits else None


def read(
    data: bytes, name: str = "", form: str | None = None, fetch: Callable[[str], bytes | None] | None = None
) -> tuple[ArgumentMap, list[Problem]]:
    """Read a map from bytes in any notation.

    Args:
        data: The file's bytes.
        name: Its name, for messages and, where the content does not tell, for the format.
        form: The name of its format; left out, it is recognised.
        fetch: Gives the bytes of a file beside it, for notations that use several.

    Returns:
        The map and what is wrong with the data.

    Raises:
        ArgmapError: there is no such format, or it cannot be read.
        DataError: the format is not recognised, or nothing can be loaded.
    """
    source = Input(data, name, fetch)
    found = named(form) if form else detect(source)
    if found is None:
        drawn = by_suffix(name)
        remedy = "name it with --from; argmap formats lists what there is"
        if drawn is not None and drawn.read is None:
            remedy = f"{drawn.title} is written only, not read; use the file that it was made from"
        raise DataError("the format of the file is not recognised", remedy, place=Place(name, 1, 1))
    if found.read is None:
        raise ArgmapError(f"{found.name} is written only, not read", "argmap formats tells what can be read")
    return found.read(source)


def read_as(form: Format, source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """Read a file as what somebody says it is; what its content looks like is told, and junk refused.

    `read` with a format's name takes that for granted.

    Raises:
        DataError: nothing can be loaded, or it is not in this notation.
    """
    return mistaken.read_as(form, source, lambda: formats()[0])


def write(amap: ArgumentMap, form: str, original: Input | None = None, stem: str = STEM) -> Written:
    """Write a map in another notation; `losses` tells beforehand what it cannot hold.

    Args:
        amap: The map.
        form: The name of the notation.
        stem: The files' name before their suffix. It matters where a notation has several files and one names another.
        original: The file that the map was read from. Where it is in a notation that keeps its layout, only what
            differs is changed in it: a map that was not changed gives the same bytes.

    Raises:
        ArgmapError: there is no such format, or it cannot be written.
    """
    found = named(form)
    if found.write is None:
        raise ArgmapError(f"{found.name} is read only, not written", "argmap formats tells what can be written")
    amap, _, _ = told_apart(amap)
    made: Output | None = None
    if original is not None and found.rewrite is not None:
        made = found.rewrite(original, amap)
    whole = made is not None
    if made is None:
        made = found.write(amap if found.name in TEI else old_ids(amap))
    if isinstance(made, str | bytes):
        return Written(_bytes(made, found), found.suffixes[0], kept=whole)
    files = made(stem) if callable(made) else made
    parts = {suffix: _bytes(part, found) for suffix, part in files.items()}
    first = next(iter(parts))
    return Written(parts[first], first, {key: part for key, part in parts.items() if key != first}, whole)


def losses(amap: ArgumentMap, form: str) -> list[Loss]:
    """What a notation cannot hold of a map, by element and field; [] where all of it comes back."""
    amap, doubled, _ = told_apart(amap)
    lost = reduced(named(form), amap if form in TEI else old_ids(amap))[1]
    return merged([*doubled, *lost]) if doubled else lost


def _bytes(made: str | bytes, form: Format) -> bytes:
    """Text as UTF-8; halves of characters (lone surrogates) pass only where argmap itself may read them again."""
    if isinstance(made, bytes):
        return made
    return made.encode("utf-8", "surrogatepass" if form.read is not None else "replace")
