"""Blocks of marked-up media: white space, marks, pages; and XML that is read without trust."""

from __future__ import annotations

import pytest

from argmap.problems import DataError, Place
from argmap.text.media.flow import MARK, PAGE, Block, Flow, Note, local, parse_xml

HERE = Place("x", 1, 1)


def test_white_space_collapses_and_marks_close_up():
    block = Block()
    for text, what in [("  One \n ", ""), (" 7 ", MARK), (" two", ""), ("12", PAGE), ("  three ", "")]:
        block.add(text, what)
    block.notes.append(Note("7", "A note."))
    flow = Flow()
    flow.block(block)
    flow.leave_out("menu", "elsewhere")
    builder = flow.finish(HERE, "page")
    text = builder.text()
    assert text == "One7 two three\n\nA note.\n\nmenu\n"
    assert [text[a:b] for a, b in (builder.hints.marks or {}).items()] == ["7"]
    assert builder.hints.pages == [(8, "12")]
    assert [text[a:b] for a, b, _ in builder.hints.omitted] == ["menu"]
    assert (builder.hints.roles, builder.hints.numbers) == ({3: "footnote"}, {3: "7"})


def test_nothing_is_no_text():
    with pytest.raises(DataError, match="no text"):
        Flow().finish(HERE, "page")


LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;"}">' for n in range(12))
    + "]><r>&a11;</r>"
)


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]><r>&x;</r>',
        "<r>",
        "<r>\0\n</r>",
        "",
        "<r>" * 5000,
    ],
)
def test_hostile_xml_is_refused_in_one_line(data):
    with pytest.raises(DataError) as caught:
        parse_xml(data.encode(), HERE, "it")
    assert "\n" not in caught.value.message


def test_entities_are_not_expanded():
    """The parser's own guard may refuse the file; if it does not, nothing is expanded."""
    try:
        said = "".join(map(str, parse_xml(LAUGHS.encode(), HERE, "it").itertext()))
    except DataError as error:
        said = error.message
    assert len(said) < 200


def test_local_names():
    root = parse_xml(b'<a xmlns="u"><b/></a>', HERE, "it")
    assert (local(root), local(root[0]), local(None)) == ("a", "b", "")
