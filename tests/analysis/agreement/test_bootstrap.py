"""Bootstrap intervals against the normal interval of a mean."""

from __future__ import annotations

import random

from argmap.analysis.agreement.bootstrap import intervals


def mean(sample):
    return sum(sample) / len(sample)


def test_intervals():
    draw = random.Random(1)
    samples = [draw.choices(range(20), k=20) for _ in range(4000)]
    (low, high), never, rarely = intervals(samples, [mean, lambda _: None, lambda s: 1 if s[0] < 8 else None], 4000)
    # 1.96 * 5.77 / sqrt(20) on either side
    assert abs(low - (9.5 - 2.53)) < 0.3
    assert abs(high - (9.5 + 2.53)) < 0.3
    assert never is None
    assert rarely is None
    assert intervals([[5.0]] * 9, [mean], 9) == [(5, 5)]
    assert intervals([], [mean], 0) == [None]
