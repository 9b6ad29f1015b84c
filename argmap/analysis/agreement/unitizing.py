"""Agreement on where units lie in a continuum, and how they are labelled: Krippendorff's unitizing alphas.

The family of 2016 (Krippendorff, Mathet, Bouvry and Widloecher, Quality and Quantity 50; Krippendorff, Content
Analysis, 4th ed. 2019, 12.6) is the one to report. The older alpha_U (Krippendorff 1995, 2004) is there for
comparison with papers of its time; it misbehaves with more than two coders.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

Label = Hashable
Unit = tuple[int, int, Label]
GAP = None
Pair = tuple[Label, Label]


@dataclass(slots=True)
class Continuum:
    """Sums over one or several continua, from which the coefficients follow; they may be added.

    ``met`` holds lengths at which two labels coincide (None is a gap), ``squares`` what units and gaps would
    coincide with themselves; the starred ones are those of stretches where units of several coders meet.
    """

    met: Counter[Pair] = field(default_factory=Counter)
    squares: Counter[Label] = field(default_factory=Counter)
    starred: Counter[Pair] = field(default_factory=Counter)
    starred_squares: Counter[Label] = field(default_factory=Counter)
    units: int = 0

    def __add__(self, other: Continuum) -> Continuum:
        total = Continuum(units=self.units + other.units)
        for name in ("met", "squares", "starred", "starred_squares"):
            counter = Counter(getattr(self, name))
            counter.update(getattr(other, name))
            setattr(total, name, counter)
        return total

    def __radd__(self, other: int) -> Continuum:
        return self

    @property
    def labels(self) -> list[Label]:
        """All labels but the gap."""
        return sorted({one for one, _ in self.met if one is not GAP}, key=str)


def continuum(length: int, coders: Sequence[Sequence[Unit]]) -> Continuum:
    """The sums of one continuum.

    Args:
        length: Of the continuum.
        coders: Each one's units ``(start, end, label)``; those of one coder must not overlap.

    Raises:
        ValueError: there are fewer than two coders, or units overlap or lie outside.
    """
    if len(coders) < 2:
        raise ValueError("agreement needs two coders")
    lines = [_sections(length, units) for units in coders]
    found = Continuum(units=sum(len(units) for units in coders))
    share = 1 / (len(coders) - 1)
    for index, line in enumerate(lines):
        others = [other for at, other in enumerate(lines) if at != index]
        for other in others:
            for (one, two), size in _meetings(line, other).items():
                found.met[one, two] += size * share  # type: ignore[assignment]
                if one is not GAP and two is not GAP:
                    found.starred[one, two] += size * share  # type: ignore[assignment]
        covered = _union([(a, b) for other in others for a, b, label in other if label is not GAP])
        ends = [b for _, b in covered]
        for start, end, label in line:
            size = end - start
            found.squares[label] += size if label is GAP else size * size
            if label is not GAP:
                found.starred_squares[label] += _shared(start, end, covered, ends) ** 2
    return found


def u_alpha(found: Continuum) -> float | None:
    """Units and their labels together (equation 34 of Krippendorff 2019)."""
    return _one_minus(_differing(found.met), _expected(found.met, found.squares))


def boundary_alpha(found: Continuum) -> float | None:
    """Units against gaps, whatever the labels: |u-alpha (equation 35)."""
    total = sum(found.met.values())
    if not total:
        return None
    own = sum(found.squares.values())
    units = sum(n for (one, _), n in found.met.items() if one is not GAP)
    observed = sum(n for (one, other), n in found.met.items() if (one is GAP) != (other is GAP))
    spread = total - own / total
    return _one_minus(observed, 2 * units * (total - units) / spread if spread > 0 else 0.0)


def label_alpha(found: Continuum) -> float | None:
    """Labels where units of different coders meet: cu-alpha (equations 36 and 37)."""
    return _one_minus(_differing(found.starred), _expected(found.starred, found.starred_squares))


def one_label_alpha(found: Continuum, label: Label) -> float | None:
    """How reliably one label is told from the others where units meet: (k)u-alpha (equation 38)."""
    met, squares = found.starred, found.starred_squares
    total = sum(met.values())
    margin = sum(n for (_, other), n in met.items() if other == label)
    spread = total - sum(squares.values()) / total if total else 0.0
    if not margin or spread <= 0:
        return None
    expected_all = (margin * total - squares[label]) / spread
    expected_other = margin * (total - margin) / spread
    observed = (margin - met[label, label]) / margin
    return _one_minus(observed, expected_other / expected_all if expected_all else 0.0)


def alpha_2004(length: int, coders: Sequence[Sequence[Unit]]) -> float | None:
    """alpha_U of Krippendorff (1995, 2004): squared differences of boundaries, summed over the labels."""
    parts = [disagreement_2004(length, coders, label) for label in _labels(coders)]
    expected = sum(part[1] for part in parts)
    return 1 - sum(part[0] for part in parts) / expected if expected else None


def disagreement_2004(length: int, coders: Sequence[Sequence[Unit]], label: Label) -> tuple[float, float]:
    """Observed and expected disagreement about one label, as `alpha_2004` sums them."""
    lines = [_sections(length, [unit for unit in units if unit[2] == label]) for units in coders]
    count = len(lines)
    observed = sum(_apart_2004(line, other) for i, line in enumerate(lines) for j, other in enumerate(lines) if i != j)
    units = [b - a for line in lines for a, b, name in line if name is not GAP]
    gaps = sorted(b - a for line in lines for a, b, name in line if name is GAP)
    above = [0, *accumulate(reversed(gaps))]  # lengths of the longest gap, of the two longest, and so on
    whole = count * length
    below = whole * (whole - 1) - sum(size * (size - 1) for size in units)
    cubes = sum(
        (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) + size**2 * (above[many] - many * (size - 1))
        for size in units
        for many in (len(gaps) - bisect_left(gaps, size),)
    )
    expected = 2 / length * cubes / below if below else 0.0
    return observed / (count * (count - 1) * length**2), expected


def _apart_2004(line: Sequence[Unit], other: Sequence[Unit]) -> float:
    """Distances of all sections of two lines; those that do not meet have none, and both fill the continuum."""
    ends = [end for _, end, _ in other]
    total = 0.0
    for one in line:
        for at in range(bisect_right(ends, one[0]), len(other)):
            if other[at][0] >= one[1]:
                break
            total += _distance_2004(one, other[at])
    return total


def _shared(start: int, end: int, covered: Sequence[tuple[int, int]], ends: Sequence[int]) -> int:
    """How much of a stretch is covered by others that are apart and in order."""
    total = 0
    for at in range(bisect_right(ends, start), len(covered)):
        if covered[at][0] >= end:
            break
        total += min(end, covered[at][1]) - max(start, covered[at][0])
    return total


def _distance_2004(one: Unit, other: Unit) -> float:
    (a, b, first), (c, d, second) = one, other
    if first is not GAP and second is not GAP:
        return (a - c) ** 2 + (b - d) ** 2 if a < d and c < b else 0.0
    if first is not GAP and second is GAP and c <= a and b <= d:
        return (b - a) ** 2
    if second is not GAP and first is GAP and a <= c and d <= b:
        return (d - c) ** 2
    return 0.0


def _sections(length: int, units: Iterable[Unit]) -> list[Unit]:
    """Units and the gaps between them, in order, filling the continuum."""
    line: list[Unit] = []
    at = 0
    for start, end, label in sorted(units, key=lambda unit: unit[:2]):
        if start < at or end > length or end <= start or label is GAP:
            raise ValueError(f"the unit {start}-{end} overlaps another one, is empty, or lies outside")
        if start > at:
            line.append((at, start, GAP))
        line.append((start, end, label))
        at = end
    if at < length:
        line.append((at, length, GAP))
    return line


def _meetings(one: Sequence[Unit], other: Sequence[Unit]) -> Counter[Pair]:
    """Lengths at which sections of two coders coincide, in one pass over both."""
    found: Counter[Pair] = Counter()
    i = j = 0
    while i < len(one) and j < len(other):
        size = min(one[i][1], other[j][1]) - max(one[i][0], other[j][0])
        found[one[i][2], other[j][2]] += size
        if one[i][1] <= other[j][1]:
            i += 1
            j += one[i - 1][1] == other[j][1]
        else:
            j += 1
    return found


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _labels(coders: Sequence[Sequence[Unit]]) -> list[Label]:
    return sorted({label for units in coders for _, _, label in units}, key=str)


def _differing(met: Counter[Pair]) -> float:
    return sum(n for (one, other), n in met.items() if one != other)


def _expected(met: Counter[Pair], squares: Counter[Label]) -> float:
    """Expected length at which different labels coincide."""
    total = sum(met.values())
    spread = total - sum(squares.values()) / total if total else 0.0
    margins: Counter[Label] = Counter()
    for (one, _), number in met.items():
        margins[one] += number
    differing = total**2 - sum(n * n for n in margins.values())
    return differing / spread if spread > 0 else 0.0


def _one_minus(observed: float, expected: float) -> float | None:
    return 1 - observed / expected if expected > 0 else None
