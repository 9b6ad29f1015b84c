"""Generated argument maps for property tests: everything the model can hold, in hostile unicode."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from argmap.model import (
    KINDS,
    Annotator,
    ArgumentMap,
    BibItem,
    Component,
    Fragment,
    Issue,
    Relation,
    Scheme,
    Source,
    Voice,
)
from argmap.text.normal import digest, normalise
from argmap.text.reading import ReadingText, Region

# what XML 1.0 can hold, minus what would only test the XML library
SAFE = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff")
WORDS = st.text(SAFE, min_size=1, max_size=12).map(normalise).filter(bool)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(normalise)
CERTAINTY = st.sampled_from(["", "high", "medium", "low", "0.5"])

ISSUES = (
    Issue("issue.one", "One", "Is it so?"),
    Issue("issue.one.a", "One a", "", "issue.one"),
    Issue("issue.two", "Two"),
)
VOICES = (Voice("voice.other", "Somebody else"),)
SCHEMES = (Scheme("scheme.example", "Example"), Scheme("scheme.sign", "Sign"))
ANNOTATORS = (Annotator("ann.first", "First Reader", "argument annotation"), Annotator("ann.second", "Second Reader"))


@st.composite
def fragments(draw: st.DrawFn, content: str) -> tuple[Fragment, ...]:
    """One or two fragments that do not overlap, in order."""
    cuts = sorted(draw(st.lists(st.integers(0, len(content)), min_size=2, max_size=4, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return tuple(
        Fragment(start, end, f"src:{start}-{end}", sha256=digest(normalise(content[start:end]))) for start, end in pairs
    )


@st.composite
def maps(draw: st.DrawFn, ident: str = "sample", max_components: int = 12) -> ArgumentMap:
    """A map with text, pages, sections, components and relations of every kind (cycles included)."""
    content = normalise(" ".join(draw(st.lists(SENTENCES, min_size=3, max_size=8))) + " and so it ends")
    half = len(content) // 2
    text = ReadingText.of(
        content,
        pages=(Region(0, half, "1"), Region(half, len(content), "2")),
        sections=(Region(0, half, "1", "Opening"), Region(half, len(content), "2", "Close")),
    )
    count = draw(st.integers(1, max_components))
    components = tuple(
        Component(
            id=f"c{i + 1}",
            kind=draw(st.sampled_from(KINDS)),
            gloss=draw(SENTENCES),
            fragments=draw(fragments(content)),
            issues=tuple(draw(st.lists(st.sampled_from([i.id for i in ISSUES]), max_size=2, unique=True))),
            voice=draw(st.sampled_from(["voice.author", "voice.author", "voice.other"])),
            thesis=i == 0,
            annotator=draw(st.sampled_from(["ann.first", "ann.second"])),
            certainty=draw(CERTAINTY),
            notes=tuple(draw(st.lists(SENTENCES, max_size=1))),
        )
        for i in range(count)
    )
    return ArgumentMap(
        id=ident,
        title=draw(SENTENCES),
        source=Source(title=draw(SENTENCES), authors=tuple(draw(st.lists(WORDS, max_size=2))), date="2012"),
        text=text,
        components=components,
        relations=draw(relations([c.id for c in components])),
        issues=ISSUES,
        voices=VOICES,
        schemes=SCHEMES,
        annotators=ANNOTATORS,
    )


@st.composite
def relations(draw: st.DrawFn, ids: list[str]) -> tuple[Relation, ...]:
    """Relations among the ids: linked premises, undercuts of earlier relations, mutual attacks."""
    found: list[Relation] = []
    for index in range(draw(st.integers(0, 2 * len(ids)))):
        name = draw(st.sampled_from(["supports", "supports", "supports", "attacks", "undercuts", "restates"]))
        ident = f"k{index + 1}"
        sources = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)))
        schemes = tuple(draw(st.lists(st.sampled_from([s.id for s in SCHEMES]), max_size=1)))
        if name == "attacks" and len(sources) > 1 and draw(st.booleans()):
            found.append(Relation(ident, name, mutual=sources, annotator="ann.first"))
            continue
        pool = [r.id for r in found] if name == "undercuts" else ids
        if not pool:
            continue
        target = draw(st.sampled_from(pool))
        found.append(
            Relation(
                ident,
                name,
                sources,
                (target,),
                schemes=schemes,
                annotator="ann.second",
                certainty=draw(CERTAINTY),
                reason=draw(st.sampled_from(["", "because it says so"])),
            )
        )
    return tuple(found)


@st.composite
def rich_maps(draw: st.DrawFn, ident: str = "sample") -> ArgumentMap:
    """A map with what `maps` leaves out: cited sources, kept attributes, statuses of fragments, a machine, no text."""
    amap = draw(maps(ident, max_components=6))
    shown = draw(st.sampled_from(["", "exact", "moved", "fuzzy", "lost"]))
    score = draw(st.sampled_from([None, 0.5, 0.93]))
    components = tuple(
        replace(
            item,
            fragments=tuple(replace(f, status=shown, score=score, first="a few", last="words") for f in item.fragments),
            extra=(("n", draw(WORDS)),) if draw(st.booleans()) else (),
        )
        for item in amap.components
    )
    items = tuple(BibItem(f"b{n + 1}", draw(SENTENCES)) for n in range(draw(st.integers(0, 2))))
    cites = tuple(Relation(f"q{item.id}", "cites", (components[0].id,), (item.id,)) for item in items)
    program = Annotator("ann.program", "A program", "suggestions", machine=True)
    return replace(
        amap,
        components=components,
        relations=(*amap.relations, *cites),
        bibliography=items,
        annotators=(*amap.annotators, program),
        source=replace(amap.source, container=draw(SENTENCES), volume="3", pages="1–9", language="en", supplied=True),
        text=draw(st.sampled_from([amap.text, amap.text, None])),
    )
