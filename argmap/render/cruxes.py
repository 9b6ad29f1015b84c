"""The analysis in words: sections of short sentences, each with the ids that it follows from.

`text` prints them for the terminal, `markdown` for a paper; both say the same. No adverb of degree
stands here that the data lack: where something moves, the figures are given.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from argmap import __version__
from argmap.analysis.chains import Chain, Ground, chains
from argmap.analysis.cruxes import Crux
from argmap.analysis.disagreements import OTHER_REMEDY, STANCE_APART, Apparent, Disagreement, Side
from argmap.analysis.frameworks import APART, FULL, Framework, Member
from argmap.analysis.gradual import BASE, GRADUAL
from argmap.analysis.kinds import UNDETERMINED
from argmap.analysis.report import CAUTION, Analysis
from argmap.compare.data import text_facts
from argmap.render.cruxes_more import firmness, patterns
from argmap.render.cruxes_words import SHOWN, Item, Words, cut
from argmap.render.document import Table
from argmap.render.markdown import escape as escaped
from argmap.render.measure import clean, plural
from argmap.render.table_stands import RULE, TITLE, Stands
from argmap.render.tables import tabled

WIDTH = 100
MOST = 12  # disagreements in the terminal
NAMED = 12  # disagreements whose links the first sentence names


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; the table, if there is one, says the same as the items and replaces them."""

    title: str
    items: tuple[Item, ...]
    table: Table | None = None
    note: str = ""


def sections(analysis: Analysis, full: bool = False) -> list[Section]:
    """The whole report; long lists are cut short unless it is to be ``full``."""
    words = Words(analysis.frame)
    parts = [
        Section("In short", tuple(_short(analysis, words))),
        Section("The theses", tuple(_theses(analysis, words))),
        _who_stands_where(analysis, words),
        Section(
            "Where they disagree",
            tuple(cut([_disagreement(d, words, full) for d in analysis.disagreements], None if full else MOST)),
        ),
        Section("Cruxes: what would change a thesis", tuple(_cruxes(analysis, words, full))),
        Section("How firm the ranking is", tuple(firmness(analysis, words))),
        *(
            Section(title, tuple(cut(items, None if full else SHOWN)))
            for title, items in patterns(analysis, words, full)
        ),
        Section("Look opposed, and were judged compatible", tuple(_apparent(analysis, words, full))),
        Section("What this rests on", tuple(_provenance(analysis))),
    ]
    return [part for part in parts if part.items]


def _who_stands_where(analysis: Analysis, words: Words) -> Section:
    """Of three and more authors: every question with its positions, and everybody's place."""
    found = analysis.questions
    if not found:
        return Section(TITLE, ())
    stands = Stands(analysis.frame, words.letters, words.labels)
    items = []
    for number, one in enumerate(found, 1):
        told = (*stands.positions(one), *stands.opposed(one), *stands.others(one), *stands.turns(one))
        items.append(Item(stands.heading(one, number), tuple(map(Item, told))))
    return Section(TITLE, tuple(items), stands.table(found), RULE)


def text(analysis: Analysis) -> str:
    """Plain text for the terminal."""
    lines = [clean(line) for line in (title(analysis.frame), Words(analysis.frame).legend()) if line] + [""]
    for section in sections(analysis):
        lines += [section.title, "-" * len(section.title)]
        lines += textwrap.wrap(section.note, WIDTH)
        for item in section.items:
            lines += _wrapped(item, 0)
        lines.append("")
    return "\n".join(lines)


def _wrapped(item: Item, depth: int) -> list[str]:
    head = "  " * depth + "- "
    lines = textwrap.wrap(
        clean(item.text), WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False
    )
    return lines + [line for sub in item.below for line in _wrapped(sub, depth + 1)]


def markdown(analysis: Analysis) -> str:
    """A Markdown document with everything."""
    legend = Words(analysis.frame).legend()
    parts = [f"# {escaped(title(analysis.frame))}", *([escaped(legend) + "."] if legend else [])]
    for section in sections(analysis, full=True):
        parts += [f"## {section.title}", *([escaped(section.note)] if section.note else [])]
        if section.table:
            parts.append(tabled(section.table))
        else:
            parts.append("\n".join(line for item in section.items for line in _bullets(item, 0)))
    return "\n\n".join(parts) + "\n"


def _bullets(item: Item, depth: int) -> list[str]:
    return ["  " * depth + "- " + escaped(item.text), *(x for sub in item.below for x in _bullets(sub, depth + 1))]


def title(frame: Framework) -> str:
    """What the report is about, with the names of the texts."""
    names = [amap.short_name for amap in frame.maps]
    if len(names) == 1:
        return f"{names[0]}: what the argument turns on"
    return f"{', '.join(names[:-1])} and {names[-1]}: what they disagree on, and what turns on it"


def _short(analysis: Analysis, words: Words) -> Iterable[Item]:
    found = analysis.disagreements
    if len(analysis.frame.maps) > 1:
        opposed = [d for d in found if d.opposed and d.held]
        where = ", ".join(f"{words.issues(d.issues)} {d.id}".strip() for d in opposed[:NAMED])
        where += f" and {len(opposed) - NAMED} more" if len(opposed) > NAMED else ""
        others = sum(d.type == STANCE_APART for d in found), sum(d.type == OTHER_REMEDY for d in found)
        counted = Counter(d.kind for d in opposed)
        kinds = ", ".join(f"{n} {'' if k == UNDETERMINED else 'about '}{k}" for k, n in counted.items())
        yield Item(
            f"They stand against each other in {plural(len(opposed), 'place')}"
            + (f" ({where}: {kinds})" if opposed else "")
            + (f"; on {others[0]} more they share something and pull apart" if others[0] else "")
            + (f"; {others[1]} times they answer one problem with different remedies" if others[1] else "")
            + "."
        )
    yield from _what_decides(analysis, words)


def _what_decides(analysis: Analysis, words: Words) -> Iterable[Item]:
    done = analysis.standing
    if not analysis.frame.theses:
        yield Item("No component is marked as a thesis, so nothing can be said about what a thesis turns on.")
        return
    deciding = [crux for crux in done.live if crux.flips]
    own = [crux for crux in done.cruxes if crux.itself]
    if own and any(crux.rival in analysis.frame.theses and crux.statement in analysis.frame.theses for crux in own):
        yield Item(f"Their theses oppose each other ({', '.join(own[0].refs)}).")
    if deciding:
        names = "; ".join(words.crux(crux) for crux in deciding)
        yield Item(f"Whether a thesis stands depends on {plural(len(deciding), 'point')} below it: {names}.")
    elif done.live:
        largest = done.live[0]
        yield Item(
            "No thesis hangs on any single contested point below it: its label stays, whichever way that is "
            f"settled. The most that one moves a strength is {largest.swing:.3f}, from 0 to 1 ({words.crux(largest)})"
            f"{_of_pairs(done.live, words)}."
        )
    else:
        itself = any(crux.itself and crux.matters for crux in done.cruxes)
        yield Item(f"Nothing {'else ' * itself}that is contested in the map or by the links reaches a thesis.")


def _of_pairs(live: list[Crux], words: Words) -> str:
    """The disagreement that moves most, where something inside one text moves more."""
    pairs = [crux for crux in live if crux.rival is not None]
    if not pairs or pairs[0] is live[0]:
        return ""
    return f"; of the disagreements it is {pairs[0].swing:.3f} ({words.crux(pairs[0])})"


def _theses(analysis: Analysis, words: Words) -> Iterable[Item]:
    done = analysis.standing
    for t in analysis.frame.theses:
        reason = analysis.why(t)
        below = [Item(words.told(line.strip())) for line in reason.lines()[:SHOWN]]
        below.append(
            Item(f"strength {done.strengths[t]:.3f} ({GRADUAL[done.method.gradual][0]}, from {done.base[t]:g})")
        )
        yield Item(words.statement(t), tuple(below))


def _disagreement(one: Disagreement, words: Words, full: bool) -> Item:
    issues = words.issues(one.issues)
    head = f"{issues}: " if issues else ""
    voice = "" if one.held else " (one side is only reported)"
    ends = [
        Item(f"{words.who(s.member)}: {words.cited(s.member)}", tuple(_ways(s, words, full))) for s in (one.a, one.b)
    ]
    about = "; ".join(words.told(s.text) for s in one.signs) or "no rule applies"
    below = [*ends, Item(f"{'kind' if one.kind == UNDETERMINED else 'about'} {one.kind}: {about}")]
    if one.shared:
        below.append(Item("both rest on: " + "; ".join(words.pair(p, q) for p, q in one.shared)))
    if one.deeper:
        below.append(Item(f"turns in part on what lies beneath it: {words.told(', '.join(one.deeper))}"))
    if one.link is not None and one.link.reason:
        below.append(Item(f"judged so because: {one.link.reason}"))
    also = f" (also {words.told(', '.join(one.also))})" if one.also else ""
    certainty = f", certainty {one.link.certainty}" if one.link is not None and one.link.certainty else ""
    return Item(f"{head}{words.told(one.why)}{also}{voice}{certainty}", tuple(below))


def _ways(side: Side, words: Words, full: bool) -> Iterable[Item]:
    """Up to the theses, down to the grounds; in short only by their ids."""
    for chain in side.up:
        yield Item(_chain(chain))
    if not side.up:
        yield Item("leads to no thesis in the map")
    direct = side.down.direct
    for ground in direct if full else ():
        names = " with ".join(words.cited(p) for p in ground.premises)
        yield Item(f"{_bears(ground)}: {names} [{ground.relation}]")
    told = [f"{_bears(g)} {' with '.join(p.id for p in g.premises)} [{g.relation}]" for g in direct if not full]
    last = [m.id for m in side.down.last if m not in {p for g in direct for p in g.premises}]
    told += [f"in the end on {', '.join(last)}"] if last else []
    if told:
        yield Item("; ".join(told))


def _bears(ground: Ground) -> str:
    return "rests on" if ground.supports else "is attacked by"


def _chain(chain: Chain) -> str:
    if not chain.steps:
        return "is the thesis"
    way = chain.start.id
    for step in chain.steps:
        beside = f" with {', '.join(m.id for m in step.beside)}" if step.beside else ""
        mark = "supports" if step.supports else "speaks against"
        onto = f" (through {step.onto})" if step.onto else ""
        which = "" if step is chain.steps[0] else ", which"
        way += f"{which}{beside} {mark} {step.target.id}{onto} [{step.relation}]"
    side = "for" if chain.supports else "against"
    return f"speaks {side} the thesis {chain.thesis.id} in {plural(len(chain.steps), 'step')}: {way}"


def _cruxes(analysis: Analysis, words: Words, full: bool) -> Iterable[Item]:
    live = analysis.standing.live
    told = [Item(f"{n}. {words.crux(crux)}", tuple(_effects(crux, words))) for n, crux in enumerate(live, 1)]
    yield from cut(told, None if full else SHOWN)
    if analysis.standing.left_out:
        far = plural(analysis.standing.left_out, "contested point")
        yield Item(f"{far} farther from a thesis decide no label; their weight was not computed")
    for crux in analysis.standing.cruxes:
        if crux.itself and crux.matters:
            above = ", which the points above bear on" if live else ""
            yield Item(f"The question itself{above}: {words.crux(crux)}")


def _effects(crux: Crux, words: Words) -> Iterable[Item]:
    """What follows if it is settled the one way, and the other."""
    for side, place in ((0, crux.statement), (1, crux.rival)):
        told = []
        for effect in crux.effects:
            label = f"is {effect.labels[side]}, " if effect.flips else ""
            if effect.flips or abs(effect.swing) > 0.0005:
                told.append(f"{words.short(effect.thesis)} {label}at {effect.strengths[side]:.3f}")
        moved = "; ".join(told) or "no thesis moves by 0.001"
        case = "if it fails" if place is None else f"if this holds – {words.statement(place)}"
        yield Item(f"{case}: {moved}")


def _apparent(analysis: Analysis, words: Words, full: bool) -> Iterable[Item]:
    """Those judged with the highest certainty first, then those nearest to the theses."""
    ranked = sorted(
        analysis.apparent,
        key=lambda x: (x.link.certainty != "high", _distance(analysis, x.a) + _distance(analysis, x.b)),
    )
    told = [_compatible(x, words) for x in ranked]
    return cut(told, None if full else SHOWN)


def _compatible(x: Apparent, words: Words) -> Item:
    ends = [Item(f"{words.who(m)}: {words.cited(m)}") for m in (x.a, x.b)]
    reason = [Item(f"judged compatible because: {x.link.reason}")] if x.link.reason else []
    return Item(f"{words.name(x.a)} and {words.name(x.b)} [{x.link.id}]", (*ends, *reason))


def _distance(analysis: Analysis, member: Member) -> int:
    """Steps from a component to its author's thesis; a hundred where none is reached."""
    return min((len(c.steps) for c in chains(analysis.frame, member)), default=100)


def _provenance(analysis: Analysis) -> Iterable[Item]:
    frame, method = analysis.frame, analysis.standing.method
    yield Item(CAUTION)
    for facts in map(text_facts, frame.maps):
        digest = f", text {facts['text_sha256'][:12]}" if facts["text_sha256"] else ""
        people = ", ".join(facts["annotators"]) or "not named"
        yield Item(
            f"{facts['name']}: {plural(facts['components'], 'component')}, "
            f"{plural(facts['relations'], 'relation')}{digest}; "
            f"annotators: {people}."
        )
    counts = Counter(link.type for link in frame.links)
    told = ", ".join(f"{n} {kind}" for kind, n in counts.items()) or "none"
    if len(frame.maps) > 1:
        yield Item(f"Confirmed links used: {told}.")
    if analysis.judges:
        programs = all(program for _, program in analysis.judges)
        note = " No person has confirmed them." if programs else ""
        yield Item(f"Links judged by: {', '.join(name for name, _ in analysis.judges)}.{note}")
    needs = ", a claim with grounds needs one that stands" if method.needs_grounds else ""
    reported = {
        APART: "reported objections do not defeat what their reporter holds",
        FULL: "reported positions count like the authors' own",
    }.get(frame.reading.reported, "reported positions are left out")
    yield Item(
        f"Labels: {method.labelling}{needs}; strengths: {GRADUAL[method.gradual][0]}, base score {BASE} unless "
        f"given; {reported}. See docs/evaluation.md."
    )
    if analysis.standing.unsettled:
        yield Item(
            "The strengths of some circle of arguments came to no rest; figures that depend on it are not sound."
        )
    for note in frame.notes:
        yield Item(f"Left out: {note}.")
    yield Item(f"Made with argmap {__version__}.")
