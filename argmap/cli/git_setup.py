"""``argmap git-setup``."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click

from argmap.cli.common import guarded
from argmap.problems import ArgmapError


@click.command("git-setup")
@click.option("--pattern", "patterns", multiple=True, help="Which files, as in .gitattributes. [default: *.xml]")
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
@click.option("--undo", is_flag=True, help="Take out again what this command put in.")
@guarded
def command(patterns: tuple[str, ...], dry_run: bool, undo: bool) -> None:
    """Let git compare and merge annotations by what they say.

    Writes one line for each pattern into the repository's .gitattributes (commit it, so that all have it) and three
    settings into its local configuration (which git does not share: every person runs this once). After it,
    `git diff` shows components and relations in place of markup, and `git merge` calls `argmap merge`.

    \b
    argmap git-setup
    argmap git-setup --pattern 'annotations/**/*.xml'
    argmap git-setup --undo
    """
    from argmap import workspace
    from argmap.versions.git import attribute_lines, settings, with_lines, without_lines

    top = Path(_git("rev-parse", "--show-toplevel").strip())
    file = top / ".gitattributes"
    old = workspace.read_bytes(file, empty=True).data.decode("utf-8", "surrogateescape") if file.is_file() else ""
    new = without_lines(old) if undo else with_lines(old, attribute_lines(patterns or ("*.xml",)))
    for sign, line in _difference(old, new):
        click.echo(f"{file.name}: {sign} {line}")
    if new != old and not dry_run:
        workspace.save(file, new.encode("utf-8", "surrogateescape"))
    for key, value in settings(f"{shlex.quote(sys.executable)} -m argmap").items():
        _configure(key, None if undo else value, dry_run=dry_run)
    if dry_run:
        click.echo("nothing was changed (--dry-run)", err=True)


def _configure(key: str, value: str | None, *, dry_run: bool) -> None:
    """Set a local setting, or remove it, and say so; nothing where it is so already."""
    known = _git("config", "--local", "--get-all", key, absent="")
    now = known.removesuffix("\n") if known else None
    if now == value:
        return
    click.echo(f"git config: - {key}" if value is None else f"git config: + {key} = {value}")
    if dry_run:
        return
    if value is None:
        _git("config", "--local", "--unset-all", key)
    else:
        _git("config", "--local", "--replace-all", key, value)


def _difference(old: str, new: str) -> list[tuple[str, str]]:
    before, after = old.splitlines(), new.splitlines()
    gone = [("-", line) for line in before if line not in after]
    return gone + [("+", line) for line in after if line not in before]


def _git(*words: str, absent: str | None = None) -> str:
    """Call git in the current folder; ``absent`` is the answer where it leaves with status 1."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise ArgmapError("git is not on this machine", "install git, or merge with argmap merge") from None
    if done.returncode == 1 and absent is not None:
        return absent
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1].removeprefix("fatal: ")
        raise ArgmapError(f"git {words[0]} failed: {reason}", "run this in the repository that holds the annotations")
    return done.stdout
