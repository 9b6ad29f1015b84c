"""Which links hold between two maps: links of a correspondences file, resolved, and identity.

The file names its ends as ``voloshin-2012.xml#c12``; an end belongs to a map whose id or whose
file's stem is the stem of that name, so that a detached annotation and the edition attached from
it answer to the same links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component
from argmap.problems import Problem

TYING = frozenset({"same", "broader", "narrower", "overlaps", "contrary", "contradictory"})
IDENTICAL = "identical"


@lru_cache(maxsize=10_000)
def stem(name: str) -> str:
    """The file name without folders and suffix."""
    return PurePosixPath(name.replace("\\", "/")).stem


def belongs(ref: Ref, amap: ArgumentMap) -> bool:
    """Whether the reference names this map."""
    return stem(ref.file) in {amap.id, stem(amap.file)}


def links_between(a: ArgumentMap, b: ArgumentMap, given: Correspondences) -> tuple[list[Link], list[Problem]]:
    """The links between two maps, turned so that ``link.a`` lies in ``a``.

    Links to other texts are left out. A link whose component is missing becomes a problem.

    Returns:
        Links in the order of the file (identical components first), and problems E703.
    """
    links = list(identities(a, b))
    problems = []
    for link in given.links:
        turned = _turned(link, a, b)
        if turned is None:
            continue
        missing = [str(ref) for ref, amap in ((turned.a, a), (turned.b, b)) if ref.id not in amap.component]
        if missing:
            message = f"link {link.id or link.type} points at {' and '.join(missing)}, which is nowhere"
            problems.append(Problem(link.place, "E703", message, "correct the id, or remove the link"))
            continue
        links.append(turned)
    return links, [*problems, *_at_odds(links)]


def _at_odds(links: Iterable[Link]) -> Iterator[Problem]:
    """Two confirmed links that differ about one pair: a comparison follows both, so it must say so."""
    first: dict[tuple[str, str], Link] = {}
    for link in links:
        other = first.setdefault((link.a.id, link.b.id), link) if link.status == "confirmed" else link
        if other.type != link.type:
            message = f"link {link.id} says {link.type} of {link.a.id} and {link.b.id}, {other.id} says {other.type}"
            yield Problem(link.place, "E706", message, "keep the one that holds, reject the other")


def identities(a: ArgumentMap, b: ArgumentMap) -> Iterator[Link]:
    """Links between components that are one and the same: same text, id, kind, gloss and extent."""
    same_text = a.id == b.id or (a.text is not None and b.text is not None and a.text.sha256 == b.text.sha256)
    for mine in a.components if same_text else ():
        other = b.component.get(mine.id)
        if other is not None and _says_the_same(mine, other):
            yield Link(
                id=f"={mine.id}",
                type="same",
                a=Ref(a.file or a.id, mine.id),
                b=Ref(b.file or b.id, mine.id),
                status=IDENTICAL,
                reason="one and the same component",
            )


def _says_the_same(mine: Component, other: Component) -> bool:
    return (mine.kind, mine.gloss, mine.voice) == (other.kind, other.gloss, other.voice)


def _turned(link: Link, a: ArgumentMap, b: ArgumentMap) -> Link | None:
    if belongs(link.a, a) and belongs(link.b, b):
        return link
    if belongs(link.a, b) and belongs(link.b, a):
        return link.swapped()
    return None


class LinkIndex:
    """Links by their ends: what ties two components, and which pairs were weighed."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.by_pair: dict[tuple[str, str], list[Link]] = {}
        self.partners: dict[str, list[str]] = {}  # of the first map's components: those they were weighed with
        self.tied_a: set[str] = set()
        self.tied_b: set[str] = set()
        for link in links:
            if link.status not in ("confirmed", "rejected", IDENTICAL):
                continue
            pair = (link.a.id, link.b.id)
            between = self.by_pair.setdefault(pair, [])
            if not between:
                self.partners.setdefault(pair[0], []).append(pair[1])
            between.append(link)
            if holds(link) and link.type in TYING:
                self.tied_a.add(pair[0])
                self.tied_b.add(pair[1])

    def reviewed(self, a: str, b: str) -> bool:
        """Whether the pair was weighed, with whatever outcome."""
        return (a, b) in self.by_pair

    def tying(self, a: str, b: str, *types: str) -> list[Link]:
        """Links that hold between the pair: of the given types, or any that ties."""
        wanted = types or tuple(TYING)
        return [link for link in self.by_pair.get((a, b), ()) if holds(link) and link.type in wanted]


def holds(link: Link) -> bool:
    """Whether the link is asserted (a rejected or suggested one is not)."""
    return link.status in ("confirmed", IDENTICAL)
