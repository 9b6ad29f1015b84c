"""Workbenches in the browser, which are ended and must not have complained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.driver import Bench


@pytest.fixture
def bench(browser: Any, tmp_path: Path) -> Iterator[Callable[[Path], Bench]]:
    made: list[Bench] = []

    def start(path: Path) -> Bench:
        made.append(Bench(browser, path))
        return made[-1]

    yield start
    for one in made:
        one.close()
        assert [c for c in one.complaints if "409" not in c and "net::ERR_" not in c] == []
