"""What the user tells import."""

from __future__ import annotations

import pytest

from argmap.text.imports import ImportOptions


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
