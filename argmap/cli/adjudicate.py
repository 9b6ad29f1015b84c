"""``argmap adjudicate``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import PATH, SAME, dump_json, guarded, output_folder_exists, served, show_problems
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.adjudication.differences import Differences
    from argmap.web.adjudicate_session import Adjudication


@dataclass(frozen=True)
class Options:
    """What is asked for beside the files."""

    output: Path | None
    listed: bool
    form: str
    take: Path | None
    partial: bool
    same: float
    person: str
    port: int
    idle: int
    no_browser: bool
    private: bool


@click.command("adjudicate")
@click.argument("files", nargs=-1, type=PATH, metavar="A.xml B.xml …")
@click.option("--output", "-o", type=PATH, help="The agreed file to write; the annotators' files stay as they are.")
@click.option("--list", "listed", is_flag=True, help="Print the differences, and what is decided of them with -o.")
@click.option("--json", "form", flag_value="json", default="", help="The list as JSON.")
@click.option("--csv", "form", flag_value="csv", default="", help="The list as a sheet, to be filled in.")
@click.option(
    "--take", type=PATH, metavar="FILE", help="Take the decisions of a filled-in sheet (CSV or JSON), and save."
)
@click.option("--partial", is_flag=True, help="Save though some are open: everybody's version of them is kept.")
@SAME
@click.option("--as", "person", default="", metavar="NAME", help="Who decides; the page asks if it is not given.")
@served
@guarded
def command(files: tuple[Path, ...], **rest: object) -> None:
    """Bring several people's annotations of one text to one agreed file.

    A page on this machine opens that walks through what they see differently (missing components, boundaries,
    kinds, glosses, issues, voices, relations …). Of each you take one version, both, neither, or write a new one,
    and say why. What all agree on passes through. The agreed file tells in its header who decided what, when and
    why. Decisions are kept at once in a journal beside the agreed file, so that you may stop at any time.

    A single file that several annotators signed is taken apart by who signed.

    \b
    argmap adjudicate anna.xml boris.xml -o agreed.xml --as "Jo Fox"
    argmap adjudicate anna.xml boris.xml --list                       only the list
    argmap adjudicate anna.xml boris.xml --list --csv > sheet.csv     to fill in: choice, value, reason
    argmap adjudicate anna.xml boris.xml -o agreed.xml --take sheet.csv --as "Jo Fox"
    """
    options = Options(**rest)  # type: ignore[arg-type]
    if not files:
        raise ArgmapError("there is nothing to adjudicate", "name two annotators' files, or one that several signed")
    if options.form and not options.listed:
        raise ArgmapError(f"--{options.form} is a form of the list", "add --list")
    if options.output is None and not options.listed:
        raise ArgmapError("the agreed file has no name", "name it with -o, or ask for the --list only")
    if options.output is None:
        raise SystemExit(_list_only(files, options))
    output_folder_exists(options.output)
    raise SystemExit(_with_target(files, options.output, options))


def _list_only(files: tuple[Path, ...], options: Options) -> int:
    from argmap.adjudication.build import agree
    from argmap.adjudication.table import rows
    from argmap.web.adjudicate_session import find, read_input

    inputs = [read_input(path) for path in files]
    found = find(inputs, options.same)
    status = show_problems([problem for item in inputs for problem in item.problems])
    _print(found, rows(found, {}, agree(found, {})), options.form)
    return status


def _print(found: Differences, told: list[dict[str, Any]], form: str) -> None:
    from argmap.adjudication import table

    if form == "json":
        names = [side.name for side in found.case.sides]
        click.echo(dump_json({"annotators": names, "differences": told}))
    elif form == "csv":
        click.echo(table.sheet(found, told), nl=False)
    else:
        click.echo(table.text(found, told), nl=False)


def _with_target(files: tuple[Path, ...], target: Path, options: Options) -> int:
    from argmap.adjudication.table import rows
    from argmap.web.adjudicate_session import Adjudication
    from argmap.workspace import read_bytes

    session = Adjudication(files, target, options.person, options.same)
    try:
        status = show_problems([problem for item in session.inputs for problem in item.problems])
        for text in session.told:
            click.echo(f"argmap: {text}", err=True)
        if options.take is not None:
            taken = session.take(read_bytes(options.take).data, str(options.take))
            click.echo(f"argmap: {taken} decisions taken from {options.take}", err=True)
            session.save(session.version, partial=options.partial)
            click.echo(f"{target} written{_left(session)}", err=True)
        if options.listed:
            _print(session.found, rows(session.found, session.decisions, session.agreed), options.form)
        elif options.take is None:
            _serve(session, options)
    finally:
        session.close()
    return status


def _left(session: Adjudication) -> str:
    return (
        f"; {session.agreed.open} differences are open, and kept as everybody has them" if session.agreed.open else ""
    )


def _serve(session: Adjudication, options: Options) -> None:
    import webbrowser
    from contextlib import ExitStack

    from argmap.web.adjudicate import Court, create_adjudication_app
    from argmap.web.guard import Guard
    from argmap.web.opening import redirect_file
    from argmap.web.server import Server

    try:
        server = Server(options.port, options.idle * 60.0)
    except OSError as error:
        raise ArgmapError(f"port {options.port} cannot be used: {error.strerror}", "leave --port out") from None
    guard = Guard(server.port)
    app = create_adjudication_app(Court(session, guard, server.stop))
    if session.recovered:
        click.echo(f"argmap: {session.recovered} decisions are back from the journal", err=True)
    click.echo(guard.address)
    click.echo("argmap: the address works once; stop with Ctrl+C", err=True)
    with ExitStack() as stack:
        if not options.no_browser:
            page = stack.enter_context(redirect_file(guard.address)) if options.private else None
            webbrowser.open(page.as_uri() if page else guard.address)
        try:
            server.run(app)
        except KeyboardInterrupt:
            click.echo("argmap: stopped", err=True)
    if server.fell_idle:
        click.echo(f"argmap: stopped, because no page was open for {options.idle} minutes", err=True)
    if not session.saved_at:
        click.echo(f"argmap: {session.target} was not saved; the journal beside it keeps the decisions", err=True)
