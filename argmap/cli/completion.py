"""``argmap completion``: what a shell needs to complete commands, options and file names."""

from __future__ import annotations

import click

from argmap.cli.common import guarded

PROGRAM = "argmap"
# where each shell reads it at start: fish reads a file per command, the others run a line of their own file
SETUP = {
    "bash": 'add this line to ~/.bashrc:  eval "$(argmap completion bash)"',
    "zsh": 'add this line to ~/.zshrc, after compinit:  eval "$(argmap completion zsh)"',
    "fish": "argmap completion fish > ~/.config/fish/completions/argmap.fish",
}


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(SETUP)))
@guarded
def command(shell: str) -> None:
    """Print the set-up for shell completion.

    \b
    Examples:
      eval "$(argmap completion bash)"      in ~/.bashrc
      eval "$(argmap completion zsh)"       in ~/.zshrc, after compinit
      argmap completion fish > ~/.config/fish/completions/argmap.fish

    Then TAB completes commands, options, choices and file names.
    """
    click.echo(script(shell))


def script(shell: str) -> str:
    """The completion script of one shell.

    Args:
        shell: "bash", "zsh" or "fish".
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    from argmap.cli.main import main

    makers = {"bash": BashComplete, "fish": FishComplete, "zsh": ZshComplete}
    maker = makers[shell](main, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    # not maker.source(): for bash that starts a bash to ask its version, which Windows may lack
    body = maker.source_template % maker.source_vars()
    return f"# {SETUP[shell]}\n{body.strip()}"
