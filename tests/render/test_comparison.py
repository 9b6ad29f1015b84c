import json

import pytest

from argmap.compare import compare
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue
from argmap.problems import ArgmapError
from argmap.render.comparison import FORMATS, Wish, write

SIGNATURES = {
    "svg": b"<?xml",
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "html": b"<!doctype html>",
    "md": b"# ",
    "csv": b"issue,",
    "json": b"{",
}


@pytest.fixture(scope="module")
def comparison():
    a, b = (
        ArgumentMap(x, components=(Component("c1", "claim", f"gloss {x}", issues=("i",)),), issues=(Issue("i", "I"),))
        for x in "ab"
    )
    return compare(a, b, Correspondences(links=(Link("x1", "contrary", Ref("a", "c1"), Ref("b", "c1")),)))[0]


@pytest.mark.parametrize("form", SIGNATURES)
@pytest.mark.parametrize("overview", [False, True])
def test_every_format_is_what_it_says_and_the_same_twice(comparison, form, overview):
    data = write(comparison, form, Wish(overview=overview, width="a4"))
    assert data.startswith(SIGNATURES[form])
    assert data == write(comparison, form, Wish(overview=overview, width="a4"))


def test_the_table_of_signatures_is_complete():
    assert set(SIGNATURES) == set(FORMATS)


def test_json_names_the_class(comparison):
    assert json.loads(write(comparison, "json"))["issues"][0]["class"] == "disagree"


@pytest.mark.parametrize(
    ("form", "wish", "word"),
    [
        ("docx", Wish(), "no output format"),
        ("svg", Wish(theme="neon"), "no theme"),
        ("svg", Wish(width="90"), "too narrow"),
        ("svg", Wish(issues=("nowhere",)), "nowhere"),
    ],
)
def test_misuse_is_told_in_a_sentence(comparison, form, wish, word):
    with pytest.raises(ArgmapError, match=word):
        write(comparison, form, wish)
