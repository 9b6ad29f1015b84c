"""The plain-language summary as a document and as a sheet."""

from __future__ import annotations

from itertools import groupby

from argmap.compare.many import Many
from argmap.compare.prose import Reference, Sentence, prose
from argmap.render.boxes import page_words
from argmap.render.document import Document, Line, Section, Sheet, bullets, em, line, note, strong
from argmap.render.said import authors, issue_name, report

RULE = (
    "Every sentence is made from the annotation by fixed patterns; in quotation marks stand the annotators' "
    "paraphrases and reasons, in brackets pages and ids."
)


def document(many: Many, sources: tuple[str, ...] = ()) -> Document:
    """The summary for reading: a section for each heading, sentences grouped by issue."""
    sections = [Section(lines=(line(em(RULE)),))]
    for heading, sentences in groupby(prose(many), key=lambda s: s.heading):
        sections.append(bullets(heading, _lines(many, list(sentences))))
    return report(many, f"{authors(many)}: a summary", sections, sources, wide=False)


def _lines(many: Many, sentences: list[Sentence]) -> list[Line]:
    issues = {row.issue.id: row.issue for row in many.rows}
    before = ""
    lines = []
    for sentence in sentences:
        issue = issues.get(sentence.issue) if sentence.issue else None
        lead: list[Line] = []
        if issue is not None:
            asked = f" {issue.question}" if issue.question and issue.id != before else ""
            lead = [(strong(f"{issue_name(issue)}."), *line(em(asked)), *line(" "))]
            before = issue.id
        lines.append((*(run for one in lead for run in one), *line(sentence.text), *line(note(refs(many, sentence)))))
    return lines


def refs(many: Many, sentence: Sentence) -> str:
    """The references that the sentence's own words do not give: its links, and components it does not name."""
    named = [_place(many, ref) for ref in sentence.components if f"{ref.id})" not in sentence.text]
    links = [f"link {link}" if len(sentence.links) == 1 else link for link in sentence.links]
    shown = "; ".join([*named, *([", ".join(links)] if links else [])])
    return f" ({shown})" if shown else ""


def _place(many: Many, ref: Reference) -> str:
    page = f"{page_words(ref.page)}, " if ref.page else ""
    return f"{many.names[ref.author]}, {page}{ref.id}"


def sheet(many: Many) -> Sheet:
    """The summary for analysis: one sentence a row, its references in columns."""
    rows = tuple(
        (
            number,
            one.heading,
            one.issue,
            one.text,
            " ".join(f"{many.maps[ref.author].id}#{ref.id}" for ref in one.components),
            " ".join(one.links),
        )
        for number, one in enumerate(prose(many), 1)
    )
    return Sheet("summary", ("no", "heading", "issue", "sentence", "components", "links"), rows)
