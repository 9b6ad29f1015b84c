"""Maps for drawing: hostile glosses in many scripts, and big maps of a given shape."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source, Voice
from argmap.text.reading import ReadingText, Region

SCRIPTS = (
    "the quick reform of old institutions needs patience & <care>",
    "Ἡ πολιτεία τῶν Ἀθηναίων ἐστὶν ἀγαθὴ καὶ καλή",
    "Безопасность региона зависит от соседей Қазақстан",
    "الأمن في آسيا الوسطى يحتاج إلى تعاون",
    "ביטחון האזור תלוי בשכנים",
    "地区安全取决于邻国之间的合作与对话。",
    "क्षेत्र की सुरक्षा पड़ोसियों पर निर्भर है",
    "😀 👩‍👩‍👧 🇰🇿 emoji ✓ → ∀x",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "quotes \" ' ]]> --> {x} \\n \\l %s $1 | * _ # `",
    "bell\x07 null\x00 escape\x1b lone\ud800 bidi\u202e override\u202c \ufffe",
    "Z̸̢̛̞a̶̧͚͝l̴̰͆g̵̱͐o̷̜͌",
)
GLOSSES = st.one_of(
    st.lists(st.sampled_from(" ".join(SCRIPTS).split(" ")), min_size=1, max_size=60).map(" ".join),
    st.sampled_from(SCRIPTS),
    st.text(max_size=120),
)
KINDS = ("claim", "evidence", "recommendation", "objection <x>")


@st.composite
def drawable(draw: st.DrawFn, most: int = 14) -> ArgumentMap:
    """A map with anything in its glosses, and relations of all kinds: linked, undercuts, cycles, mutual, dangling."""
    ids = [f"c{n}" for n in range(1, draw(st.integers(1, most)) + 1)]
    components = tuple(
        Component(
            ident,
            draw(st.sampled_from(KINDS)),
            draw(GLOSSES),
            (Fragment(n * 10, n * 10 + 5),),
            tuple(draw(st.lists(st.sampled_from(["issue.a", "issue.b", "issue.unknown"]), max_size=2, unique=True))),
            draw(st.sampled_from(["voice.author", "voice.author", "voice.other"])),
            thesis=draw(st.booleans()) if n else True,
            certainty=draw(st.sampled_from(["", "low", "0.2"])),
        )
        for n, ident in enumerate(ids)
    )
    relations: list[Relation] = []
    for n in range(draw(st.integers(0, 2 * len(ids)))):
        name = draw(st.sampled_from(["supports", "supports", "attacks", "undercuts", "restates", "odd name"]))
        pool = ids + [r.id for r in relations] + ["missing"]
        if draw(st.integers(0, 8)) == 0:
            relations.append(Relation(f"k{n}", name, mutual=tuple(draw(st.lists(st.sampled_from(ids), max_size=3)))))
            continue
        sources = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3, unique=True))
        targets = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2, unique=True))
        relations.append(Relation(f"k{n}", name, tuple(sources), tuple(targets), reason=draw(GLOSSES)))
    issues = (Issue("issue.a", "An issue"), Issue("issue.b", "Another & more", parent="issue.a"))
    return ArgumentMap(
        "sample",
        draw(GLOSSES),
        Source(title=draw(GLOSSES), authors=tuple(draw(st.lists(st.sampled_from(["Ann <B>", "Ὅμηρος"]), max_size=2)))),
        _text(10 * len(ids) + 10),
        components,
        tuple(relations),
        issues,
        (Voice("voice.other", "The “others” & co"),),
    )


def _text(length: int) -> ReadingText:
    half = length // 2
    return ReadingText(
        length,
        "",
        None,
        (Region(0, half, "81"), Region(half, length, "82")),
        (Region(0, half, "1", "Opening"), Region(half, length, "2", "Close")),
    )


def big(count: int = 70, seed: int = 1, words: int = 18, reach: int = 4) -> ArgumentMap:
    """A map like a real one: a thesis, a deep tree of grounds with some cross-links, a few linked and undercut."""
    dice = random.Random(seed)
    vocabulary = ["order", "reform", "trade", "state", "neighbour", "danger", "law", "power", "water", "school"]
    components = tuple(
        Component(
            f"c{n}",
            ("recommendation" if n < 4 else "claim" if n < count // 2 else "evidence"),
            " ".join(dice.choice(vocabulary) for _ in range(dice.randint(words // 2, words * 3 // 2))).capitalize()
            + ".",
            (Fragment(n * 10, n * 10 + 5),),
            (f"issue.{dice.randrange(6)}",),
            "voice.other" if dice.random() < 0.15 else "voice.author",
            thesis=n == 0,
        )
        for n in range(count)
    )
    relations = []
    for n in range(1, count):
        target = f"c{dice.randrange(max(0, n // reach - 1), max(1, n // 2))}"
        name = "attacks" if dice.random() < 0.1 else "supports"
        mate = (f"c{n + 1}",) if n + 1 < count and dice.random() < 0.1 and name == "supports" else ()
        relations.append(Relation(f"k{n}", name, (f"c{n}", *mate), (target,)))
        if dice.random() < 0.05 and n > 5:
            relations.append(Relation(f"u{n}", "undercuts", (f"c{n - 1}",), (f"k{n}",)))
    return ArgumentMap(
        "big",
        "A big map",
        Source(title="A big map", authors=("Some Body",), date="2012"),
        _text(10 * count + 10),
        components,
        tuple(relations),
        tuple(Issue(f"issue.{n}", f"Subject {n}") for n in range(6)),
        (Voice("voice.other", "The others"),),
    )
