"""Two to twenty authors: all pairs compared, and the matrix of issues and authors. Pure; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from argmap.compare import model as m
from argmap.compare.align import stem
from argmap.compare.compare import between, issues_of
from argmap.compare.data import judges, link_counts
from argmap.compare.side import Side
from argmap.correspondence import LINK_STATUS, Correspondences, Link
from argmap.model import ArgumentMap, Issue
from argmap.problems import ArgmapError, Problem

FEWEST, MOST = 2, 20

FOR, AGAINST, QUALIFIED, OTHER = "for", "against", "qualified", "other answer"
MIXED, SPEAKS, REPORTS, SILENT, UNKNOWN = "mixed", "speaks", "only reports", "no component", "not in its code book"
STATUSES = (FOR, AGAINST, QUALIFIED, OTHER, MIXED, SPEAKS, REPORTS, SILENT, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell of the matrix: what one author (its number) has under one issue, and its status in a word."""

    author: int
    position: m.Position
    status: str

    @property
    def coded(self) -> int:
        """How many of the author's own components under the issue have a coded stance other than none."""
        return sum(count for value, count in self.position.stances if value != "none")


@dataclass(frozen=True, slots=True)
class PairStanding:
    """How authors ``a`` and ``b`` (numbers) stand to each other on an issue, and what that follows from.

    ``outside`` counts the links whose pair is not among the ``possible`` ones.
    """

    a: int
    b: int
    kind: str
    why: str
    links: tuple[str, ...]
    reviewed: int
    possible: int
    outside: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One issue: a cell for every author, in order, and the class of every pair in which somebody speaks."""

    issue: Issue
    cells: tuple[Standing, ...]
    pairs: tuple[PairStanding, ...]


@dataclass(frozen=True)
class Many:
    """Authors set side by side: the matrix, and the comparison of every two by their numbers."""

    maps: tuple[ArgumentMap, ...]
    names: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    pairs: dict[tuple[int, int], m.Comparison]
    title: str = field(default="", compare=False)
    given: Correspondences = field(default_factory=Correspondences, compare=False, repr=False)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The maps' ids, by which cells are cited; a number follows where two maps have the same."""
        seen: Counter[str] = Counter()
        found = []
        for amap in self.maps:
            seen[amap.id] += 1
            found.append(f"{amap.id}~{seen[amap.id]}" if seen[amap.id] > 1 else amap.id)
        return tuple(found)

    @property
    def reviewed(self) -> int:
        """Pairs of the authors' own positions that somebody weighed."""
        return sum(c.reviewed for c in self.pairs.values())

    @property
    def possible(self) -> int:
        """All pairs of the authors' own positions."""
        return sum(c.possible for c in self.pairs.values())

    @property
    def link_counts(self) -> dict[str, int]:
        """Links of all pairs by status; pairs judged *unrelated* are counted apart."""
        total: Counter[str] = Counter()
        for comparison in self.pairs.values():
            total.update(link_counts(comparison))
        return dict(sorted(total.items()))

    @property
    def judges(self) -> tuple[str, ...]:
        """Who confirmed or rejected the links of the pairs, by name, else by id."""
        return tuple(dict.fromkeys(name for c in self.pairs.values() for name, _ in judges(c)))

    @property
    def machines(self) -> tuple[str, ...]:
        """Those of the judges that are programs."""
        return tuple(dict.fromkeys(name for c in self.pairs.values() for name, program in judges(c) if program))


def compare_many(
    maps: Sequence[ArgumentMap],
    correspondences: Correspondences | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Many, list[Problem]]:
    """Set two to twenty maps side by side.

    Args:
        maps: One map per author, in the order of the columns.
        correspondences: Links and stances between them.
        progress: Told after each pair how many are done, and of how many.

    Returns:
        The matrix with all pairwise comparisons, and problems with links that point nowhere, each once.

    Raises:
        ArgmapError: fewer than two maps, or more than twenty.
    """
    if not FEWEST <= len(maps) <= MOST:
        raise ArgmapError(f"{len(maps)} maps cannot be compared", f"name {FEWEST} to {MOST} annotation files")
    given = correspondences or Correspondences()
    sides = [Side.of(amap, given) for amap in maps]
    sorted_links = _by_pair(maps, given)
    numbers = list(combinations(range(len(maps)), 2))
    found: dict[tuple[int, int], m.Comparison] = {}
    problems: list[Problem] = []
    for done, (i, j) in enumerate(numbers, 1):
        own = replace(given, links=tuple(sorted_links.get((i, j), ())))
        found[i, j], more = between(sides[i], sides[j], own)
        problems += more
        if progress:
            progress(done, len(numbers))
    return from_pairs(sides, found, given), list(dict.fromkeys(problems))


def from_pairs(sides: Sequence[Side], found: dict[tuple[int, int], m.Comparison], given: Correspondences) -> Many:
    """The matrix over comparisons that are at hand."""
    maps = tuple(side.map for side in sides)
    by_issue = {key: {row.issue.id: row for row in c.rows} for key, c in found.items()}
    rows = []
    for issue in issues_of(maps, given):
        cells = tuple(_standing(n, side, issue.id) for n, side in enumerate(sides))
        pairs = [(key, index[issue.id]) for key, index in by_issue.items() if issue.id in index]
        rows.append(MatrixRow(issue, cells, tuple(_pair(*key, row) for key, row in pairs if row.kind != m.SILENT)))
    return Many(maps, unique_names(maps), tuple(rows), found, given.title, given)


def from_two(comparison: m.Comparison) -> Many:
    """Two authors as the reports for many take them, from their comparison alone (without the coded stances)."""
    maps = (comparison.a, comparison.b)
    rows = []
    for row in comparison.rows:
        cells = tuple(_cell(n, maps[n], row.issue.id, side) for n, side in enumerate((row.a, row.b)))
        rows.append(MatrixRow(row.issue, cells, (_pair(0, 1, row),) if row.kind != m.SILENT else ()))
    links = tuple(link for link in comparison.links if link.status in LINK_STATUS)
    given = Correspondences(title=comparison.title, links=links, annotators=comparison.annotators)
    return Many(maps, unique_names(maps), tuple(rows), {(0, 1): comparison}, comparison.title, given)


def unique_names(maps: Sequence[ArgumentMap]) -> tuple[str, ...]:
    """Short names that differ: where two would be the same, the file's id follows in brackets, else a number."""
    names = [amap.short_name for amap in maps]
    counts = Counter(names)
    names = [f"{name} ({amap.id})" if counts[name] > 1 else name for name, amap in zip(names, maps, strict=True)]
    again = Counter(names)
    seen: Counter[str] = Counter()
    shown = []
    for name in names:
        seen[name] += 1
        shown.append(f"{name} {seen[name]}" if again[name] > 1 else name)
    return tuple(shown)


def status(position: m.Position) -> str:
    """A position in a word: its one coded stance, *mixed* where several are coded, else whether anything is there."""
    if not position:
        return SILENT
    if not position.own:
        return REPORTS
    coded = [value for value, _ in position.stances if value != "none"]
    if not coded:
        return SPEAKS
    return MIXED if len(coded) > 1 else {"other": OTHER}.get(coded[0], coded[0])


def _standing(author: int, side: Side, issue: str) -> Standing:
    return _cell(author, side.map, issue, side.position(issue))


def _cell(author: int, amap: ArgumentMap, issue: str, position: m.Position) -> Standing:
    """A cell; where a text was annotated with a code book that lacks the issue, its silence says nothing."""
    known = not amap.issues or not issue or issue in amap.issue
    return Standing(author, position, status(position) if position or known else UNKNOWN)


def _pair(a: int, b: int, row: m.IssueRow) -> PairStanding:
    return PairStanding(a, b, row.kind, row.why, row.links, row.reviewed, row.possible, row.outside)


def _by_pair(maps: Sequence[ArgumentMap], given: Correspondences) -> dict[tuple[int, int], list[Link]]:
    """The links sorted by the pair of maps that they join, so that no pair has to look through all of them."""
    owners: dict[str, list[int]] = {}
    for number, amap in enumerate(maps):
        for name in dict.fromkeys((amap.id, stem(amap.file))):
            owners.setdefault(name, []).append(number)
    found: dict[tuple[int, int], list[Link]] = {}
    for link in given.links:
        left, right = owners.get(stem(link.a.file), ()), owners.get(stem(link.b.file), ())
        for key in dict.fromkeys((min(i, j), max(i, j)) for i in left for j in right if i != j):
            found.setdefault(key, []).append(link)
    return found
