"""How the time of a call grows with its input, on machines that do other things meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

TRIES = 3


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of a call."""
    began = time.process_time()
    call()
    return time.process_time() - began


def is_linear(make: Callable[[int], Any], read: Callable[[Any], object], small: int) -> bool:
    """Whether four times the input takes less than ten times as long (a square would take sixteen).

    The best of a few calls counts on either side; for the larger input the first that is quick enough settles it.
    """
    few, many = make(small), make(4 * small)
    most = 10 * min(seconds(lambda: read(few)) for _ in range(TRIES)) + 0.05
    return any(seconds(lambda: read(many)) < most for _ in range(TRIES))
