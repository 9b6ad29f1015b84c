"""Prices of units from which the cost of the cheapest partition into clusters is bounded from below."""

from __future__ import annotations

from collections.abc import Mapping

ROUNDS = 200


def prices(clusters: Mapping[tuple[int, ...], float], count: int, known: float) -> list[float]:
    """A price for each unit such that no cluster costs less than its units' prices together.

    Their sum is then a lower bound for every partition. Subgradient steps (Held and Karp 1971; step length after
    Polyak 1969) raise it; a last pass makes the prices hold exactly.

    Args:
        clusters: With their costs; every unit is also a cluster alone.
        count: Of units, which are numbered from 0.
        known: The cost of some partition, at which the steps aim.
    """
    import numpy as np

    sizes = np.array([len(cluster) for cluster in clusters])
    units = np.array([unit for cluster in clusters for unit in cluster])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    cost = np.array(list(clusters.values()))
    price = np.full(count, np.inf)
    np.minimum.at(price, units, (cost / sizes)[owner])
    best, kept, wait, step = -np.inf, price.copy(), 0, 1.0
    for _ in range(ROUNDS):
        beyond = cost - np.bincount(owner, price[units], minlength=len(sizes))
        chosen = beyond < 0
        bound = float(price.sum() + beyond[chosen].sum())
        wait += 1
        if bound > best:
            best, kept, wait = bound, price.copy(), 0
        if wait > 10:
            price, step, wait = kept.copy(), step / 2, 0
            continue
        slope = 1.0 - np.bincount(units, chosen[owner], minlength=count)
        steep = float(slope @ slope)
        if steep == 0 or known - bound < 1e-9:
            break
        price = price + step * (known - bound) / steep * slope
    return _holding(clusters, kept.tolist())


def _holding(clusters: Mapping[tuple[int, ...], float], price: list[float]) -> list[float]:
    """Prices lowered where clusters cost less than they, raised where all cost more, one unit after the other."""
    of: list[list[tuple[tuple[int, ...], float]]] = [[] for _ in price]
    for cluster, cost in clusters.items():
        for unit in cluster:
            of[unit].append((cluster, cost))
    for unit, around in enumerate(of):
        price[unit] += min(cost - sum(price[u] for u in cluster) for cluster, cost in around)
    return price
