"""``argmap nearest``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, guarded, output_folder_exists, show_problems, watched
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.problems import Problem
    from argmap.suggest.nearest import Position


@click.command("nearest")
@click.argument("places", type=PATH, nargs=-1, required=True, metavar="PLACES")
@click.option("--output", "-o", type=PATH, required=True, help="The table to write (CSV).")
@click.option("--number", "-n", default=5, show_default=True, type=click.IntRange(1, 100), help="How many each.")
@guarded
def command(places: tuple[Path, ...], output: Path, number: int) -> None:
    """Find, for every position in a corpus, the nearest positions of other texts.

    PLACES are annotation files, or folders of them. Positions are compared where they share an
    issue; the table says for each its nearest counterparts by likeness of wording. It is a place to
    begin, not a finding: weigh pairs with argmap review.

    A run that is interrupted goes on where it stopped when it is called again with the same files.

    \b
    argmap nearest corpus/ -o near.csv
    argmap nearest a.xml b.xml c.xml -n 3 -o near.csv
    """
    from argmap.workspace import annotation_files

    output_folder_exists(output)
    paths = annotation_files(places)
    if len(paths) < 2:
        raise ArgmapError("a corpus needs two annotation files at least", "name files, or a folder that holds them")
    items, basis, problems = gathered(paths)
    status = show_problems(problems)
    progress = Progress(output, f"{basis} {number}")
    try:
        search(paths, items, number, progress)
        write_table(paths, items, progress, output)
    except BaseException:
        progress.journal.close()
        click.echo(f"{progress.journal.path} keeps what is done; the same command goes on from there", err=True)
        raise
    progress.journal.close(remove=True)
    if not any(progress.done.values()):
        click.echo("nothing is alike: no two texts share an issue, or no word", err=True)
    click.echo(f"{output} written: {len(items)} positions of {len(paths)} maps", err=True)
    raise SystemExit(status)


class Progress:
    """What an interrupted run has done already: a line of JSON for each map, after one that says what it is on."""

    def __init__(self, output: Path, basis: str) -> None:

        from argmap.workspace import Journal

        self.journal = Journal(output)
        self.done: dict[int, list[tuple[int, int, float]]] = {}
        head, *lines = self.journal.lines()
        whole = lines[:-1]  # what follows the last line break is empty, or was broken off
        if head.decode("utf-8", "replace") == basis:
            for line in whole:
                owner, pairs = json.loads(line)
                self.done[owner] = pairs
        self.journal.clear()
        kept = [basis, *(json.dumps([owner, pairs]) for owner, pairs in self.done.items())]
        try:
            self.journal.append(("\n".join(kept) + "\n").encode())
        except ArgmapError:
            self.journal.close(remove=not self.done)
            raise

    def add(self, owner: int, pairs: list[tuple[int, int, float]]) -> None:
        """Keep what was found for one map."""
        self.done[owner] = pairs
        self.journal.append(f"{json.dumps([owner, pairs])}\n".encode())


def gathered(paths: list[Path]) -> tuple[list[Position], str, list[Problem]]:
    """Positions of all maps, a hash of what was read, and the problems; a map is dropped once it is read."""
    from hashlib import sha256

    from argmap.suggest.nearest import positions
    from argmap.workspace import load

    items: list[Position] = []
    problems: list[Problem] = []
    digest = sha256()
    for number, path in enumerate(watched(paths, "reading")):
        amap, found = load(path)
        problems += [problem for problem in found if problem.severity == "error"]
        own = positions(amap, number)
        if not own:
            click.echo(f"{path} holds no position of its author", err=True)
        items += own
        digest.update(repr((str(path), [(p.id, p.text, p.issues) for p in own])).encode())
    return items, digest.hexdigest(), problems


def search(paths: list[Path], items: list[Position], number: int, progress: Progress) -> None:
    """Go through the maps that the journal does not have yet."""
    from argmap.suggest.nearest import Corpus

    left = [owner for owner in range(len(paths)) if owner not in progress.done]
    if not left:
        return
    corpus = Corpus(items)
    for owner in watched(left, "comparing"):
        progress.add(owner, [(near.a, near.b, near.cosine) for near in corpus.nearest(owner, number)])


def write_table(paths: list[Path], items: list[Position], progress: Progress, output: Path) -> None:
    """The journal's pairs as CSV."""
    from argmap.suggest.sheet import plain_table
    from argmap.workspace import save

    head = ["file", "id", "says", "near file", "near id", "near says", "likeness", "issues"]
    rows = [head]
    for owner in range(len(paths)):
        for a, b, cosine in progress.done[owner]:
            x, y = items[a], items[b]
            shared = " ".join(issue for issue in x.issues if issue in y.issues)
            files = str(paths[x.owner]), str(paths[y.owner])
            rows.append([files[0], x.id, x.text, files[1], y.id, y.text, f"{cosine:.3f}", shared])
    save(output, plain_table(rows))
