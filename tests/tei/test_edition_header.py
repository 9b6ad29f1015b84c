"""The header of an imported edition."""

from __future__ import annotations

import pytest
from lxml import etree

from argmap.tei.edition import edition_from_text
from argmap.tei.reader import read
from argmap.tei.validate import profile
from argmap.text.imports import ImportOptions

TEXT = b"Nobody paid for the ferry. It sank.\n"


@pytest.mark.parametrize(
    ("options", "identity"),
    [
        (ImportOptions(title="Ferries & Villages"), "ferries-villages"),
        (ImportOptions(title="1984"), "text-1984"),
        (ImportOptions(title="渡船"), "text"),
        (ImportOptions(title="T", id="marlow.2014"), "marlow.2014"),
        (ImportOptions(title="T", id="2014 marlow"), "text-2014-marlow"),
        (ImportOptions(), "nobody-paid-for-the-ferry"),
    ],
)
def test_ids(options, identity):
    assert f'xml:id="{identity}"'.encode() in edition_from_text(TEXT, options)[0].split(b"<teiHeader>")[0]


def test_the_reader_understands_the_facts():
    options = ImportOptions(
        title="Ferries <1>",
        authors=("Ann Marlow", "Bo & Co"),
        date="2014",
        container="Lake Review",
        volume="3:1",
        pages="7-9",
    )
    amap, problems = read(edition_from_text(TEXT, options)[0], "x.xml")
    source = amap.source
    assert not [problem for problem in problems if problem.severity == "error"]
    assert (source.title, source.supplied) == ("Ferries <1>", False)
    assert [str(name) for name in source.authors] == ["Ann Marlow", "Bo & Co"]


def test_a_supplied_title_and_no_author():
    amap, _ = read(edition_from_text(TEXT, ImportOptions(title="On ferries", title_supplied=True))[0], "x.xml")
    assert (amap.source.title, amap.source.supplied, len(amap.source.authors)) == ("On ferries", True, 0)


@pytest.mark.parametrize("container", ["", "Lake Review"])
def test_the_profile_allows_every_fact(container):
    options = ImportOptions(
        title="T", authors=("Ann Marlow",), date="2014", container=container, volume="3:1", pages="7-9"
    )
    data = edition_from_text(TEXT, options)[0]
    assert profile()[0].validator.validate(etree.fromstring(data)), profile()[0].validator.error_log
