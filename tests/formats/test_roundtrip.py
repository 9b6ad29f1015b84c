"""One property over all notations: what is written comes back, minus what the notation says it loses."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest
from hypothesis import HealthCheck, given, settings

from argmap import formats
from argmap.formats.losses import reduced
from tests.strategies import rich_maps

BOTH = [form.name for form in formats.built_in() if form.read and form.write]
WRITTEN = [form.name for form in formats.built_in() if form.write]
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def usable(name: str) -> None:
    """Skip a notation whose package is not installed."""
    needed = formats.named(name).needs
    try:
        assert not needed or version(needed)
    except PackageNotFoundError:
        pytest.skip(f"{needed} is not installed")


def read_back(written: formats.Written, name: str):
    """What a reader makes of a written map, with the files beside it."""
    beside = {f"map{suffix}": data for suffix, data in written.beside.items()}
    return formats.read(written.main, f"map{written.suffix}", name, beside.get)


@pytest.mark.parametrize("name", BOTH)
@FEW
@given(amap=rich_maps())
def test_what_is_written_comes_back_minus_what_is_lost(name, amap):
    usable(name)
    written = formats.write(amap, name)
    expected, _ = reduced(formats.named(name), amap)
    again, problems = read_back(written, name)
    assert [item for item in problems if item.severity == "error"] == []
    assert again == expected
    assert formats.write(again, name) == written  # stable from then on
    assert reduced(formats.named(name), again)[0] == again  # what came back loses nothing more


@pytest.mark.parametrize("name", WRITTEN)
@settings(FEW, max_examples=4)
@given(amap=rich_maps())
def test_the_same_map_gives_the_same_bytes(name, amap):
    usable(name)
    assert formats.write(amap, name) == formats.write(amap, name)


@pytest.mark.parametrize("name", BOTH)
@settings(FEW, max_examples=3)
@given(amap=rich_maps())
def test_what_was_written_is_recognised(name, amap):
    usable(name)
    written = formats.write(amap, name)
    found = formats.detect(formats.Input(written.main, f"map{written.suffix}"))
    assert found is not None and found.name == name
