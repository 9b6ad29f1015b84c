"""A summary in plain sentences, made only of what the annotation says; each sentence names what it rests on.

The sentences are patterns filled with names, questions, paraphrases, reasons and counts. They hold no
adverb of degree and no judgement of their own. Disagreement comes first, then agreement, then silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.compare import many as mm
from argmap.compare import model as m
from argmap.compare.many import Many, MatrixRow, PairStanding
from argmap.compare.stance import OPPOSED
from argmap.correspondence import Link
from argmap.model import ArgumentMap

TEXTS, THESES, PARTED, SHARED, IN_PART, APART, ALONE, OPEN, LIMITS = (
    "The texts",
    "Main claims",
    "Where they part",
    "What they share",
    "What they share in part",
    "Talking past each other",
    "Where one speaks and another does not",
    "Left open",
    "What this rests on",
)
VERDICTS = {
    "contrary": "The two are judged contrary: they cannot both hold.",
    "contradictory": "The two are judged contradictory: exactly one of them holds.",
    "same": "The two are judged to say the same.",
    "overlaps": "The two are judged to overlap.",
}
HEADINGS = (TEXTS, THESES, PARTED, SHARED, IN_PART, APART, ALONE, OPEN, LIMITS)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a component stands: the author's number, its id, its page ("" where unknown)."""

    author: int
    id: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence under a heading, with the components, links and issue that it rests on."""

    heading: str
    text: str
    issue: str = ""
    components: tuple[Reference, ...] = ()
    links: tuple[str, ...] = ()


def prose(many: Many) -> list[Sentence]:
    """The summary, ordered by heading and, under each, by the code book."""
    found = [*_texts(many), *_theses(many), *_issues(many), *_limits(many)]
    return sorted(found, key=lambda sentence: HEADINGS.index(sentence.heading))


def _texts(many: Many) -> Iterator[Sentence]:
    for name, amap in zip(many.names, many.maps, strict=True):
        title = amap.source.shown_title or amap.title
        kinds = Counter(c.kind for c in amap.components)
        told = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items()))
        head = f"{name} (“{title}”)" if title and title != name else name
        counts = f"{len(amap.components)} component{'s' * (len(amap.components) != 1)} ({told})"
        counts += f" and {len(amap.relations)} relation{'s' * (len(amap.relations) != 1)}"
        yield Sentence(TEXTS, f"{head} is annotated with {counts}.")


def _theses(many: Many) -> Iterator[Sentence]:
    for n, (name, amap) in enumerate(zip(many.names, many.maps, strict=True)):
        for thesis in amap.theses:
            yield Sentence(THESES, f"{name} maintains: {quoted(thesis.gloss)}", components=(_at(amap, n, thesis.id),))
        if not amap.theses:
            yield Sentence(THESES, f"{name}: no component is marked as the main claim.")


def _issues(many: Many) -> Iterator[Sentence]:
    links = {(key, link.id): link for key, c in many.pairs.items() for link in c.links}
    findings = {(key, row.issue.id): row.findings for key, c in many.pairs.items() for row in c.rows}
    told: set[tuple[tuple[int, int], str]] = set()
    for row in many.rows:
        for pair in row.pairs:
            key = (pair.a, pair.b)
            found = findings.get((key, row.issue.id), ())
            fresh = [f.link for f in found if f.link is not None and (key, f.link.id) not in told]
            fresh = list({link.id: link for link in fresh}.values())
            told.update((key, link.id) for link in fresh)
            for link in sorted(fresh, key=lambda link: link.type not in OPPOSED):
                yield _link(many, row, pair, link)
            derived = [f for f in found if f.link is None]
            for f in derived:
                yield _remedy(many, row, pair, f)
            again = [i for i in pair.links if (key, i) in links and i not in {link.id for link in fresh}]
            if not fresh and not derived and again and pair.kind not in (m.ONLY_A, m.ONLY_B):
                yield _again(many, row, pair, tuple(again))
        yield from _unlinked(many, row)


def _link(many: Many, row: MatrixRow, pair: PairStanding, link: Link) -> Sentence:
    """One confirmed link: who holds what, how the two were judged, and the reason given."""
    a, b = many.maps[pair.a], many.maps[pair.b]
    heading = PARTED if link.type in OPPOSED else SHARED if link.type == "same" else IN_PART
    broader = _who(many, pair.a, link.a.id) if link.type == "broader" else _who(many, pair.b, link.b.id)
    verdict = VERDICTS.get(link.type, f"Of the two, that of {broader} is judged the broader.")
    reason = f" Reason given: {quoted(link.reason)}" if link.reason else ""
    text = f"{_says(many, pair.a, link.a.id)} {_says(many, pair.b, link.b.id)} {verdict}{reason}"
    refs = (_at(a, pair.a, link.a.id), _at(b, pair.b, link.b.id))
    return Sentence(heading, text, row.issue.id, refs, (link.id,))


def _remedy(many: Many, row: MatrixRow, pair: PairStanding, finding: m.Finding) -> Sentence:
    refs = (_at(many.maps[pair.a], pair.a, finding.a), _at(many.maps[pair.b], pair.b, finding.b))
    said = f"{_says(many, pair.a, finding.a)} {_says(many, pair.b, finding.b)}"
    text = f"{said} This is the {finding.kind}: {finding.why}."
    return Sentence(PARTED, text, row.issue.id, refs, finding.links)


def _again(many: Many, row: MatrixRow, pair: PairStanding, links: tuple[str, ...]) -> Sentence:
    names = f"{many.names[pair.a]} and {many.names[pair.b]}"
    text = f"{names} are tied by links that are told under other issues ({pair.kind})."
    return Sentence(PARTED if pair.kind == m.DISAGREE else IN_PART, text, row.issue.id, links=links)


def _unlinked(many: Many, row: MatrixRow) -> Iterator[Sentence]:
    """What no link ties: talking past, silence, and what is left open."""
    speaking = [cell.author for cell in row.cells if cell.position.own]
    for pair in row.pairs:
        names = f"{many.names[pair.a]} and {many.names[pair.b]}"
        weighed = f"{pair.reviewed} of {pair.possible} pairs were weighed"
        if pair.kind == m.TALK_PAST:
            text = f"{names} both take positions, all {pair.possible} pairs were weighed, and none is tied."
            yield Sentence(APART, text, row.issue.id, _chief(many, row, (pair.a, pair.b)))
        elif pair.kind == m.UNDETERMINED and pair.possible:
            text = f"{names} both take positions; {weighed}, and how they stand is not determined."
            yield Sentence(OPEN, text, row.issue.id, _chief(many, row, (pair.a, pair.b)))
    without = [cell for cell in row.cells if not cell.position.own]
    if speaking and without:
        who = _list([many.names[n] for n in speaking])
        silent = _list([many.names[c.author] for c in without if c.status == mm.SILENT])
        telling = _list([many.names[c.author] for c in without if c.status == mm.REPORTS])
        parts = [f"no component of {silent} is filed under it"] if silent else []
        unknown = _list([many.names[c.author] for c in without if c.status == mm.UNKNOWN])
        parts += [f"the code book of {unknown} lacks the issue"] if unknown else []
        parts += [f"of {telling} the annotation files reported voices only"] if telling else []
        verb = "takes a position" if len(speaking) == 1 else "take positions"
        text = f"{who} {verb}; {'; '.join(parts)}."
        yield Sentence(ALONE, text, row.issue.id, _chief(many, row, tuple(speaking)))


def _limits(many: Many) -> Iterator[Sentence]:
    counts = many.link_counts
    told = ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"
    yield Sentence(LIMITS, f"Of {many.possible} pairs of the authors' own positions {many.reviewed} were weighed.")
    yield Sentence(LIMITS, f"Pairs with a recorded link: {told}.")
    if counts.get("suggested"):
        yield Sentence(LIMITS, "Suggested links were made by the machine and decide nothing here.")
    sure = sum(item.certain for c in many.pairs.values() for item in (*c.only_a, *c.only_b))
    total = sum(len(c.only_a) + len(c.only_b) for c in many.pairs.values())
    if total:
        text = (
            f"No link ties {total} of the authors' own claims and recommendations to the other text of a pair; "
            f"for {sure} of them every candidate under a common issue was weighed, for {total - sure} not every one."
        )
        yield Sentence(LIMITS, text)


def _says(many: Many, author: int, ident: str) -> str:
    amap = many.maps[author]
    component = amap.component[ident]
    voice = amap.voice.get(component.voice)
    speaker = (voice.label or voice.id if voice else component.voice) if component.reported else ""
    verb = f"reports of {speaker}" if speaker else "reports" if component.kind == "evidence" else "holds"
    return f"{_who(many, author, ident)} {verb}: {quoted(component.gloss)}"


def _who(many: Many, author: int, ident: str) -> str:
    page = many.maps[author].page(many.maps[author].component[ident])
    before = f"{'pp.' if '–' in page else 'p.'} {page}, " if page else ""
    return f"{many.names[author]} ({before}{ident})"


def quoted(words: str) -> str:
    """Words of the annotation in quotation marks, with their own full stop."""
    words = " ".join(words.split()) or "no paraphrase given"
    return f"“{words}”" if words[-1] in ".?!" else f"“{words}.”"


def _chief(many: Many, row: MatrixRow, authors: tuple[int, ...]) -> tuple[Reference, ...]:
    """The leading position of each of these authors."""
    cells = [cell for cell in row.cells if cell.author in authors and cell.position]
    return tuple(_at(many.maps[c.author], c.author, (c.position.leading or c.position.reported)[0]) for c in cells)


def _at(amap: ArgumentMap, author: int, ident: str) -> Reference:
    return Reference(author, ident, amap.page(amap.component[ident]))


def _list(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
