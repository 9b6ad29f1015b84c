"""What all tests share: where the shared data lies, and sample maps."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parent.parent

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
