"""A file read as what it is not: the content names what it looks like, and what would be junk is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.formats.codes import fault
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem


def read_as(form: Format, source: Input, known: Callable[[], Iterable[Format]]) -> tuple[ArgumentMap, list[Problem]]:
    """Read a file in a notation, with an eye on whether it is in that notation.

    What a reader makes of a file in another notation is kept, with a warning, only where it found no fault and found
    something. Where the content looks like nothing that is known, it is kept as long as there is more of it than
    there are faults.

    Args:
        form: A notation that is read.
        source: The file.
        known: Gives all notations, for naming what the content looks like.

    Raises:
        DataError: nothing can be loaded, or it is not in this notation.
    """
    if form.read is None or form.recognises is None or form.recognises(source):
        return _read(form, source)
    other = next((item for item in known() if _fits(item, source) and item.read is not form.read), None)
    looks = f"its content looks like {other.title}" if other is not None else ""
    remedy = f"use --from {other.name}, or leave --from out" if other is not None else "see argmap formats"
    try:
        amap, problems = _read(form, source)
    except DataError as error:
        if other is None:
            raise
        raise DataError(f"{error.message}; {looks}", remedy, place=error.place) from None
    errors = [item for item in problems if item.severity == "error"]
    size = len(amap.components) + len(amap.relations)
    if other is not None and size and not errors:
        message = f"it was read as {form.title}, but {looks}"
        return amap, [fault("W918", message, Place(source.name, 1, 1)), *problems]
    wrong = [item for item in errors if item.code != "E911"]  # to be cut off is no sign of another notation
    if other is not None or (errors and size <= len(wrong)):
        place = errors[0].place if errors else Place(source.name, 1, 1)
        faults = f"{len(errors)} {'fault' if len(errors) == 1 else 'faults'}"
        found = f"{faults} ({errors[0].message} …)" if errors else "nothing"
        message = f"the file is not in {form.title}: read so, it gives {found}"
        raise DataError(f"{message}; {looks}" if looks else message, remedy, place=place)
    return amap, problems


def _read(form: Format, source: Input) -> tuple[ArgumentMap, list[Problem]]:
    if form.read is None:
        raise DataError(f"{form.name} is not read", "see argmap formats", place=Place(source.name, 1, 1))
    return form.read(source)


def _fits(form: Format, source: Input) -> bool:
    return form.read is not None and form.recognises is not None and form.recognises(source)
