"""``argmap annotate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, guarded
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from argmap.web.session import Session


@click.command("annotate")
@click.argument("file", type=PATH)
@click.option("--as", "person", default="", metavar="NAME", help="Who annotates; default: the first person named.")
@click.option("--guidelines", type=PATH, help="A text or Markdown file to show beside the text.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A fixed port.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@guarded
def command(file: Path, person: str, guidelines: Path | None, port: int, no_browser: bool) -> None:
    """Annotate an article in the browser.

    FILE is a TEI edition with its text, as argmap import makes it, with or without annotation. A page on this
    machine opens; nothing leaves the machine. Every step goes at once into a journal beside the file; saving
    writes the annotation into the file and leaves everything else in it as it is. Stop with Ctrl+C, or with Quit
    in the page.

    \b
    argmap annotate article.xml                           the page opens in the browser
    argmap annotate article.xml --as "Ada Moss"           sign what is new with this name
    argmap annotate article.xml --guidelines rules.md     with the guidelines at hand
    """
    from argmap import workspace
    from argmap.web.session import Session

    rules = workspace.read_bytes(guidelines).data.decode("utf-8", "replace") if guidelines else ""
    session = Session(file, person)
    try:
        _serve(session, rules, port, not no_browser)
    finally:
        session.close()
    left = len(session.history.pending)
    if left:
        click.echo(f"argmap: {left} steps are not saved into {file}; the journal beside it keeps them", err=True)


def _serve(session: Session, rules: str, port: int, browser: bool) -> None:
    import webbrowser

    from argmap.web.app import Bench, create_app
    from argmap.web.data import sentences_of
    from argmap.web.guard import Guard
    from argmap.web.server import Server

    try:
        server = Server(port)
    except OSError as error:
        raise ArgmapError(f"port {port} cannot be used: {error.strerror}", "leave --port out") from None
    guard = Guard(server.port)
    for text in session.told:
        click.echo(f"argmap: {text}", err=True)
    if session.recovered:
        click.echo(f"argmap: {session.recovered} unsaved steps are back from the journal", err=True)
    bench = Bench(session, guard, rules, server.stop, sentences=sentences_of(session))
    click.echo(guard.address)
    click.echo("argmap: the address works once; stop with Ctrl+C", err=True)
    if browser:
        webbrowser.open(guard.address)
    try:
        server.run(create_app(bench))
    except KeyboardInterrupt:
        click.echo("argmap: stopped", err=True)
