"""What all commands share: running with clear errors, printing problems, checking output paths."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from argmap.cli.interrupt import LINE, STATUS, Interruptible
from argmap.problems import ArgmapError, DataError, Place, Problem, one_line

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

# a file argument whose faults are told by the workspace, with a remedy, and not by click
PATH = click.Path(path_type=Path, readable=False)
MOST = 20  # lines of a list that is a side matter
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


# which components of two annotators are the same
SAME = click.option(
    "--same",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Share of a passage from which two components are the same.",
)
# how a page is served
SERVED = (
    click.option("--port", type=click.IntRange(0, 65535), default=0, help="A fixed port.  [default: a free one]"),
    click.option(
        "--idle",
        type=click.IntRange(0, 10_000),
        default=30,
        show_default=True,
        metavar="MINUTES",
        help="Stop when the page has been closed for so long; 0: never.",
    ),
    click.option("--no-browser", is_flag=True, help="Only print the address."),
    click.option(
        "--private", is_flag=True, help="Hand the address over in a file, so that no list of processes shows it."
    ),
)


def served(function: Callable[P, R]) -> Callable[P, R]:
    """Add the options of commands that open a page: ``port``, ``idle``, ``no_browser``, ``private``."""
    for option in reversed(SERVED):
        function = option(function)
    return function


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Turn argmap's own errors and the operating system's into one line and an exit status."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with Interruptible():
                return function(*args, **kwargs)
        except ArgmapError as error:
            click.echo(f"argmap: {error}", err=True)
            raise SystemExit(error.status) from None
        except BrokenPipeError:
            raise  # the reader of a pipe (head, less) has seen enough; click ends quietly
        except OSError as error:
            click.echo(f"argmap: {refused(error)}", err=True)
            raise SystemExit(2) from None
        except KeyboardInterrupt:
            click.echo(LINE, err=True)
            raise SystemExit(STATUS) from None

    return run


def refused(error: OSError) -> str:
    """What the operating system refused, in one sentence; without a file's name it was to print."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"the output could not be printed: {reason} (files already written are whole)"
    return f"{one_line(os.fsdecode(error.filename))}: {reason} (files already written are whole)"


def show_problems(problems: Iterable[Problem], style: str = "text", most: int = MOST) -> int:
    """Print problems and return the exit status.

    ``text`` goes to standard error: of each file at most ``most`` (the gravest, if there are more), and how many more
    there are. ``github`` and ``json`` go to standard output, whole.
    """
    items = sorted(problems)
    if style == "json":
        click.echo(dump_json([item.as_dict() for item in items]))
    elif style == "github":
        click.echo("".join(f"{github_line(item)}\n" for item in items), nl=False)
    else:
        _show_some(items, most)
    return 1 if any(item.severity == "error" for item in items) else 0


def _show_some(items: list[Problem], most: int) -> None:
    by_file: dict[str, list[Problem]] = {}
    for item in items:
        by_file.setdefault(item.place.file, []).append(item)
    for file, here in by_file.items():
        if len(here) > most:
            here.sort(key=lambda item: item.severity != "error")
        for line in first_of([str(item) for item in here], f"argmap check {file}", most):
            click.echo(line, err=True)


def first_of(lines: Sequence[str], whole: str, most: int = MOST) -> list[str]:
    """The first lines of a list that may be very long, then how many more there are and what shows them all.

    >>> first_of(["a", "b", "c"], "--json", 2)
    ['a', 'b', '… and 1 more (--json)']
    """
    rest = len(lines) - most
    return [*lines[:most], *([f"… and {rest} more ({whole})"] if rest > 0 else [])]


def github_line(problem: Problem) -> str:
    """A workflow command that marks the place in a pull request."""
    place = problem.place
    remedy = f" ({problem.remedy})" if problem.remedy else ""
    where = f"file={_coded(place.file, ':,')},line={max(1, place.line)},col={max(1, place.column)}"
    return f"::{problem.severity} {where},title={problem.code}::{_coded(problem.message + remedy)}"


def _coded(text: str, more: str = "") -> str:
    """With per cent codes for what would end a workflow command or, for ``more``, a property of it."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)


def dump_json(data: Any) -> str:
    """JSON with stable key order, readable, not escaped to ASCII but for bytes of file names that are no UTF-8."""
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def output_folder_exists(path: Path) -> Path:
    """Refuse an output path whose folder is missing, before any work is done."""
    if path.is_dir():
        raise ArgmapError(f"{path} is a folder", "name a file to write, such as map.svg")
    if path.parent.exists() and not path.parent.is_dir():
        raise ArgmapError(f"{path.parent} is a file, not a folder", "choose another place")
    if not path.parent.is_dir():
        raise ArgmapError(f"the folder {path.parent} does not exist", "make it first, or choose another place")
    return path


def load_annotated(path: Path) -> tuple[ArgumentMap, list[Problem]]:
    """Read an annotation file for a command that has nothing to do without components.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: it is no XML that can be read, or holds no component.
    """
    from argmap.workspace import load

    amap, problems = load(path)
    if not amap.components:
        show_problems(problems)  # they may say why, as of a CAS without a table of layers
        raise DataError(
            "the file holds no argument annotation",
            "annotate it, or choose the file that holds the annotation",
            place=Place(amap.file or str(path), 1, 1),
        )
    return amap, problems


def watched(items: Sequence[T], label: str, few: int = 5) -> Iterator[T]:
    """The items one by one, with a bar on standard error where there are more than a few."""
    if len(items) < few:
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
