"""Small maps for the analysis: components from a word, relations from a line."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap.analysis.attacks import Attacks
from argmap.analysis.frameworks import framework
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue, Relation

KIND = {"c": "claim", "e": "evidence", "r": "recommendation"}


def made(ident: str, components: str, relations: str = "", theses: str = "c1", issues: str = "") -> ArgumentMap:
    """A map: ``c1 e1 ~c2`` (~ for a reported one); relations as ``k1: e1+c2 > c1; k2: c3 -| k1; k3: c1 = c4``.

    ``>`` supports, ``-|`` attacks (undercuts, where the target is a relation), ``=`` restates, ``<>`` attacks
    mutually. ``issues``: ``c1:i c2:i,j``.
    """
    filed = dict(pair.split(":") for pair in issues.split())
    found = []
    for word in components.split():
        name = word.lstrip("~")
        found.append(
            Component(
                name,
                KIND[name[0]],
                f"What {name} of {ident} says.",
                issues=tuple(filed.get(name, "").split(",")) if name in filed else (),
                voice="voice.other" if word.startswith("~") else "voice.author",
                thesis=name in theses.split(),
            )
        )
    declared = sorted({i for c in found for i in c.issues})
    return ArgumentMap(
        ident,
        title=ident,
        components=tuple(found),
        relations=tuple(_relation(line.strip()) for line in relations.split(";") if line.strip()),
        issues=tuple(Issue(i, i.upper()) for i in declared),
    )


def _relation(line: str) -> Relation:
    name, _, rest = line.partition(":")
    name, _, scheme = name.partition("/")
    schemes = (f"scheme.{scheme}",) if scheme else ()
    for mark, kind in (("<>", ""), ("-|", "attacks"), (">", "supports"), ("=", "restates")):
        if mark in rest:
            left, right = (part.strip() for part in rest.split(mark))
            if not kind:
                return Relation(name, "attacks", mutual=(left, right))
            hits_a_step = kind == "attacks" and right.startswith("k")
            return Relation(
                name, "undercuts" if hits_a_step else kind, tuple(left.split("+")), (right,), schemes=schemes
            )
    raise ValueError(line)


def linked(*lines: str) -> Correspondences:
    """Links as ``x1: a#c1 contrary b#c1``; with ``rejected`` before the type for a rejected one."""
    links = []
    for line in lines:
        name, _, rest = line.partition(":")
        words = rest.split()
        ends = [Ref(*word.split("#")) for word in (words[0], words[-1])]
        status = "rejected" if "rejected" in words else "confirmed"
        links.append(Link(name, words[-2], ends[0], ends[1], status, reason=f"reason of {name}"))
    return Correspondences("links", links=tuple(links))


def graph(*maps: ArgumentMap, links: Correspondences | None = None, **reading):
    """The framework of maps that have no faults in their links."""
    from argmap.analysis.frameworks import Reading

    frame, problems = framework(maps, links, Reading(**reading))
    assert problems == []
    return frame


@st.composite
def abstract(draw: st.DrawFn, most: int = 6) -> tuple[int, list[tuple[int, int]]]:
    """A small abstract framework: number of arguments, attacks."""
    count = draw(st.integers(1, most))
    ends = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(ends, ends), max_size=3 * count, unique=True))


@st.composite
def acyclic(draw: st.DrawFn, most: int = 8) -> Attacks:
    """A small abstract framework without circles."""
    count = draw(st.integers(1, most))
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    return Attacks.plain(count, draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
