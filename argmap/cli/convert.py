"""``argmap convert``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import dump_json, guarded, output_folder_exists, show_problems
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.workspace.convert import Done, Task

ENOUGH_FOR_MORE_PROCESSES = 24


@click.command("convert")
@click.argument("files", nargs=-1, type=click.Path(readable=False), metavar="IN… OUT")
@click.option(
    "--from", "read_as", default="", metavar="FORMAT", help="What the input is.  [default: its content tells]"
)
@click.option("--to", "write_as", default="", metavar="FORMAT", help="What to write.  [default: OUT's suffix tells]")
@click.option("--strict", is_flag=True, help="Write nothing where something would be lost.")
@click.option("--no-text", is_flag=True, help="Leave out the article's text; its fingerprint stays.")
@click.option("--force", is_flag=True, help="Overwrite files that are something else.")
@click.option("--jobs", type=click.IntRange(1), help="Processes for many files.  [default: one a core]")
@click.option("--json", "as_json", is_flag=True, help="Print what was read, written and lost as JSON.")
@guarded
def command(
    files: tuple[str, ...],
    read_as: str,
    write_as: str,
    strict: bool,
    no_text: bool,
    force: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Convert maps between notations, and say what is lost.

    The input's notation is known by its content. OUT is a file, a folder for many files (made where
    it is missing), or - for the terminal.
    What the target cannot hold is listed with element, field and count: of one file before it is written,
    of many at the end; with --strict nothing is written then.

    \b
    argmap convert map.argdown map.xml               Argdown to TEI
    argmap convert article.xml debate.json --to aif  for OVA and AIFdb
    argmap convert corpus/ out/ --to graphml         all files of a folder
    argmap convert export.zip out/ --to tei          all files of an archive, as it was downloaded
    argmap convert article.xml - --to mermaid        to the terminal
    argmap convert a.xml a.argdown --strict          only if nothing is lost

    argmap formats lists the notations and what each of them loses.
    """
    from argmap import formats
    from argmap.workspace.convert import Task

    if len(files) < 2:
        raise ArgmapError("convert needs an input and an output", "argmap convert map.argdown map.xml")
    for name in (read_as, write_as):
        if name:
            formats.named(name)
    inputs = tuple(Path(name) for name in files[:-1])
    plain = Task(inputs[0], Path(files[-1]), read_as, write_as, strict, not no_text, force)
    tasks = _tasks(inputs, plain, as_folder=files[-1].endswith(("/", os.sep)))
    done = list(_run(tasks, jobs, as_json=as_json))
    _report(done, as_json=as_json, to_terminal=tasks[0].target is None)


def _tasks(inputs: tuple[Path, ...], plain: Task, *, as_folder: bool) -> list[Task]:
    """One task a file; many go into a folder, each under its own name, those of a folder in folders as they were.

    ``as_folder``: the output was written with a slash at its end, so it is a folder even if it is missing.
    """
    from argmap import formats
    from argmap.workspace import documents, is_archive
    from argmap.workspace.archives import in_archive
    from argmap.workspace.convert import sources
    from argmap.workspace.files import absent as no_file
    from argmap.workspace.files import identity, same_file

    out = plain.target or Path("-")
    absent = next((path for path in inputs if not path.exists() and not in_archive(path)), None)
    if absent is not None:
        raise no_file(absent)
    packed = [path for path in inputs if is_archive(path)]
    several = inputs[0].is_dir() or bool(packed and len(documents(inputs[0])) > 1)
    many = len(inputs) > 1 or several or as_folder or out.is_dir()
    if not many:
        target = None if str(out) == "-" else output_folder_exists(out)
        if target is not None and same_file(target, inputs[0]):
            raise ArgmapError(f"{out} is the input itself", "choose another name for the output")
        return [replace(plain, target=target)]
    if not plain.write_as:
        raise ArgmapError("a folder's name tells no format", "name it with --to; argmap formats lists what there is")
    if not out.is_dir():
        what = f"the files of {inputs[0]}" if several else f"{len(inputs)} files"
        # a file's name here is rather a slip than a folder to be
        if out.exists() or str(out) == "-" or (formats.by_suffix(out.name) and not as_folder):
            raise ArgmapError(f"{what} go into a folder, and {out} is no folder", "name a folder")
        output_folder_exists(out)
    suffix = formats.named(plain.write_as).suffixes[0]
    tasks: dict[Path, Task] = {}
    found = sources(inputs)
    read = {identity(path): path for path in found if path.exists()}  # links have other names
    for path, name in found.items():
        target = out / name.with_name(name.name + suffix)
        if target in tasks:
            both = f"{path} and {tasks[target].source} would both be {target}"
            raise ArgmapError(both, "convert them into different folders")
        same = read.get(identity(target)) if target.exists() else None
        if same is not None:
            raise ArgmapError(f"{target} is an input itself: {same}", "convert them into another folder")
        tasks[target] = replace(plain, source=path, target=target)
    return list(tasks.values())


def _run(tasks: Sequence[Task], jobs: int | None, *, as_json: bool) -> Iterator[Done]:
    """Results in the order of the tasks, over several processes where that pays, with a bar for many."""
    from argmap.workspace.convert import convert, one_of_many

    if len(tasks) == 1:
        yield convert(tasks[0], None if as_json else lambda done: _list_losses([done]))
        return
    workers = jobs or (os.cpu_count() or 1 if len(tasks) >= ENOUGH_FOR_MORE_PROCESSES else 1)
    results: Iterator[Done] = map(one_of_many, tasks) if workers == 1 else _spread(tasks, workers)
    with click.progressbar(length=len(tasks), label="converting", file=sys.stderr) as bar:
        for item in results:
            bar.update(1)
            yield item


def _spread(tasks: Sequence[Task], workers: int) -> Iterator[Done]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from argmap.workspace.convert import one_of_many

    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from pool.map(one_of_many, tasks, chunksize=min(16, max(1, len(tasks) // (workers * 8))))  # ends soon
    finally:
        pool.shutdown(cancel_futures=True)


def _report(done: list[Done], *, as_json: bool, to_terminal: bool) -> None:
    """Losses, problems and files written; exit status 1 where something was not sound."""
    status = show_problems({problem for item in done for problem in item.problems}) if not as_json else 0
    for fault in dict.fromkeys(item.fault for item in done if item.fault and not as_json):
        click.echo(f"argmap: {fault}", err=True)
    if as_json:
        click.echo(dump_json([_as_dict(item) for item in done]))
    elif len(done) > 1:  # of a single file they were listed before it was written
        _list_losses(done)
    if to_terminal and not as_json:
        click.echo(done[0].data, nl=False)
        for name in done[0].beside:
            click.echo(f"{name} belongs beside it and is not shown: name a file to have both", err=True)
    elif not as_json:
        written = [path for item in done for path in item.written]
        for path in written if len(done) == 1 else ():
            click.echo(f"{path} written", err=True)
        if len(done) > 1:
            click.echo(f"{len(written)} files written from {len(done)}", err=True)
        if any(item.holds_text and item.written for item in done):
            click.echo("the output holds words of the text: mind the copyright, or use --no-text", err=True)
    if status or not all(item.sound for item in done):
        raise SystemExit(1)


def _list_losses(done: list[Done]) -> None:
    """What the target cannot hold, added up over all files."""
    from argmap.formats.losses import merged

    lost = merged(loss for item in done for loss in item.losses)
    if lost:
        click.echo(f"{done[0].write_as or 'the target'} cannot hold (element.field: how many):", err=True)
    for loss in lost:
        click.echo(f"  {loss}", err=True)


def _as_dict(item: Done) -> dict[str, object]:
    return {
        "input": str(item.task.source),
        "from": item.read_as,
        "to": item.write_as,
        "written": [str(path) for path in item.written],
        "beside": list(item.beside),
        "losses": [
            {"element": loss.element, "field": loss.field, "count": loss.count, "ids": list(loss.ids)}
            for loss in item.losses
        ],
        "problems": [problem.as_dict() for problem in item.problems],
        "fault": item.fault,
    }
