"""The ``argmap`` command. Commands are imported only when they are called or asked for help."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from argmap import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# command name -> (module below argmap.cli, one line of help); `argmap --help` imports no command
COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("import_", "Turn an article (text, PDF, DOCX, HTML, TEI) into a TEI edition."),
    "annotate": ("annotate", "Annotate an article in the browser."),
    "check": ("check", "Report what is wrong in annotation files, with place and remedy."),
    "detach": ("detach", "Write an annotation without the article's text."),
    "attach": ("attach", "Put an annotation back onto your own copy of the text."),
    "outline": ("outline", "Show the argument as a tree in the terminal."),
    "render": ("render", "Draw an argument map (svg, pdf, png, dot, html, md, txt)."),
    "train": ("train", "Learn from annotated articles what to propose in others."),
    "suggest": ("suggest", "Propose components in one text, or pairs of positions that two may share."),
    "review": ("review", "Weigh such pairs one by one, and keep the decisions."),
    "compare": ("compare", "Set two authors' positions side by side."),
    "nearest": ("nearest", "Find the nearest counterparts over a whole corpus of maps."),
    "cruxes": ("cruxes", "Tell what a disagreement turns on."),
    "agree": ("agree", "Measure how far annotators agree, and list where they do not."),
    "adjudicate": ("adjudicate", "Bring several annotators' files to one agreed file."),
    "diff": ("diff", "Say what changed between two versions of one annotation."),
    "merge": ("merge", "Join what two people changed in one annotation."),
    "resolve": ("resolve", "Show or settle the conflicts that a merge left."),
    "git-setup": ("git_setup", "Let git compare and merge annotations by what they say."),
    "schemes": ("schemes", "Look up argumentation schemes and their critical questions."),
    "convert": ("convert", "Convert maps between notations, and say what is lost."),
    "formats": ("formats", "List the notations, and what each of them loses."),
    "build": ("build", "Rebuild all figures, tables and pages from the annotations."),
    "completion": ("completion", "Print the set-up for shell completion."),
}


WORDS = "argmap.words"


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports them late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Command names in the order of a scholar's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"argmap.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; where even a help text cannot be printed (a full disk), say so in one line."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            from argmap.cli.common import refused

            click.echo(f"argmap: {refused(error)}", err=True)
            raise SystemExit(2) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; the others are noted for `invoke`."""
        ctx.meta[WORDS] = list(args)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a file whose name begins with a hyphen looks like an option, and is told how to be named."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            meant = [word for word in ctx.meta.get(WORDS, ()) if word.startswith("-") and os.path.lexists(word)]
            if not meant or error.option_name[:2] not in {word[:2] for word in meant}:
                raise
            said = f"{error.message} If you mean the file, write ./{meant[0]}"
            raise click.NoSuchOption(error.option_name, said, error.possibilities, error.ctx) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands without importing any of them; options as click does it."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=line) for name, (_, line) in COMMANDS.items() if name.startswith(incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="argmap")
def main() -> None:
    """From printed articles to a comparison of their arguments.

    \b
    A scholar's path:
      argmap import article.txt -o article.xml    text to TEI edition, with a report of every repair
      argmap check article.xml                    what is wrong, where, and the remedy
      argmap render article.xml -o map.svg        the argument as a figure
      argmap compare a.xml b.xml -o table.md      where two authors stand to each other

    Exit status: 0 fine, 1 problems in the data, 2 misuse.
    """
