"""How the time of a call grows with its input, on machines that do other things meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 3


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of the best of a few calls."""
    best = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
    return best


def is_linear(make: Callable[[int], bytes], read: Callable[[bytes], object], small: int) -> bool:
    """Whether four times the input takes less than ten times as long (a square would take sixteen)."""
    few, many = make(small), make(4 * small)
    return seconds(lambda: read(many)) < 10 * seconds(lambda: read(few)) + 0.05
