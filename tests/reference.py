"""Makes the generated page of docs/ from the code: the reference of commands."""

from __future__ import annotations

import click

from argmap.cli.main import COMMANDS, main

NOTE = "<!-- generated from the code by: python -m pytest tests/test_docs.py --accept -->\n"


def commands_page() -> str:
    """``docs/commands.md``."""
    context = click.Context(main, info_name="argmap")
    parts = ["# Commands\n", NOTE, _prose(main.help or ""), _contents()]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        parts.append(_section(name, command))
    return "\n".join(parts)


def _contents() -> str:
    rows = "\n".join(f"| [`{name}`](#argmap-{name}) | {line} |" for name, (_, line) in COMMANDS.items())
    return f"| command | what it does |\n| --- | --- |\n{rows}\n"


def _section(name: str, command: click.Command) -> str:
    arguments = " ".join(_argument(p) for p in command.params if isinstance(p, click.Argument))
    usage = f"```sh\nargmap {name} [OPTIONS] {arguments}".rstrip() + "\n```\n"
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    rows = "\n".join(f"| {_option(p)} | {_meaning(p)} |" for p in options)
    table = f"| option | meaning |\n| --- | --- |\n{rows}\n" if rows else ""
    return "\n".join(part for part in (f"## argmap {name}\n", usage, _prose(command.help or ""), table) if part)


def _argument(parameter: click.Argument) -> str:
    name = parameter.metavar or (parameter.name or "").upper()
    if isinstance(parameter.type, click.Choice):
        name = "{" + "|".join(parameter.type.choices) + "}"
    name += "..." if parameter.nargs != 1 and not name.endswith("...") else ""
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _option(parameter: click.Option) -> str:
    value = ""
    if not (parameter.is_flag or parameter.count):
        choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        value = " " + (
            "\\|".join(map(str, choices)) or (parameter.metavar or parameter.type.name.upper()).replace("|", "\\|")
        )
    names = [*parameter.opts, *parameter.secondary_opts]
    return ", ".join(f"`{name}`" for name in names) + (f" {value.strip()}" if value else "")


def _meaning(parameter: click.Option) -> str:
    text = " ".join((parameter.help or "").split()).replace("|", "\\|")
    default = parameter.default
    shown = isinstance(default, str | int | float) and not isinstance(default, bool) and default != ""
    shown = shown and parameter.type.name != "boolean" and not parameter.is_flag
    notes = ["required"] if parameter.required else [f"default {default}"] if shown else []
    notes += ["may be repeated"] if parameter.multiple else []
    return text + (f" ({'; '.join(notes)})" if notes else "")


def _prose(text: str) -> str:
    """A help text as Markdown: what click keeps as it stands becomes a block of its own."""
    parts = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0].strip() != "\b":
            parts.append(" ".join(line.strip() for line in lines).strip().replace("<", "\\<") + "\n")
            continue
        head = 2 if lines[1].rstrip().endswith(":") else 1
        parts += [line.strip() + "\n" for line in lines[1:head]]
        parts.append("```text\n" + "\n".join(line.strip() for line in lines[head:]).rstrip() + "\n```\n")
    return "\n".join(parts)
