"""``argmap diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, dump_json, guarded, output_folder_exists
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.versions.diff import Difference


@click.command("diff")
@click.argument("old", type=PATH, required=False)
@click.argument("new", type=PATH, required=False)
@click.option("--output", "-o", type=PATH, help="Write a page (.html), the lines (.txt) or data (.json) instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--textconv", type=PATH, metavar="FILE", help="Print one file as lines, for git diff.")
@guarded
def command(old: Path | None, new: Path | None, output: Path | None, as_json: bool, textconv: Path | None) -> None:
    """Say what changed between two versions of one annotation, in its own words.

    Components added, removed, re-cut, moved, re-typed, re-glossed or re-filed; relations re-tied; the code book;
    for two correspondences files, the links and stances. Entries are matched by their ids, and where those
    changed, by passage and gloss.

    \b
    argmap diff monday.xml friday.xml
    argmap diff monday.xml friday.xml -o changes.html
    argmap git-setup                             then git diff shows annotations so

    Exit status: 0, whether or not something changed; 2 misuse.
    """
    from argmap import workspace
    from argmap.render import changes
    from argmap.versions.git import readable

    if textconv is not None:
        click.echo(readable(workspace.read_bytes(textconv, empty=True).data, str(textconv)), nl=False)
        return
    if old is None or new is None:
        raise ArgmapError("two files are needed", "argmap diff OLD NEW")
    form = output.suffix.lstrip(".").lower() if output is not None else ""
    if output is not None:
        output_folder_exists(output)
        if form not in ("html", "txt", "json"):
            raise ArgmapError(f"changes cannot be written as .{form}", "use .html, .txt or .json")
    found = _difference(old, new)
    written = {
        "html": lambda: changes.html(found, old.name, new.name),
        "json": lambda: dump_json(found.as_dict()) + "\n",
    }.get("json" if as_json and output is None else form, lambda: changes.text(found))()
    if output is None:
        click.echo(written, nl=False)
    else:
        workspace.save(output, written.encode("utf-8"))
        click.echo(f"{output} written", err=True)


def _difference(old: Path, new: Path) -> Difference:
    """The difference of two annotations, or of two correspondences files."""
    from argmap import workspace
    from argmap.formats.home import recognises
    from argmap.plugins import Input
    from argmap.tei import correspondences
    from argmap.tei.home import with_checks
    from argmap.tei.naming import old_ids
    from argmap.tei.parse import parse
    from argmap.tei.reader import read_document
    from argmap.versions.diff import diff, diff_links
    from argmap.versions.git import holds_links

    old, new = workspace.document(old), workspace.document(new)
    data = [workspace.read_bytes(path).data for path in (old, new)]
    if not all(recognises(Input(item)) for item in data):  # other notations hold no links
        # some keep fingerprints of passages, some leave them to the text
        return diff(*(with_checks(old_ids(workspace.load(path)[0])) for path in (old, new)))
    documents = [parse(item, str(path)) for item, path in zip(data, (old, new), strict=True)]
    links = [holds_links(document) for document in documents]
    if all(links):
        return diff_links(*(correspondences.read(item)[0] for item in data))
    if any(links):
        raise ArgmapError(f"{old} and {new} are not of one kind", "compare two annotations, or two files of links")
    maps = [
        read_document(document, workspace.neighbours(path))[0]
        for document, path in zip(documents, (old, new), strict=True)
    ]
    return diff(*maps)
