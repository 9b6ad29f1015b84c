"""A twin of the map inside another notation's file, where that notation has room for a remark that others skip.

The file says in its own way what it can; the twin holds all. A reader takes the twin only if the file around it is,
byte for byte, what argmap would write for it. Where somebody has changed the file since, the file counts and the
twin is left, with a warning.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from argmap.formats.codes import fault
from argmap.formats.own import read as read_own
from argmap.formats.own import write as write_own
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import Place, Problem

MARK = "argmap-map "


def twin(amap: ArgumentMap) -> str:
    """The map on one line that holds neither ``?>`` nor ``-->`` nor a character beyond ASCII."""
    value = json.dumps(json.loads(write_own(amap)), separators=(",", ":"))
    return MARK + value.replace(">", "\\u003e").replace("--", "-\\u002d")


def restored(
    source: Input, remark: str | None, write: Callable[[ArgumentMap], str]
) -> tuple[ArgumentMap | None, list[Problem]]:
    """The map that a file's remark holds, if the file is still what ``write`` gives for it.

    Args:
        source: The file.
        remark: What stands in its remark, from `MARK` on; None where there is none.
        write: The writer of the notation.
    """
    if remark is None or not remark.startswith(MARK):
        return None, []
    inner = Input(remark.removeprefix(MARK).encode("utf-8"), source.name)
    amap, problems = read_own(inner)
    garbled = any(item.severity == "error" for item in problems)  # an unknown key is none: it is kept
    if not garbled and write(amap).encode("utf-8") == source.data:
        return amap, []
    place = Place(source.name, 1, 1)
    return None, [fault("W920", "the file was changed elsewhere; what argmap had kept in it is left", place)]
