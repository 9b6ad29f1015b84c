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
from argmap.problems import ArgmapError, DataError, Place, Problem

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

# a file argument whose faults are told by the workspace, with a remedy, and not by click
PATH = click.Path(path_type=Path, readable=False)
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


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
    return f"{os.fsdecode(error.filename)}: {reason} (files already written are whole)"


def show_problems(problems: Iterable[Problem], style: str = "text", most: int | None = None) -> int:
    """Print problems and return the exit status.

    ``text`` goes to standard error, ``github`` and ``json`` to standard output. Of each file at most ``most`` are
    printed, and then how many more there are; commands for which problems are a side matter say so.
    """
    items = sorted(problems)
    if most is not None:
        return _show_some(items, most)
    if style == "json":
        click.echo(dump_json([item.as_dict() for item in items]))
    for item in items if style != "json" else ():
        click.echo(github_line(item) if style == "github" else str(item), err=style == "text")
    return 1 if any(item.severity == "error" for item in items) else 0


def _show_some(items: list[Problem], most: int) -> int:
    """The gravest of each file, then a line that says how many more."""
    by_file: dict[str, list[Problem]] = {}
    for item in sorted(items, key=lambda one: one.severity != "error"):
        by_file.setdefault(item.place.file, []).append(item)
    for file, here in by_file.items():
        for item in here[:most]:
            click.echo(str(item), err=True)
        if len(here) > most:
            click.echo(f"… and {len(here) - most} more (argmap check {file})", err=True)
    return 1 if any(item.severity == "error" for item in items) else 0


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
        raise DataError(
            "the file holds no argument annotation",
            "annotate it, or choose the file that holds the annotation",
            place=Place(str(path), 1, 1),
        )
    return amap, problems


def watched(items: Sequence[T], label: str, few: int = 5) -> Iterator[T]:
    """The items one by one, with a bar on standard error where there are more than a few."""
    if len(items) < few:
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
