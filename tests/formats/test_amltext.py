"""AML as XML: what is put in does not move places."""

from __future__ import annotations

import pytest

from argmap.formats.amltext import opened, recognises
from argmap.plugins import Input


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n', "\ufeff<!-- by hand -->"])
def test_places_are_those_of_the_file_as_it_is(head):
    text = head + "<AU><PROP/>ä & b < c & d<PROPTEXT x='&'/>\n<PROP at='1'/></AU>"
    source = Input(text.encode(), "a.aml")
    assert recognises(source)
    made, problems = opened(source)
    assert made.document.root.name == "ARG"
    lines = text.removeprefix("\ufeff").split("\n")
    first, second = (node for node in made.document.nodes if node.name == "PROP")
    assert (made.place(second, "at").line, made.place(second, "at").column) == (len(lines), 11)
    told = [(item.code, item.place.line) for item in problems]
    assert told == [("W920", len(lines) - 1)] * 2
    before = head.count("\ufeff")
    (node,) = made.document.named("PROPTEXT")
    assert made.place(node).column == lines[-2].index("<PROPTEXT") + 1 + before
    assert made.written(first) == "<PROP/>"


@pytest.mark.parametrize("text", ["<AUX/>", "<arggraph/>", "AU", "<!-- <AU/>"])
def test_other_files_are_not_taken_for_it(text):
    assert not recognises(Input(text.encode()))


@pytest.mark.parametrize("start", [b"<?x?>", b"<!-- x -->", b"<!DOCTYPE a [] >", b" \n"])
def test_a_long_beginning_is_seen_through_in_linear_time(start):
    """A few hundred bytes before the first element once took a time that doubled with each of them."""
    assert not recognises(Input(start * 5000, "x.xml"))
    assert recognises(Input(start * 50 + b"<ARG><TEXT>a</TEXT></ARG>", "x.xml"))
