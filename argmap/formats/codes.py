"""Problem codes that readers of foreign notations share, and how to make such a problem."""

from __future__ import annotations

from argmap.plugins import Code
from argmap.problems import Place, Problem

CODES = {
    code.code: code
    for code in (
        Code("E910", "the file is not in the notation it is read as", "name another with --from (see argmap formats)"),
        Code("E911", "the file is cut off or garbled; only what is sound was loaded", "get a whole copy of it"),
        Code("E912", "an id is given twice", "rename one; argmap has renamed the later one"),
        Code("E913", "a reference leads to nothing", "mend the id, or remove the reference"),
        Code("E914", "a value is of the wrong kind", "mend it; argmap has left it out"),
        Code("E915", "the text breaks the rules of its notation", "mend it at the place given"),
        Code("W916", "the file's encoding was guessed", "save it as UTF-8"),
        Code("W917", "something is not known to argmap; it is kept as it is", "nothing, if it is meant so"),
        Code("W918", "the structure is unusual", "look whether it is meant so"),
        Code("E919", "the file is refused because it could exhaust the machine", "have its maker look at it"),
        Code("W920", "a part was changed to fit", "look whether the change is right"),
    )
}


def fault(code: str, message: str, place: Place) -> Problem:
    """A problem with the remedy of its code.

    Args:
        code: One of `CODES`.
        message: What is wrong here, naming the element.
        place: File, line and column, both from 1.
    """
    return Problem(place, code, message, CODES[code].remedy)


def place_at(text: str, offset: int, file: str) -> Place:
    """File, line and column of an offset in a text (linear in the offset)."""
    offset = max(0, min(offset, len(text)))
    return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
