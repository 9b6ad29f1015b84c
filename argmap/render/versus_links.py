"""The links of the side-by-side figure: curves between two columns, each with its type in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.compare import model as m
from argmap.render.scene import Item, Point, Rect, Shape, Text, bezier, box

SIZE, SMALL = 6.8, 6.2
PILL_GAP = 3.0
STYLES: dict[str, tuple[float, tuple[float, ...]]] = {
    "same": (1.5, ()),
    "broader": (1.0, ()),
    "narrower": (1.0, ()),
    "overlaps": (1.0, (6.0, 2.0)),
    "contrary": (1.5, (4.0, 2.5)),
    "contradictory": (2.2, (4.0, 2.5)),
    m.OTHER_REMEDY: (1.2, (1.2, 2.2)),
}
WORDS = {"broader": "broader than", "narrower": "narrower than", m.OTHER_REMEDY: "other remedy"}


@dataclass(frozen=True)
class Tie:
    """A link to draw: the cards' ids, the type of link (or the class that stands for it), its id, its class."""

    a: str
    b: str
    type: str
    id: str = ""
    kind: str = ""


def tie_items(ties: list[Tie], left: dict[str, Rect], right: dict[str, Rect], prefix: str = "") -> list[Item]:
    """All curves, then their labels, so that no curve crosses out a word.

    Labels stand in one column in the order of the curves, none on another.
    """
    if not ties:
        return []
    starts = _ports([(t.a, right[t.b]) for t in ties], left)
    ends = _ports([(t.b, left[t.a]) for t in ties], right)
    wanted = [(starts[i] + ends[i]) / 2 for i in range(len(ties))]
    heights = _spread(wanted, SIZE + 2 * PILL_GAP + 3)
    curves, labels = [], []
    for i, tie in enumerate(ties):
        begin = (left[tie.a].right, starts[i])
        finish = (right[tie.b].x, ends[i])
        curve, label = _tie(tie, begin, finish, heights[i], f"{prefix}.{i}")
        curves.append(curve)
        labels.append(label)
    return curves + labels


def _ports(ends: list[tuple[str, Rect]], cards: dict[str, Rect]) -> list[float]:
    """Where each link meets its card: spread along the card's side in the order of the far ends."""
    ports = [0.0] * len(ends)
    for ident in dict.fromkeys(ident for ident, _ in ends):
        mine = sorted((far.y + far.h / 2, i) for i, (other, far) in enumerate(ends) if other == ident)
        rect = cards[ident]
        for place, (_, i) in enumerate(mine):
            ports[i] = rect.y + rect.h * (place + 1) / (len(mine) + 1)
    return ports


def _spread(wanted: list[float], step: float) -> list[float]:
    """The wanted heights moved apart to at least one step, as little as possible on the whole.

    Pools neighbours that would touch and centres each pool on the mean of what its members want
    (isotonic regression by pool-adjacent-violators; Barlow et al. 1972).
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    pools: list[list[float]] = []  # sum of (wanted - rank * step), count
    for rank, i in enumerate(order):
        pools.append([wanted[i] - rank * step, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
    placed = [0.0] * len(wanted)
    rank = 0
    for total, count in pools:
        for _ in range(int(count)):
            placed[order[rank]] = total / count + rank * step
            rank += 1
    return placed


def _tie(tie: Tie, begin: Point, finish: Point, height: float, ident: str) -> tuple[Item, Item]:
    stroke, dash = STYLES.get(tie.type, (1.0, (1.2, 2.2)))
    role = "undercuts" if tie.type == m.OTHER_REMEDY else tie.type
    middle = ((begin[0] + finish[0]) / 2, height)
    quarter = (middle[0] - begin[0]) / 2
    curve = bezier(
        [
            begin,
            (begin[0] + quarter, begin[1]),
            (middle[0] - quarter, middle[1]),
            middle,
            (middle[0] + quarter, middle[1]),
            (finish[0] - quarter, finish[1]),
            finish,
        ]
    )
    word = Text.at(0, 0, WORDS.get(tie.type, tie.type), SIZE, "bold", role)
    number = Text.at(0, 0, tie.id if not tie.id.startswith("=") else "", SMALL, "regular", "muted")
    wide = word.width + (number.width + 4 if number.text else 0)
    pill = Rect(middle[0] - wide / 2 - 5, height - SIZE / 2 - PILL_GAP, wide + 10, SIZE + 2 * PILL_GAP)
    texts = [replace(word, x=pill.x + 5, y=height + SIZE * 0.36)]
    if number.text:
        texts.append(replace(number, x=pill.right - 5 - number.width, y=height + SIZE * 0.36))
    line = Item("", "line", tie.type, shapes=(Shape(curve, "", role, stroke, dash),))
    label = (Shape(box(pill, pill.h / 2), "page", role, 0.8),)
    title = f"{tie.a[2:]} {WORDS.get(tie.type, tie.type)} {tie.b[2:]}" + (f" ({tie.kind})" if tie.kind else "")
    return line, Item(ident, "edge", tie.type, title, "", pill, label, tuple(texts))
