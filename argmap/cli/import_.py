"""``argmap import``: an article as plain text, PDF, DOCX, HTML or TEI becomes a TEI edition."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import PATH, dump_json, guarded, output_folder_exists
from argmap.problems import ArgmapError, DataError, Place
from argmap.text.imports.options import ImportOptions, verify
from argmap.text.imports.report import KINDS, Report

_FILE = PATH


@click.command("import")
@click.argument("text", type=_FILE)
@click.option(
    "-o", "--output", type=_FILE, help="The edition to write; default: beside TEXT, ending in .xml or .tei.xml."
)
@click.option("--report", type=_FILE, help="Write the repair report: JSON if the name ends in .json, else readable.")
@click.option("--title", default="", help="The article's title.")
@click.option("--title-supplied", is_flag=True, help="The title is ours, not printed: shown in square brackets.")
@click.option("--author", "authors", multiple=True, help="An author's name; repeat for several. Unknown: leave out.")
@click.option("--date", default="", help="Date of publication, best as YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--language", default="en", show_default=True, help="Language code of the text.")
@click.option("--container", "--journal", default="", help="Title of the journal or book it stands in.")
@click.option("--volume", default="", help="Volume (and issue), such as 12:3.")
@click.option("--pages", default="", help="Page range, such as 81-96; the first number starts the page count.")
@click.option("--first-page", type=int, help="Number of the first page, where it is not printed in the text.")
@click.option("--id", "identity", default="", help="xml:id of the edition; default: made from the title.")
@click.option("--pipeline", default="", help="An installed spaCy pipeline for sentences; default: built-in rules.")
@click.option("--skip", multiple=True, help="A repair not to make: a kind, or a place LINE:COLUMN from the report.")
@click.option("--undo", type=_FILE, help="A JSON report: TEXT is its edition, and -o gets the raw file back.")
@click.option("--force", is_flag=True, help="Overwrite an edition even if it holds annotation.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@guarded
def command(text: Path, output: Path | None, report: Path | None, undo: Path | None, **rest: object) -> None:
    """Turn an article (plain text, PDF, DOCX, HTML, TEI of others) into a TEI edition.

    Words broken at line ends, note marks, page breaks, pull-quotes, running heads, scrambled capitals
    and more are found by general rules; every repair is listed in the report and can be undone.
    In a PDF, columns, running heads, footnotes and pull-quotes are told by their place on the page.

    \b
      argmap import article.txt -o article.xml --report article-report.txt
      argmap import article.pdf -o article.xml --report article-report.txt
      argmap import article.txt -o article.xml --title "On Stones" --author "A. Mason" --pages 41-56
      argmap import article.txt -o article.xml --title "On kerbs" --title-supplied   (author unknown)
      argmap import article.txt -o article.xml --skip ornament --skip 17:75
      argmap import article.xml --undo article-report.json -o article-again.txt
    """
    tei = text.suffix.lower() == ".xml" and not undo
    target = output or text.with_suffix(".tei.xml" if tei else ".xml")
    for path in (target, report):
        if path is not None:
            output_folder_exists(path)
    if target.resolve() == text.resolve() or (report and report.resolve() in (target.resolve(), text.resolve())):
        raise ArgmapError("input, edition and report need three different names", "choose another name with -o")
    if undo:
        _undo(text, undo, target)
    else:
        _import(text, target, report, rest)


def _undo(edition: Path, report: Path, target: Path) -> None:
    """Write the raw file that an edition was made from."""
    from argmap.tei.edition import restore
    from argmap.workspace import read_bytes, save

    try:
        made = Report.from_json(read_bytes(report).data)
        data = restore(read_bytes(edition).data, made)
    except DataError as error:
        place = error.place or Place(str(report), 1, 1)
        raise DataError(error.message, error.remedy, place=place) from None
    save(target, data)
    what = f"the text as extracted from the {made.source.medium}" if made.source else "the raw file as it was"
    click.echo(f"{target}: {what}, {len(data)} bytes", err=True)


def _import(text: Path, target: Path, report: Path | None, rest: dict[str, object]) -> None:
    """Write the edition and the report; say what was found."""
    from argmap.tei.edition import edition_from_file
    from argmap.workspace import read_bytes, save
    from argmap.workspace.convert import refuse_map

    force, as_json = rest.pop("force"), rest.pop("as_json")
    options = ImportOptions(id=str(rest.pop("identity")), **rest)  # type: ignore[arg-type]
    verify(options)
    raw = read_bytes(text).data
    refuse_map(text)
    if not force and target.is_file() and b"<standOff" in read_bytes(target, empty=True).data:
        raise ArgmapError(
            f"{target} holds annotation, which a new import would lose", "choose another name, or --force"
        )
    edition, made = edition_from_file(raw, options, str(text))
    save(target, edition)
    if report:
        save(report, (made.as_json() if report.suffix.lower() == ".json" else made.as_text()).encode())
    if as_json:
        warnings = list(made.warnings)
        click.echo(dump_json({"edition": str(target), "counts": made.counts(), "warnings": warnings}))
    else:
        click.echo(_summary(target, made), err=True)


def _summary(target: Path, made: Report) -> str:
    """What was found, one line per kind, and where to look."""
    lines = [f"{target}: written"]
    lines += [f"warning: {warning}" for warning in made.warnings]
    lines += [f"{number:6}  {kind}: {KINDS[kind]}" for kind, number in made.counts().items()]
    lines += [
        f"look at {repair.line}:{repair.column}: {repair.evidence}"
        for repair in made.repairs
        if repair.kind == "suspect"
    ]
    return "\n".join(lines)
