"""The assignment problem on sparse costs: Kuhn 1955, by shortest augmenting paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf


def assignment(rows: Sequence[Mapping[int, float]]) -> float:
    """The least sum of costs with each row given one column of its own, or none (which costs nothing).

    Args:
        rows: For each row the columns that it may be given, with their costs. Time grows with their number, not
            with that of all pairs.
    """
    return sum(rows[row][column] for row, column in assigned(rows).items())


def assigned(rows: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """Which column each row gets where `assignment` is least; rows that get none are left out."""
    price_row: list[float] = []
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    given: dict[int, int] = {}
    for start, edges in enumerate(rows):
        price_row.append(min(0.0, *edges.values()) if edges else 0.0)
        reached, before, end = _shortest(rows, start, (price_row, price, owner))
        for column, far in reached.items():
            if column != end:
                price_row[owner[column]] += reached[end] - far
                price[column] = price.get(column, 0.0) + far - reached[end]
        price_row[start] += reached[end]
        column, row = end, before[end]
        while row != start:
            owner[column], given[row], column = row, column, given[row]
            row = before[column]
        owner[column], given[row] = row, column
    return {row: column for row, column in given.items() if column >= 0}


def _shortest(
    rows: Sequence[Mapping[int, float]], start: int, known: tuple[list[float], dict[int, float], dict[int, int]]
) -> tuple[dict[int, float], dict[int, int], int]:
    """Columns reached from a row along the cheapest ways, with the rows before them, up to the first free one.

    Column ``~row`` stands for giving the row nothing.
    """
    price_row, price, owner = known
    far: dict[int, float] = {}
    before: dict[int, int] = {}
    reached: dict[int, float] = {}
    heap: list[tuple[float, int]] = []
    row, base = start, 0.0
    while True:
        for column, cost in (*rows[row].items(), (~row, 0.0)):
            way = base + cost - price_row[row] - price.get(column, 0.0)
            if column not in reached and way < far.get(column, inf):
                far[column], before[column] = way, row
                heappush(heap, (way, column))
        base, column = heappop(heap)
        while column in reached:
            base, column = heappop(heap)
        reached[column] = base
        if column not in owner:
            return reached, before, column
        row = owner[column]
