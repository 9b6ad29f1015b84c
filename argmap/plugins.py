"""Contracts for what others may add: checks and formats, found through entry points.

A plug-in is a package that declares, in its own ``pyproject.toml``::

    [project.entry-points."argmap.checks"]
    house-style = "my_package.checks:CHECK"

where ``CHECK`` is a `Check` (formats likewise: ``argmap.formats`` and a `Format`). A plug-in that
cannot be loaded, is of the wrong kind, or takes a name that is taken is a listed problem, never a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from argmap.model import ArgumentMap
from argmap.problems import DataError, Place, Problem

CHECK_GROUP = "argmap.checks"
FORMAT_GROUP = "argmap.formats"

# what foreign code may raise at import or call without ending the run; interrupts and exits pass
FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """What a problem code means: a title for lists, and the remedy that messages give.

    ``E…`` is an error (exit status 1), ``W…`` a warning.
    """

    code: str
    title: str
    remedy: str = ""

    @property
    def severity(self) -> str:
        """``"error"`` or ``"warning"``."""
        return "error" if self.code.startswith("E") else "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """One search for one kind of fault in a map: pure, and silent where all is well.

    ``codes`` lists all that ``run`` may report; its problems carry no other code.
    """

    name: str
    codes: tuple[Code, ...]
    run: Callable[[ArgumentMap], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader of a format is given: a file's bytes, its name for messages, and a way to its neighbours.

    ``fetch`` takes the name of a file that should lie beside this one and gives its bytes, or None where
    there is none; a reader opens nothing itself. ``memo`` is a scratch place in which what was parsed to
    recognise the format waits for the reader.
    """

    data: bytes
    name: str = ""
    fetch: Callable[[str], bytes | None] | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """What a notation cannot hold of a map: so many ``element``s would lose ``field``; a few of their ids."""

    element: str
    field: str
    count: int
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        more = ", …" if len(self.ids) < self.count else ""
        which = f" ({', '.join(self.ids)}{more})" if self.ids else ""
        return f"{self.element}.{self.field}: {self.count}{which}"


# several files by the suffix that each gets after the common name, the main one first
Files = Mapping[str, str | bytes]
# one text, one file of bytes, several files; or, where a file names another, what makes them for a common name
Output = str | bytes | Files | Callable[[str], Files]
Rewrite = Callable[[Input, ArgumentMap], Output | None]
Reduce = Callable[[ArgumentMap], tuple[ArgumentMap, list[Loss]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A notation that argmap reads, writes, or both.

    Attributes:
        name: How commands call it, such as ``aif``.
        title: Its full name, for lists.
        suffixes: File name endings, the usual one first.
        read: From an `Input` to the map and what is wrong with the data; opens nothing, and raises nothing
            but `argmap.problems.DataError`, and that only where nothing at all can be loaded.
        write: From a map to text or bytes; the same map gives the same bytes. Several files are a mapping by suffix;
            where one of them names another, a function from the common name (``debate`` of ``debate.ann``) to that
            mapping, which makes the same files for the same name and the same suffixes for all names.
        recognises: Whether the content (not the name) looks like this notation; quick and without faults.
        loses: Fields of the model that the notation cannot hold, as ``component.voice``.
        reduce: The map as it would come back, and what it lost on the way. Left out, it follows from
            ``loses``. For what is both read and written, ``read(write(m))`` is ``reduce(m)``.
        about: One or two sentences for users: which versions, what is kept in which place.
        needs: The package that must be installed for it, "" for none.
        rewrite: From the file that a map was read from, and the map, to that file with only what differs changed;
            None where the file is in another notation, or cannot be changed so. For notations that keep their layout.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Input], tuple[ArgumentMap, list[Problem]]] | None = None
    write: Callable[[ArgumentMap], Output] | None = None
    recognises: Callable[[Input], bool] | None = None
    loses: frozenset[str] = frozenset()
    reduce: Reduce | None = None
    about: str = ""
    needs: str = ""
    rewrite: Rewrite | None = None


BROKEN = Code("W901", "a plug-in cannot be used", "update or uninstall the package that brings it")
RAISED = Code("W902", "a plug-in's check failed or broke its contract", "report it to the authors of the plug-in")

T = TypeVar("T", Check, Format)


def checks(taken: Iterable[str] = ()) -> tuple[list[Check], list[Problem]]:
    """The checks that installed packages add, in the order of their names.

    Args:
        taken: Names of checks that exist already and that no plug-in may take.

    Returns:
        The usable checks, and a problem for each plug-in that is not.
    """
    return _load(CHECK_GROUP, Check, taken)


def formats(taken: Iterable[str] = ()) -> tuple[list[Format], list[Problem]]:
    """The formats that installed packages add, in the order of their names; see `checks`.

    Where their functions raise what they must not, what they are asked about is none of theirs, or a `DataError`.
    """
    found, problems = _load(FORMAT_GROUP, Format, taken)
    return [_guarded(form) for form in found], problems


def run_guarded(check: Check, amap: ArgumentMap) -> list[Problem]:
    """What a foreign check reports; its failure, or a code that it did not declare, becomes a problem."""
    place = Place(amap.file, 1, 1)
    declared = {code.code for code in check.codes}
    try:
        found = list(check.run(amap))
    except FAULTS as error:
        return [Problem(place, RAISED.code, f"the check {check.name} failed: {_said(error)}", RAISED.remedy)]
    strange = [item for item in found if not isinstance(item, Problem) or item.code not in declared]
    sound = [item for item in found if item not in strange]
    if strange:
        message = f"the check {check.name} reported something it did not declare: {strange[0]}"
        sound.append(Problem(place, RAISED.code, message, RAISED.remedy))
    return sound


def _guarded(form: Format) -> Format:
    """A foreign format whose faults are data faults; made of parts that other processes can be sent."""
    names = ("read", "write", "reduce", "rewrite")
    made = {name: partial(_called, form, name) for name in names if getattr(form, name) is not None}
    if form.recognises is not None:
        made["recognises"] = partial(_recognised, form)
    return replace(form, **made)  # type: ignore[arg-type]


def _recognised(form: Format, source: Input) -> bool:
    try:
        return form.recognises is not None and bool(form.recognises(source))
    except FAULTS:
        return False


def _called(form: Format, name: str, *given: Any) -> Any:
    """What one function of a foreign format gives.

    Raises:
        DataError: it failed, or gave something else than its contract says.
    """
    source = next((item for item in given if isinstance(item, Input)), None)
    place = Place(source.name, 1, 1) if source else None
    try:
        made = getattr(form, name)(*given)
        if name == "write" and callable(made):
            return partial(_called, replace(form, write=made), name)  # the files for a common name
        first = made[0] if name in ("read", "reduce") else None
    except FAULTS as error:
        message = f"the plug-in for {form.title} failed to {name}: {_said(error)}"
        raise DataError(message, RAISED.remedy, place=place) from error
    if name in ("read", "reduce") and not (isinstance(first, ArgumentMap) and len(made) == 2):
        raise DataError(f"the plug-in for {form.title} gives no map to {name}", RAISED.remedy, place=place)
    return made


def _load(group: str, kind: type[T], taken: Iterable[str]) -> tuple[list[T], list[Problem]]:
    from importlib.metadata import entry_points

    names = set(taken)
    found: list[T] = []
    problems: list[Problem] = []
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        fault = ""
        try:
            item = entry.load()
        except FAULTS as error:
            fault = _said(error)
        else:
            fault = _unfit(item, kind, names)
        if fault:
            place = Place(f"plug-in {entry.name}")
            problems.append(Problem(place, BROKEN.code, f"{entry.value} ({group}): {fault}", BROKEN.remedy))
        else:
            names.add(item.name)
            found.append(item)
    return found, problems


def _all(kind: type[object]) -> Callable[[object], bool]:
    """Whether a value is a tuple of this type."""
    return lambda value: isinstance(value, tuple) and all(isinstance(one, kind) for one in value)


def _name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _maybe(value: object) -> bool:
    return value is None or callable(value)


# dataclasses check no types, and what is of the wrong one would fail far from here
_FIELDS: dict[type, dict[str, Callable[[object], bool]]] = {
    Check: {"name": _name, "codes": _all(Code), "run": callable},
    Format: {"name": _name, "suffixes": _all(str), "recognises": _maybe, "read": _maybe, "write": _maybe},
}


def _unfit(item: object, kind: type[Check] | type[Format], names: set[str]) -> str:
    """Why a loaded object cannot serve, or ""."""
    if not isinstance(item, kind):
        return f"it is a {type(item).__name__}, not an argmap.plugins.{kind.__name__}"
    for name, fits in _FIELDS[kind].items():
        if not fits(getattr(item, name)):
            return f"its {name} is not what argmap.plugins.{kind.__name__} says"
    if item.name in names:
        return f"the name {item.name!r} is taken"
    return ""


def _said(error: BaseException) -> str:
    """An exception on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())
