"""``argmap annotate``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, guarded, served
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.web.session import Session


@dataclass(frozen=True)
class Options:
    """How the page is served and shown."""

    person: str
    beside: tuple[Path, ...]
    guidelines: Path | None
    model: Path | None
    port: int
    idle: int
    no_browser: bool
    private: bool


@click.command("annotate")
@click.argument("file", type=PATH)
@click.option("--as", "person", default="", metavar="NAME", help="Who annotates; default: the first person named.")
@click.option("--with", "beside", type=PATH, multiple=True, help="Another annotator's file to show beside, read-only.")
@click.option("--guidelines", type=PATH, help="A text or Markdown file to show beside the text.")
@click.option("--model", type=PATH, metavar="DIR", help="A model of argmap train for the proposals; default: rules.")
@served
@guarded
def command(file: Path, **rest: object) -> None:
    """Annotate an article in the browser.

    FILE is a TEI edition with its text, with or without annotation; a PDF, DOCX, HTML or text file is imported into
    an edition beside it first, with a report of all repairs. A page on this machine opens; nothing leaves the
    machine. Every step goes at once into a journal beside the file; saving writes the annotation into the file and
    leaves everything else in it as it is. Stop with Ctrl+C, or with Quit in the page.

    \b
    argmap annotate article.xml                           the page opens in the browser
    argmap annotate article.pdf                           imports it into article.xml first
    argmap annotate article.xml --as "Ada Moss"           sign what is new with this name
    argmap annotate mine.xml --with theirs.xml            with another annotator's marks beside
    argmap annotate article.xml --guidelines rules.md     with the guidelines at hand
    argmap annotate article.xml --model my-model          proposals by a model that you trained
    """
    from argmap import workspace
    from argmap.web.opening import edition_for
    from argmap.web.session import Session

    options = Options(**rest)  # type: ignore[arg-type]
    rules = workspace.read_bytes(options.guidelines).data.decode("utf-8", "replace") if options.guidelines else ""
    if options.model and not options.model.is_dir():
        raise ArgmapError(f"{options.model} is no folder", "name the folder that argmap train wrote")
    if file.is_file() and file.suffix.lower() != ".xml":
        click.echo(f"argmap: reading {file.name}", err=True)
    opened = edition_for(file)
    for text in opened.told:
        click.echo(f"argmap: {text}", err=True)
    session = Session(opened.path, options.person)
    try:
        _serve(session, rules, options)
    finally:
        session.close()
    left = session.left
    if left:
        click.echo(f"argmap: {left} steps are not saved into {opened.path}; the journal beside it keeps them", err=True)


def _serve(session: Session, rules: str, options: Options) -> None:
    import webbrowser
    from contextlib import ExitStack

    from argmap.web.app import Bench, create_app
    from argmap.web.data import sentences_of
    from argmap.web.guard import Guard
    from argmap.web.opening import redirect_file
    from argmap.web.others import read_others
    from argmap.web.proposals import Proposals, proposer
    from argmap.web.server import Server

    others = read_others(session.base.map, options.beside)
    try:
        server = Server(options.port, options.idle * 60.0)
    except OSError as error:
        raise ArgmapError(f"port {options.port} cannot be used: {error.strerror}", "leave --port out") from None
    guard = Guard(server.port)
    for text in session.told:
        click.echo(f"argmap: {text}", err=True)
    if session.recovered:
        click.echo(f"argmap: {session.recovered} unsaved steps are back from the journal", err=True)
    sentences = sentences_of(session.base.document, session.base.map)
    proposals = Proposals(proposer(str(options.model) if options.model else ""))
    bench = Bench(session, guard, rules, options.idle, server.stop, proposals, sentences, others)
    click.echo(guard.address)
    click.echo("argmap: the address works once; stop with Ctrl+C", err=True)
    with ExitStack() as stack:
        if not options.no_browser:
            page = stack.enter_context(redirect_file(guard.address)) if options.private else None
            webbrowser.open(page.as_uri() if page else guard.address)
        try:
            server.run(create_app(bench))
        except KeyboardInterrupt:
            click.echo("argmap: stopped", err=True)
    if server.fell_idle:
        click.echo(f"argmap: stopped, because no page was open for {options.idle} minutes", err=True)
