"""Generated argument maps for property tests: everything the model can hold, in hostile unicode."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

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
ANY_WORDS = st.text(SAFE, min_size=1, max_size=12).map(normalise).filter(bool)
# whole stretches of Unicode: hypothesis asks of each letter whether it may be there, which for the hundreds of
# stretches of SAFE takes longer than what most tests do with a map
STRETCHES = (
    " ~", "\u00a0\u024f", "\u0300\u036f", "\u0391\u03a1", "\u0410\u045f", "\u05d0\u05ea", "\u0620\u0652",
    "\u0e01\u0e3a", "\u1100\u11ff", "\u2000\u2064", "\u2190\u23ff", "\u3000\u303f", "\u4e00\u4eff",
    "\uac00\uacff", "\ue000\ue0ff", "\ufb00\ufb06", "\ufff9\ufffd", "\U0001d400\U0001d454",
    "\U0001f300\U0001f64f", "\U0010ff00\U0010fffd",
)  # fmt: skip
LETTERS = "".join(chr(n) for first, last in STRETCHES for n in range(ord(first), ord(last) + 1))
# what has tripped readers and writers of notations
TRAPS = (
    "The U.S. e.g. 3.5 1,000 -1 #1 c1 k1 issue.one null true NaN == => -> <- +> <_ >< :: [a] [[b]] {c} (d) <e> </e> "
    "&amp; &lt; ]]> --> <!-- <![CDATA[ %s %n $x ${y} \\\\ \\n // /* */ ``` ''' \"\"\" “q” «s» || ** __ ~~ @x =1+1 "
    "#REF! e\u0301 \u1112\u1161\u11ab \U0001f468\u200d\U0001f469 x\u0308\u0323 a\u00adb __proto__ https://x.org/a?b=c&d#e"
)
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12).map(normalise).filter(bool), st.sampled_from(TRAPS.split(" ")), ANY_WORDS
)
# in running text every seventh or so of the plain letters stands for a space
SPACED = str.maketrans(dict.fromkeys("02468bdfhjlnprtvxzBDFHJLNPRTVXZ", " "))
RUNNING = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: normalise(text.translate(SPACED))).filter(bool)
SENTENCES = st.one_of(RUNNING, RUNNING, st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(normalise))
CERTAINTY = st.sampled_from(["", "high", "medium", "low", "0.5"])

ISSUES = (
    Issue("issue.one", "One", "Is it so?"),
    Issue("issue.one.a", "One a", "", "issue.one"),
    Issue("issue.two", "Two"),
)
VOICES = (Voice("voice.other", "Somebody else"),)
SCHEMES = (Scheme("scheme.example", "Example"), Scheme("scheme.sign", "Sign"))
# one draw for what takes several as a list
FILED = st.sampled_from([tuple(i.id for i in some) for count in range(3) for some in permutations(ISSUES, count)])
NAMED = st.sampled_from([(), *((scheme.id,) for scheme in SCHEMES)])
ANNOTATORS = (Annotator("ann.first", "First Reader", "argument annotation"), Annotator("ann.second", "Second Reader"))


@st.composite
def fragments(draw: st.DrawFn, content: str) -> tuple[Fragment, ...]:
    """One or two fragments that do not overlap, in order."""
    pairs: list[tuple[int, int]] = []
    free = 0
    for _ in range(draw(st.integers(1, 2))):
        if free < len(content):
            start = draw(st.integers(free, len(content) - 1))
            pairs.append((start, draw(st.integers(start + 1, len(content)))))
            free = pairs[-1][1] + 1
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
            issues=draw(FILED),
            voice=draw(st.sampled_from(["voice.author", "voice.author", "voice.other"])),
            thesis=i == 0,
            annotator=draw(st.sampled_from(["ann.first", "ann.second"])),
            certainty=draw(CERTAINTY),
            notes=(draw(SENTENCES),) if draw(st.booleans()) else (),
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
        schemes = draw(NAMED)
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
