"""What all tests share: where the shared data lies, and sample maps."""

from __future__ import annotations

import gc
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.driven import browser  # noqa: F401 - a fixture

REPOSITORY = Path(__file__).resolve().parent.parent

# thousands of tests are collected and stay: the collector of garbage need not walk through them again and again
gc.disable()

# a suite started in the background inherits an interrupt that is ignored, and so would the programs it starts
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared schemas, corpora and texts beside the repository; skips where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "DESIGN.md").is_file():
        pytest.skip("the folder ../shared (schemas, corpora, articles) is not on this machine")
    return folder


@pytest.fixture(scope="session")
def articles(shared: Path) -> list[Path]:
    """The two articles as extracted from print."""
    return sorted((shared / "texts").glob("*.txt"))


# machines differ in speed and share cores: no per-example deadline, and few enough examples for a quick suite
settings.register_profile("argmap", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` renews the recorded output of tests/transcripts and the generated pages of docs/."""
    parser.addoption("--accept", action="store_true", help="renew recorded output instead of comparing with it")


def is_driven(path: str) -> bool:
    """Whether the tests of a file drive a browser."""
    return "browser" in Path(path.partition("::")[0]).name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no core waits at the end for the last of them."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: (not is_driven(item.nodeid), -slow[item.path]))


def pytest_collection_finish() -> None:
    """From here on garbage is collected again; what the collection made is walked through less often."""
    gc.set_threshold(10_000, 10, 5)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """On several cores: a file's tests run in one process, which makes what they share once.

    So do all tests that drive a browser, one after the other: two browsers on two cores starve each other.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "browser" if is_driven(nodeid) else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return ByFile(config, log)
