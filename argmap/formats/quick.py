"""Making very many components and relations in little time, for readers of large files."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from argmap.model import AUTHOR_VOICE, NOWHERE, Component, Relation
from argmap.problems import Place

Extra = tuple[tuple[str, str], ...]
Ids = tuple[str, ...]


# A frozen dataclass sets its fields one by one through object.__setattr__, which looks each up by name. Set in an
# ordinary class of the same slots, whose objects then become those of the model, they take a quarter of the time.
# Python's reference allows that between classes of the same slots; where an interpreter does not, the model's classes
# make their objects themselves.
class _Component:
    __slots__ = tuple(known.name for known in fields(Component))

    def __init__(self, ident: str, gloss: str, extra: Extra, voice: str, kind: str, issues: Ids, place: Place) -> None:
        self.id = ident
        self.kind = kind
        self.gloss = gloss
        self.fragments = ()
        self.issues = issues
        self.voice = voice
        self.thesis = False
        self.annotator = ""
        self.certainty = ""
        self.notes = ()
        self.extra = extra
        self.place = place


class _Relation:
    __slots__ = tuple(known.name for known in fields(Relation))

    def __init__(
        self,
        ident: str,
        name: str,
        sources: Ids,
        targets: Ids,
        schemes: Ids,
        extra: Extra,
        place: Place,
    ) -> None:
        self.id = ident
        self.name = name
        self.sources = sources
        self.targets = targets
        self.mutual = ()
        self.schemes = schemes
        self.annotator = ""
        self.certainty = ""
        self.reason = ""
        self.extra = extra
        self.place = place


class _Place:
    __slots__ = tuple(known.name for known in fields(Place))

    def __init__(self, file: str, line: int, column: int) -> None:
        self.file = file
        self.line = line
        self.column = column


def becomes(own: type, usual: type) -> bool:
    """Whether objects of one class may become those of another."""
    made: Any = object.__new__(own)
    try:
        made.__class__ = usual
    except TypeError:
        return False
    return type(made) is usual


QUICK = becomes(_Component, Component) and becomes(_Relation, Relation) and becomes(_Place, Place)


def claim(
    ident: str,
    gloss: str,
    extra: Extra = (),
    voice: str = AUTHOR_VOICE,
    kind: str = "claim",
    issues: Ids = (),
    place: Place = NOWHERE,
) -> Component:
    """A claim, or a component of another kind, as ``Component(ident, kind, gloss, voice=voice …)``."""
    if not QUICK:
        return Component(ident, kind, gloss, (), issues, voice, extra=extra, place=place)
    made: Any = _Component(ident, gloss, extra, voice, kind, issues, place)
    made.__class__ = Component
    return made  # type: ignore[no-any-return]


def relation(
    ident: str,
    name: str,
    sources: Ids,
    targets: Ids,
    schemes: Ids = (),
    extra: Extra = (),
    place: Place = NOWHERE,
) -> Relation:
    """A relation, as ``Relation(ident, name, sources, targets, schemes=schemes …)``."""
    if not QUICK:
        return Relation(ident, name, sources, targets, schemes=schemes, extra=extra, place=place)
    made: Any = _Relation(ident, name, sources, targets, schemes, extra, place)
    made.__class__ = Relation
    return made  # type: ignore[no-any-return]


def place_of(file: str, line: int, column: int) -> Place:
    """A place, as ``Place(file, line, column)``."""
    if not QUICK:
        return Place(file, line, column)
    made: Any = _Place(file, line, column)
    made.__class__ = Place
    return made  # type: ignore[no-any-return]


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold Python's search for cyclic garbage while much is made that is all kept; it costs a fifth of the time."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            # what was made counts as old, or the search would go through it at once; not every interpreter can say so
            if hasattr(gc, "freeze") and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
