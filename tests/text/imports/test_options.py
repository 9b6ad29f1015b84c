"""What the user tells import."""

from __future__ import annotations

import pytest

from argmap.problems import ArgmapError
from argmap.text.imports import ImportOptions
from argmap.text.imports.options import verify


@pytest.mark.parametrize(
    ("options", "page"),
    [
        (ImportOptions(), None),
        (ImportOptions(pages="81-96"), 81),
        (ImportOptions(pages="81-96", first_page=5), 5),
        (ImportOptions(pages="iv-x"), None),
        (ImportOptions(first_page=0), 0),
    ],
)
def test_start_page(options, page):
    assert options.start_page() == page


@pytest.mark.parametrize(
    "options",
    [
        ImportOptions(),
        ImportOptions(language="", skip=("ornament", "17:75"), pages="iv-x", first_page=0),
        ImportOptions(language="zh-Hant-TW", pages="81-96"),
    ],
)
def test_sound_options(options):
    verify(options)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (ImportOptions(skip=("ornaments",)), "'ornaments' is neither"),
        (ImportOptions(skip=("17",)), "'17' is neither"),
        (ImportOptions(language='"><x'), "no language code"),
        (ImportOptions(pages="9" * 5000), "no such page"),
        (ImportOptions(first_page=-4), "no such page"),
        (ImportOptions(first_page=10**12), "no such page"),
    ],
)
def test_slips_in_options_are_refused(options, says):
    with pytest.raises(ArgmapError, match=says) as error:
        verify(options)
    assert error.value.remedy
