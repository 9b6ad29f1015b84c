"""``argmap attach``: put an annotation onto a copy of its text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, dump_json, guarded, output_folder_exists
from argmap.problems import ArgmapError, DataError, Place

if TYPE_CHECKING:
    from argmap.tei.attach import Attached, Placed
    from argmap.workspace import Loaded

PATIENCE = 2.0  # seconds before the search says what it is doing


@click.command(name="attach", short_help="Put an annotation back onto your own copy of the text.")
@click.argument("annotation", type=PATH)
@click.option("--text", "text", type=PATH, required=True, help="The text, or a folder in which it lies somewhere.")
@click.option("-o", "--output", type=PATH, required=True, help="The edition with annotation to write.")
@click.option("--all", "show_all", is_flag=True, help="List fragments that are exact, too.")
@click.option("--force", is_flag=True, help="Attach even if most passages are lost.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@guarded
def command(annotation: Path, text: Path, output: Path, show_all: bool, force: bool, as_json: bool) -> None:
    """Put ANNOTATION onto a copy of its text and report what became of every fragment.

    The text may be the edition that the annotation was detached from, any TEI file with a text, or the raw text of
    the article, which is imported on the way. In a folder it is found by its hash. Every fragment is one of:

    \b
      exact   the same passage at the same place
      moved   the same passage, letter by letter, at another place
      fuzzy   found, but the wording differs; the score is the share that agrees
      lost    not found; the component keeps what was known of it

    \b
    Examples:
      argmap attach annotation.xml --text article.txt -o article.xml
      argmap attach annotation.xml --text ~/Articles -o article.xml     looks through the folder
      argmap attach article.xml --text second-scan.txt -o second.xml    from one text to another

    Exit status: 0 all found, 1 fragments lost or fuzzy below 0.70 or it is another text, 2 misuse.
    """
    from argmap.tei.attach import attach
    from argmap.workspace import read_bytes, save

    output_folder_exists(output)
    source = read_bytes(annotation)
    copy = _find(source, text) if text.is_dir() else read_bytes(text)
    attached = attach(source.data, copy.data, str(annotation), str(copy.path), force=force)
    save(output, attached.data)
    if as_json:
        click.echo(dump_json(_as_data(attached, copy.path, output)))
    else:
        _show(attached, copy.path, show_all)
    if any(item.doubtful for item in attached.fragments):
        raise SystemExit(1)


def _find(annotation: Loaded, folder: Path) -> Loaded:
    """The text of an annotation among the files of a folder, by its hash."""
    from argmap.tei.attach_text import fit, known_text
    from argmap.tei.parse import parse
    from argmap.workspace import Loaded, text_files

    known = known_text(parse(annotation.data, str(annotation.path)))
    if known is None or not known.sha256:
        message = "the annotation does not say which text it belongs to"
        raise DataError(message, "name the text itself with --text", place=Place(str(annotation.path), 1, 1))
    like: list[Path] = []
    began, said = time.monotonic(), False
    for number, (path, data) in enumerate(text_files(folder), 1):
        kind = "" if data == annotation.data else fit(data, known, str(path))
        if kind == "same":
            return Loaded(path, data, "")
        like += [path] if kind else []
        if not said and time.monotonic() - began > PATIENCE:
            said = True
            click.echo(f"searching {folder} … ({number} files so far)", err=True)
    remedy = f"{like[0]} looks like another copy: name it with --text" if like else "name another folder, or the file"
    raise ArgmapError(f"no file in {folder} is the text that begins {_quoted(known.opening)}", remedy)


def _quoted(opening: str) -> str:
    return f"“{opening} …”" if opening else "with the hash given"


def _show(attached: Attached, text: Path, show_all: bool) -> None:
    """A table of the fragments that need a look (or all), then the sums."""
    rows = [item for item in attached.fragments if show_all or item.status != "exact"]
    width = max((len(item.component) for item in rows), default=0)
    for item in rows:
        click.echo(_row(item, width))
    counts = ", ".join(f"{number} {status}" for status, number in attached.counts.items() if number)
    same = "the text that the annotation was made on" if attached.same else "a different copy of the text"
    click.echo(f"{text} is {same}: {counts}")
    doubtful = sum(item.doubtful for item in attached.fragments)
    if doubtful:
        verb = "needs" if doubtful == 1 else "need"
        click.echo(f"{doubtful} of {len(attached.fragments)} fragments {verb} a look; argmap check lists them by place")


def _row(item: Placed, width: int) -> str:
    score = f"{item.score:.2f}" if item.status == "fuzzy" else "    "
    where = f"{item.start}-{item.end}" if item.start is not None else "-"
    also = f"  the same words also at {', '.join(map(str, item.also))}" if item.also else ""
    return f"{item.component:{width}} {item.number}  {item.status:5} {score}  {item.pointer} -> {where}{also}"


def _as_data(attached: Attached, text: Path, output: Path) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "text": str(text),
        "output": str(output),
        "same": attached.same,
        "counts": attached.counts,
        "fragments": [asdict(item) | {"doubtful": item.doubtful} for item in attached.fragments],
        "problems": [item.as_dict() for item in attached.problems],
    }
