"""Why a pair is shown, in words: common issues, names and words, denial, neighbours, and whose voice it is."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import Any

from argmap.compare.align import LinkIndex
from argmap.graph import MapGraph
from argmap.model import ArgumentMap
from argmap.suggest.features import Likeness, said
from argmap.suggest.hints import denied, hint, modality, opposites
from argmap.suggest.words import PLAIN, Reader

SHOWN = 4  # words that a cue names
ALIKE = 0.25  # cosine from which two grounds are called alike


class Explainer:
    """Makes the cues of a pair; what belongs to one component is worked out once."""

    def __init__(
        self, a: ArgumentMap, b: ArgumentMap, links: LinkIndex, like: Likeness, reader: Reader = PLAIN
    ) -> None:
        self.maps = (a, b)
        self.links, self.like, self.reader = links, like, reader
        self.text = ([said(a, c) for c in a.components], [said(b, c) for c in b.components])
        self.stems = tuple([frozenset(reader.stems(text)) for text in side] for side in self.text)
        self.names = tuple([reader.names(text) for text in side] for side in self.text)
        self.graphs = (MapGraph(a), MapGraph(b))
        self.number = tuple({c.id: i for i, c in enumerate(amap.components)} for amap in self.maps)
        count = Counter(stem for side in self.stems for each in side for stem in each)
        total = sum(len(side) for side in self.text)
        self.weight = {stem: log((1 + total) / often) for stem, often in count.items()}

    def candidate(self, i: int, j: int, score: float) -> dict[str, Any]:
        """The fields of a candidate."""
        x, y = self.maps[0].components[i], self.maps[1].components[j]
        return {
            "a": x.id,
            "b": y.id,
            "score": score,
            "issues": tuple(issue for issue in x.issues if issue in y.issues),
            "cues": tuple(self.cues(i, j)),
            "hint": hint(self.text[0][i], self.text[1][j], float(self.like.characters[i, j])),
        }

    def cues(self, i: int, j: int) -> list[str]:
        """Phrases, the most telling first; never empty."""
        x, y = self.maps[0].components[i], self.maps[1].components[j]
        shared = [issue for issue in x.issues if issue in y.issues]
        found = [f"both under {' and '.join(issue.removeprefix('issue.') for issue in shared)}"] if shared else []
        words = self._words(i, j)
        found += [f"share {', '.join(words)}"] if words else []
        found += self._contrasts(i, j)
        found += self._around(i, j)
        for amap, component in zip(self.maps, (x, y), strict=True):
            if component.reported:
                voice = amap.voice.get(component.voice)
                found.append(f"{component.id} is reported ({voice.label if voice else component.voice})")
        return found or ["no common issue or word; like letters only"]

    def _words(self, i: int, j: int) -> list[str]:
        """Common words as the first text writes them: names first, then the rarest."""
        common = self.stems[0][i] & self.stems[1][j]
        named = self.names[0][i] & self.names[1][j]
        order = sorted(common, key=lambda stem: (stem not in named, -self.weight[stem], stem))
        written = self.reader.surface(self.text[0][i])
        return list(dict.fromkeys(written.get(stem, stem) for stem in order))[:SHOWN]

    def _contrasts(self, i: int, j: int) -> list[str]:
        left, right = self.text[0][i], self.text[1][j]
        found = ["one denied" if denied(left) != denied(right) else ""]
        found += [f"{one} against {other}" for one, other in opposites(left, right)]
        found.append(modality(left, right))
        return [cue for cue in found if cue]

    def _around(self, i: int, j: int) -> list[str]:
        """Links among their grounds and conclusions, and grounds in like words."""
        x, y = self.maps[0].components[i].id, self.maps[1].components[j].id
        found: list[str] = []
        mine, theirs = self.graphs[0].premises(x), self.graphs[1].premises(y)
        up, over = self._conclusions(0, x), self._conclusions(1, y)
        for said_so, left, right in (
            ("their grounds {} and {} are {}", mine, theirs),
            ("they support {} and {}, which are {}", up, over),
        ):
            tied = [(p, q, link.type) for p in left for q in right for link in self.links.tying(p, q)]
            found += [said_so.format(p, q, _called(kind)) for p, q, kind in tied]
        if not found:
            pairs = [(float(self.like.characters[self._at(0, p), self._at(1, q)]), p, q) for p in mine for q in theirs]
            best = max(pairs, default=(0.0, "", ""))
            found += [f"grounds alike ({best[1]}, {best[2]})"] if best[0] >= ALIKE else []
        return found[:2]

    def _conclusions(self, side: int, node: str) -> list[str]:
        targets = [t for r in self.graphs[side].outgoing(node, "supports") for t in r.targets]
        return [t for t in dict.fromkeys(targets) if t in self.number[side]]

    def _at(self, side: int, name: str) -> int:
        return self.number[side].get(name, 0)


def _called(kind: str) -> str:
    return {"same": "the same", "overlaps": "overlapping"}.get(kind, kind)
