"""Nodes from tokens: trees, structures, lists, headings; faults at their places, with all that is sound."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from argmap.formats.argdown.lexer import line_and_column, line_starts
from argmap.formats.argdown.nodes import CONCLUSION, LISTED, PREMISE, Heading, Inference, Said, Structure
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.reader import Reader
from tests.formats.argdown.test_lexer import ODD


def faults(text):
    starts = line_starts(text)
    return [(*line_and_column(starts, offset), code) for offset, code, _ in parse(text).faults]


def parents(text):
    """Each related node's title with the title of what it hangs on."""
    return [(node.title, node.symbol, node.parent.title) for node in parse(text).nodes if node.parent is not None]


def test_relations_hang_on_what_is_above_and_less_indented():
    text = "[A]\n  + [B]\n    - [C]\n    - [D]\n  + [E]\n      _ <F>\n  >< [G]\n"
    assert parents(text) == [
        ("B", "+", "A"),
        ("C", "-", "B"),
        ("D", "-", "B"),
        ("E", "+", "A"),
        ("F", "_", "E"),
        ("G", "><", "A"),
    ]
    assert faults(text) == []


def test_half_a_step_out_is_a_sibling_and_all_the_way_out_a_fault():
    assert parents("[A]\n  + [B]\n      + [C]\n    + [D]") == [("B", "+", "A"), ("C", "+", "B"), ("D", "+", "A")]
    assert faults("[A]\n    + [B]\n  + [C]") == [(3, 3, "E915")]


def test_a_structure_with_rules_data_and_an_undercut():
    text = "<A>\n\n(1) p {x: 1}\n(2) [Q]: q\n--\nMP, Other rule\n{uses: [1,2]}\n--\n  <_ <B>\n(3) c\n  +> [D]\n"
    document = parse(text)
    structure = document.nodes[1]
    assert isinstance(structure, Structure) and document.faults == []
    roles = [item.role if isinstance(item, Said) else item.rules for item in structure.items]
    assert roles == [PREMISE, PREMISE, ["MP", "Other rule"], "related", CONCLUSION, "related"]
    step = structure.items[2]
    assert isinstance(step, Inference) and step.data == {"uses": [1, 2]}
    assert structure.items[3].parent is step and structure.items[5].parent is structure.items[4]


def test_headings_lists_and_frontmatter():
    text = "===\ntitle: T\n===\n\n# One #t {isGroup: true}\n\n* a\n* [B]: b\n\n1. c\n2. <D>\n"
    document = parse(text)
    heading, *items = document.nodes
    assert document.front == {"title": "T"} and document.faults == []
    assert isinstance(heading, Heading) and (heading.level, heading.plain.strip()) == (1, "One")
    assert heading.tags == ["t"] and heading.data == {"isGroup": True}
    assert [item.role for item in items] == [LISTED] * 4


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\n\n  + b", (3, 3)),
        ("+ b", (1, 1)),
        ("[A] and more", (1, 5)),
        ("a [B] c", (1, 3)),
        ("a <B> c", (1, 3)),
        ("a *b", (1, 3)),
        ("<A>\n(1) a\n----\n(2) b", (2, 1)),
        ("(1) a\n(2) b", (2, 6)),
        ("(1) a\n----\n", (2, 5)),
        ("(1) a\n\n----\n(2) b", (1, 6)),
        ("(1) a\n-- rule\n\n(2) b", (2, 1)),
        ("(1) <A>\n----\n(2) b", (1, 1)),
        ("a {b: [}\n", (1, 8)),
        ("a {b: *c}\n", (1, 7)),
        ("a {\n- b\n}\n", (2, 1)),
        ("a\n# b", (2, 1)),
        ("a\n* b", (2, 1)),
        ("a\\", (1, 2)),
        ("[A]:", (1, 1)),
        ("[A]:\n{b: c}", None),
        ("===\na: b\n===\n[A]", (4, 1)),
        ("a\n\n===\nb\n===", (3, 1)),
        ("[A]\n  >< <B>", (2, 3)),
        ("(1) a\n----\n  + b\n(2) c", (3, 3)),
        ("", (1, 1)),
        ("// only this", (1, 1)),
    ],
)
def test_faults_are_told_at_their_places(text, place):
    assert [found[:2] for found in faults(text)][:1] == ([] if place is None else [place])


def test_a_fault_leaves_what_is_around_it():
    text = "[A]: a\n  + [B] oops\n  - [C]: c\n\n+ nothing above\n\n[D]: d *open\n  + [E]\n"
    titles = [node.title for node in parse(text).nodes if isinstance(node, Said)]
    assert titles == ["A", "B", "C", "", "D", "E"]
    assert len(faults(text)) == 3


@pytest.mark.parametrize("text", ["a\n\n{b", "a /* b", "a\n\t+ b\n  + c", "=== a"])
def test_odd_things_that_argdown_passes_in_silence_are_warnings(text):
    assert {code for _, _, code in faults(text)} == {"W918"}


@given(ODD)
def test_any_text_is_read_without_a_crash_and_faults_lie_inside(text):
    document = parse(text)
    assert all(-1 <= offset <= len(text) for offset, _, _ in document.faults)
    assert document.nodes or document.faults


@pytest.mark.slow
def test_size_and_depth_have_no_limit():
    start = time.process_time()
    deep = "[A]\n" + "".join(f"{' ' * n}+ [B{n}]\n" for n in range(1, 2_000))
    assert len(parse(deep).nodes) == 2_000
    wide = "\n\n".join(f"[S{n}]: a b" for n in range(60_000))
    assert len(parse(wide).nodes) == 60_000
    children = "[A]\n" + "".join(f"  + [B{n}]\n" for n in range(20_000))
    assert len(parse(children).nodes) == 20_001
    long = parse("[A]: " + "word, " * 200_000)
    assert len(long.nodes[0].text) > 1_000_000
    assert Reader is not None and time.process_time() - start < 60
