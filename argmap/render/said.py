"""Words that all reports share: statements with their places, names of classes, and what a report rests on."""

from __future__ import annotations

from collections.abc import Iterable

from argmap import __version__
from argmap.compare import model as m
from argmap.compare.data import text_facts
from argmap.compare.many import Many
from argmap.compare.table import Statement
from argmap.model import Annotator, Issue
from argmap.render.boxes import page_words
from argmap.render.document import Document, Line, Run, Section, bullets, em, line, note
from argmap.render.measure import plural

UNNAMED = "no issue given"


def issue_name(issue: Issue) -> str:
    """What an issue is called."""
    return issue.label or issue.id.removeprefix("issue.") or UNNAMED


def label(kind: str, a: str, b: str) -> str:
    """A class with the authors' names in the place of A and B."""
    return {m.ONLY_A: f"only {a}", m.ONLY_B: f"only {b}"}.get(kind, kind)


def where(said: Statement) -> str:
    """Page and id: "p. 91, c35"."""
    return ", ".join(part for part in (page_words(said.page), said.id) if part)


def told(said: Statement, lead: str = "") -> Line:
    """A statement as a line: lead, speaker, paraphrase, place."""
    words = said.gloss.rstrip(".") or "(no paraphrase)"
    return line(lead, em(f"{said.speaker}: ") if said.speaker else "", words, note(f" ({where(said)})"))


def silence(item: m.Unmatched) -> str:
    """How far it is proven that a position has no counterpart."""
    if not item.possible:
        return "the other text has no position under its issues"
    return "all candidates weighed" if item.certain else f"{item.reviewed} of {item.possible} candidates weighed"


def judged_by(judges: Iterable[str], machines: Iterable[str]) -> str:
    """Who judged the links, plainly said where it was no person; "" where nothing has been judged."""
    names, programs = list(judges), set(machines)
    if not names:
        return ""
    if programs >= set(names):
        return f"All links were judged by {', '.join(names)}: no person has confirmed them."
    return f"Links were judged by {', '.join(names)}."


def footer(many: Many) -> tuple[str, ...]:
    """What a report rests on, one sentence each: texts, annotators, links, coverage, version."""
    lines = []
    for name, amap in zip(many.names, many.maps, strict=True):
        facts = text_facts(amap)
        digest = f", text {facts['text_sha256'][:12]}" if facts["text_sha256"] else ""
        people = ", ".join(facts["annotators"]) or "not named"
        held = f"{plural(facts['components'], 'component')}, {plural(facts['relations'], 'relation')}"
        lines.append(f"{name}: {held}{digest}; annotators: {people}.")
    counts = ", ".join(f"{number} {status}" for status, number in many.link_counts.items()) or "none"
    share = f"{many.reviewed} of {many.possible} pairs of the authors' own positions weighed"
    lines.append(f"Pairs linked: {counts}; {share}.")
    if many.judges:
        told = [Annotator(name, machine=name in many.machines).shown for name in many.judges]
        note = " No person has confirmed them." if set(many.judges) == set(many.machines) else ""
        lines.append(f"Links judged by: {', '.join(told)}.{note}")
    return (*lines, f"Made with argmap {__version__}.")


def footer_in_short(many: Many) -> tuple[str, ...]:
    """The same in a line, for pages after the first: each text by its hash, the links, the version."""
    texts = []
    for name, amap in zip(many.names, many.maps, strict=True):
        digest = amap.text.sha256[:12] if amap.text else ""
        texts.append(f"{name} (text {digest})" if digest else name)
    counts = ", ".join(f"{number} {status}" for status, number in many.link_counts.items()) or "none"
    alone = ", no person has confirmed them" if many.judges and set(many.judges) == set(many.machines) else ""
    return (f"{'; '.join(texts)}. Pairs linked: {counts}{alone}. argmap {__version__}. In full on page 1.",)


def report(many: Many, title: str, sections: list[Section], sources: tuple[str, ...], *, wide: bool) -> Document:
    """A document with its list of sources and its footer."""
    ends = [bullets("Sources", [line(one) for one in sources])] if sources else []
    language = many.maps[0].source.language or "en"
    return Document(title, (*sections, *ends), footer(many), wide, language)


def question(issue: Issue) -> tuple[Line, ...]:
    """An issue in a cell: its name in bold, its question below."""
    name = Run(issue_name(issue), "strong")
    return (line(name), line(issue.question)) if issue.question else (line(name),)


def authors(many: Many) -> str:
    """The names in one phrase, for titles; of more than four, how many there are."""
    if len(many.names) > 4:
        return f"{len(many.names)} texts"
    return ", ".join(many.names[:-1]) + f" and {many.names[-1]}"
