"""Makes docs/schemes.md from the registry of schemes."""

from __future__ import annotations

from collections.abc import Iterator

from argmap import schemes
from argmap.schemes import SchemeInfo

NOTE = "<!-- generated from the code by: python -m pytest tests/test_docs.py --accept -->\n"
OPENING = """\
An argumentation scheme is a usual way to get from premises to a conclusion. To name the scheme of a step is to
know what it rests on, and what to ask of it: every scheme has its **critical questions**. A question that finds no
good answer is where an attack, or an undercut of the step, may begin.

The selection and the names follow Douglas Walton, Chris Reed and Fabrizio Macagno, *Argumentation Schemes* (Cambridge:
Cambridge University Press 2008), chapter 9, with what AIFdb and arguebuf name besides. The wording is argmap's own,
made for readers who weigh a printed passage; cite the book for the theory.

- In the terminal: `argmap schemes` lists them, `argmap schemes expert opinion` shows one, `--json` is for programs.
- In a file: a relation's `@ana` points at a category of the taxonomy `schemes` (see [the encoding](encoding.md)).
  `argmap check` asks about an id that is almost one of these (W615) and leaves schemes of your own alone.
- From Python: names are found whatever their case and separators, with or without "Argument from".

```python
>>> from argmap import schemes
>>> schemes.find("ArgumentFromExpertOpinion").id
'scheme.expert-opinion'
>>> schemes.aifdb_name("scheme.cause-to-effect"), schemes.arguebuf_name("cause to effect")
('CauseToEffect', 'SUPPORT_CAUSE_TO_EFFECT')
>>> schemes.find("a scheme of my own") is None
True

```
"""


def schemes_page() -> str:
    """``docs/schemes.md``."""
    every = schemes.schemes()
    parts = ["# Argumentation schemes\n", NOTE, OPENING, *_contents()]
    for family, title in schemes.FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += ["\n".join(_section(info)) for info in every if info.family == family]
    return "\n".join(parts)


def _contents() -> Iterator[str]:
    rows = []
    for family, title in schemes.FAMILIES.items():
        links = (f"[{_short(info)}](#{_anchor(info.label)})" for info in schemes.schemes() if info.family == family)
        rows.append(f"| {title} | {', '.join(links)} |")
    yield "\n".join(["| what is argued from | schemes |", "| --- | --- |", *rows]) + "\n"


def _section(info: SchemeInfo) -> Iterator[str]:
    yield f"### {info.label}\n"
    above = f", a kind of [{_short(schemes.by_id()[info.broader])}]" if info.broader else ""
    above += f"(#{_anchor(schemes.by_id()[info.broader].label)})" if info.broader else ""
    yield f"`{info.id}`{above}\n"
    yield from (f"- *{premise.role}*: {premise.text}" for premise in info.premises)
    yield f"- **So**: {info.conclusion}\n"
    yield from (f"{number}. {question}" for number, question in enumerate(info.questions, 1))
    names = [f"AIFdb `{item.name}`{f' ({item.id})' if item.id else ''}" for item in info.aifdb]
    names += [f"arguebuf `{info.arguebuf}`"] if info.arguebuf else []
    yield from ([f"\nAlso: {'; '.join([*info.aliases, *names])}\n"] if names or info.aliases else [""])


def _short(info: SchemeInfo) -> str:
    return info.id.removeprefix("scheme.").replace("-", " ")


def _anchor(heading: str) -> str:
    return "".join(c for c in heading.lower() if c.isalnum() or c in " -_").replace(" ", "-")
