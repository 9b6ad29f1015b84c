"""What is not installed is named, with what to type."""

from __future__ import annotations

import json

import pytest

from argmap.libraries import needed
from argmap.problems import ArgmapError


def test_what_is_installed_is_imported():
    assert needed("json", "json") is json


def test_what_is_not_says_how_to_get_it():
    with pytest.raises(ArgmapError) as caught:
        needed("no_such_library", "no-such-package", "drawing", "or write text")
    assert "drawing" in caught.value.message and "no-such-package" in caught.value.message
    assert "pip install no-such-package" in caught.value.remedy and "or write text" in caught.value.remedy
