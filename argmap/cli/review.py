"""``argmap review``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, guarded, output_folder_exists, show_problems
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.cli.session import Ledger
    from argmap.model import ArgumentMap

NAME = click.option("--name", help="Who decides; asked for once if not given.")
MODEL = click.option(
    "--model", envvar="ARGMAP_MODEL", help="Sentence model: a folder, or the name of an installed package."
)
NLP = click.option("--nlp", envvar="ARGMAP_NLP", help="spaCy pipeline for lemmas and names: a name, a folder, or en.")
DOING = ("suggest", "review", "review_out", "review_in")  # what compare can do in the place of comparing
SERVING = ("number", "name", "model", "nlp")  # and the options that serve only these


@click.command("review")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
@click.option("--correspondences", "-c", type=PATH, help="The file of links; default: correspondences.xml beside A.")
@click.option("--number", "-n", default=50, show_default=True, type=click.IntRange(1), help="How many pairs at most.")
@NAME
@click.option("--out", "sheet_out", type=PATH, help="Write the pairs to a sheet instead: .csv or .xlsx.")
@click.option("--in", "sheet_in", type=PATH, help="Take the decisions from a sheet that was filled in.")
@MODEL
@NLP
@guarded
def command(
    a: Path,
    b: Path,
    correspondences: Path | None,
    number: int,
    name: str | None,
    sheet_out: Path | None,
    sheet_in: Path | None,
    model: str | None,
    nlp: str | None,
) -> None:
    """Weigh pairs of positions one by one, and keep each decision.

    Shows the likeliest pairs first: both glosses, pages, grounds, and why the pair is shown. Your
    answer (same, broader, narrower, overlaps, contrary, contradictory, unrelated, or reject) goes
    into the file of links at once, with your name and the date, so that you may stop at any time.
    What stands in the file already is not touched. Pairs once decided are not shown again.

    \b
    argmap review a.xml b.xml                       in the terminal
    argmap review a.xml b.xml --out pairs.xlsx      the same as a sheet, to fill in
    argmap review a.xml b.xml --in pairs.xlsx       … and its decisions back
    """
    if sheet_out is not None and sheet_in is not None:
        raise ArgmapError("--out and --in exclude each other", "write the sheet, fill it in, then read it")
    if sheet_out is not None:
        raise SystemExit(write_sheet(a, b, correspondences, number, sheet_out, model, nlp))
    if sheet_in is not None:
        raise SystemExit(read_sheet(a, b, correspondences, name, sheet_in))
    raise SystemExit(in_terminal(a, b, correspondences, number, name, model, nlp))


def write_sheet(
    a: Path, b: Path, named: Path | None, number: int, sheet: Path, model: str | None, nlp: str | None = None
) -> int:
    """Candidates as CSV or XLSX; returns the exit status."""
    from argmap.cli.suggest import coverage, prepared
    from argmap.suggest import sheet as sheets
    from argmap.workspace import save

    form = _form(sheet)
    output_folder_exists(sheet)
    first, second, _, found, status = prepared(a, b, named, model, nlp)
    rows = sheets.lines(found, first, second, number)
    save(sheet, sheets.to_csv(rows) if form == "csv" else sheets.to_xlsx(rows))
    click.echo(f"{sheet} written: {len(rows)} pair{'s' * (len(rows) != 1)} to decide. {coverage(found)}", err=True)
    return status


def read_sheet(a: Path, b: Path, named: Path | None, name: str | None, sheet: Path) -> int:
    """Decisions of a sheet into the file of links; returns the exit status."""
    from datetime import date

    from argmap.cli.common import load_annotated
    from argmap.cli.session import ask_name
    from argmap.compare.align import LinkIndex, links_between
    from argmap.suggest import sheet as sheets
    from argmap.suggest.record import person, record, reviewers
    from argmap.workspace import load_links, read_bytes

    form = _form(sheet)
    data = read_bytes(sheet).data
    rows = sheets.from_csv(data, str(sheet)) if form == "csv" else sheets.from_xlsx(data, str(sheet))
    first, problems = load_annotated(a)
    second, more = load_annotated(b)
    links, also = load_links(a, named)
    found, faults = sheets.decisions(rows, first, second, str(sheet))
    status = show_problems([*problems, *more, *also, *faults])
    known = LinkIndex(links_between(first, second, links)[0])
    fresh = [decision for decision in found if not known.reviewed(decision.a, decision.b)]
    if fresh:
        who = person(name or ask_name(reviewers(links)))
        ledger = _ledger(a, named, (first, second))
        ledger.keep(record(ledger.data, fresh, (first, second), who, date.today().isoformat(), str(ledger.path)))
    done = len(found) - len(fresh)
    told = f"{len(fresh)} decision{'s' * (len(fresh) != 1)} taken in"
    before = f", {done} pair{'s were' if done != 1 else ' was'} decided before" if done else ""
    click.echo(told + before, err=True)
    return status


def in_terminal(
    a: Path, b: Path, named: Path | None, number: int, name: str | None, model: str | None, nlp: str | None = None
) -> int:
    """A session; returns the exit status."""
    from argmap.cli.session import Session, ask_name
    from argmap.cli.suggest import coverage, prepared
    from argmap.suggest.record import person, reviewers

    first, second, links, found, status = prepared(a, b, named, model, nlp)
    if not found.candidates:
        click.echo(f"No pair is left to weigh. {coverage(found)}")
        return status
    ledger = _ledger(a, named, (first, second))
    who = person(name or ask_name(reviewers(links)))
    Session((first, second), found, ledger, who).run(number)
    return status


def _form(sheet: Path) -> str:
    form = sheet.suffix.lower().lstrip(".")
    if form not in ("csv", "xlsx"):
        raise ArgmapError(f"{sheet} is neither .csv nor .xlsx", "choose a name that ends in one of them")
    return form


def _ledger(a: Path, named: Path | None, maps: tuple[ArgumentMap, ArgumentMap]) -> Ledger:
    """The file of links as it is, or an empty one that the first decision will write."""
    from argmap.cli.session import Ledger
    from argmap.suggest.record import empty
    from argmap.workspace import read_bytes, replace_file
    from argmap.workspace.documents import LINKS

    path = named or a.parent / LINKS
    if named is None and not path.is_file():
        return Ledger(path, empty(*maps), "", replace_file)
    loaded = read_bytes(path)
    return Ledger(path, loaded.data, loaded.sha256, replace_file)


def pair_options(function: Callable[..., None]) -> Callable[..., None]:
    """Options that let ``argmap compare`` do what ``suggest`` and ``review`` do."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        asked = {name: kwargs.pop(name) for name in (*DOING, *SERVING)}
        chosen = [name for name in DOING if asked[name]]
        if not chosen:
            _only_with_pairs()
            function(*args, **kwargs)
            return
        if len(chosen) > 1:
            raise ArgmapError("--suggest, --review, --review-out and --review-in exclude each other", "choose one")
        pair = list(kwargs["maps"])
        if len(pair) != 2:
            raise ArgmapError(f"pairs are weighed between two texts, not {len(pair)}", "name two annotation files")
        raise SystemExit(_instead(chosen[0], asked, pair, kwargs))

    pairs = (
        click.option("--suggest", is_flag=True, help="List pairs that may correspond; as argmap suggest."),
        click.option("--review", is_flag=True, help="Weigh such pairs one by one; as argmap review."),
        click.option("--review-out", type=PATH, help="Write them to a sheet (.csv, .xlsx) to fill in."),
        click.option("--review-in", type=PATH, help="Take the decisions from such a sheet."),
        click.option("--number", "-n", type=click.IntRange(1), help="Pairs to list (20), or to show or write (50)."),
    )
    for option in reversed((*pairs, NAME, MODEL, NLP)):
        run = option(run)
    return run


def _only_with_pairs() -> None:
    """Refuse what serves the weighing of pairs only; a variable of the environment is no wish for it."""
    context = click.get_current_context()
    for name in SERVING:
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            message = f"--{name} serves --suggest and --review"
            raise ArgmapError(message, "add one of them, or leave the option out")


def _instead(chosen: str, asked: dict[str, Any], pair: list[Path], rest: dict[str, Any]) -> int:
    (a, b), named, number = pair, rest.get("correspondences"), asked["number"]
    model, nlp = asked["model"], asked["nlp"]
    if chosen == "review_out":
        return write_sheet(a, b, named, number or 50, asked["review_out"], model, nlp)
    if chosen == "review_in":
        return read_sheet(a, b, named, asked["name"], asked["review_in"])
    if chosen == "review":
        return in_terminal(a, b, named, number or 50, asked["name"], model, nlp)
    from argmap.cli.suggest import shown

    return shown(a, b, named, number or 20, model, nlp, as_json=bool(rest.get("as_json")))
