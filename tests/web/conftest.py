"""A browser, and workbenches in it that are ended and must not have complained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.render.test_html_browser import CHROMIUM, FLAGS
from tests.web.driver import Bench


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser was driven")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


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
