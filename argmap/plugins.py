"""Contracts for what others may add: checks and formats, found through entry points.

A plug-in is a package that declares, in its own ``pyproject.toml``::

    [project.entry-points."argmap.checks"]
    house-style = "my_package.checks:CHECK"

where ``CHECK`` is a `Check` (formats likewise: ``argmap.formats`` and a `Format`). A plug-in that
cannot be loaded, is of the wrong kind, or takes a name that is taken is a listed problem, never a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from argmap.model import ArgumentMap
from argmap.problems import Place, Problem

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
class Format:
    """A notation that argmap reads, writes, or both.

    ``read`` takes bytes and the name of the file (for messages) and opens nothing itself;
    ``loses`` names the model's fields that the notation cannot hold.
    """

    name: str
    title: str
    suffix: str
    read: Callable[[bytes, str], tuple[ArgumentMap, list[Problem]]] | None = None
    write: Callable[[ArgumentMap], str] | None = None
    loses: frozenset[str] = frozenset()


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
    """The formats that installed packages add, in the order of their names; see `checks`."""
    return _load(FORMAT_GROUP, Format, taken)


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


def _unfit(item: object, kind: type[Check] | type[Format], names: set[str]) -> str:
    """Why a loaded object cannot serve, or ""."""
    if not isinstance(item, kind):
        return f"it is a {type(item).__name__}, not an argmap.plugins.{kind.__name__}"
    if item.name in names:
        return f"the name {item.name!r} is taken"
    return ""


def _said(error: BaseException) -> str:
    """An exception on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())
