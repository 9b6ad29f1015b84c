"""Argdown's own model: classes, titles, directions, modes; and where Argdown itself errs."""

from __future__ import annotations

import pytest

from argmap.formats.argdown import interpret, model
from argmap.formats.argdown.parser import parse


def built(text):
    return interpret.build(parse(text))


def edges(text):
    """Relations as (source, kind, target); an inference is its argument's title and number."""

    def name(end):
        return f"{end.argument.title}/{end.index}" if isinstance(end, model.Step) else end.title

    return [(edge.source.title, edge.kind, name(edge.target)) for edge in built(text).edges]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("+", ("B", "support", "A")),
        ("<+", ("B", "support", "A")),
        ("+>", ("A", "support", "B")),
        ("-", ("B", "attack", "A")),
        ("<-", ("B", "attack", "A")),
        ("->", ("A", "attack", "B")),
        ("_", ("B", "undercut", "A")),
        ("<_", ("B", "undercut", "A")),
        ("_>", ("A", "undercut", "B")),
        ("><", ("A", "contradictory", "B")),
    ],
)
def test_directions(symbol, expected):
    assert edges(f"[A]\n  {symbol} [B]") == [expected]


def test_classes_join_their_members_tags_and_data():
    found = built("[A]: one #x {a: {b: 1}}\n\n[A]: two #y {a: {c: 2}}\n\n[A]").statements["A"]
    assert len(found.members) == 3 and found.tags == ["x", "y"] and found.data == {"a": {"b": 1, "c": 2}}
    assert found.canonical.plain.strip() == "two"
    marked = built("[A]: one {isCanonical: true}\n\n[A]: two").statements["A"]
    assert marked.canonical.plain.strip() == "one"


def test_relations_said_twice_are_one():
    assert edges("[A]\n  + [B]\n\n[B]\n  +> [A]") == [("B", "support", "A")]
    assert edges("[A]\n  >< [B]\n\n[B]\n  >< [A]") == [("A", "contradictory", "B")]


STRUCTURE = "<A>\n\n(1) [P]: p\n----\n(2) [C]: c\n\n"


def test_relations_of_reconstructed_arguments_are_those_of_conclusion_and_inference():
    assert edges(STRUCTURE + "<A>\n  +> [X]") == [("C", "support", "X")]
    assert edges(STRUCTURE + "<A>\n  <_ [X]") == [("X", "undercut", "A/1")]
    assert edges(STRUCTURE + "[P]\n  - [X]\n\n<A>\n  - [X]") == [("X", "attack", "P")]
    assert edges(STRUCTURE + "[C]\n  + <A>") == []
    kept = "===\nmodel: {transformArgumentRelations: false}\n===\n\n" + STRUCTURE
    assert edges(kept + "<A>\n  +> [X]") == [("A", "support", "X")]


def test_strict_mode():
    strict = "===\nmodel:\n    mode: strict\n===\n\n"
    assert edges(strict + "[A]\n  + [B]") == [("B", "entails", "A")]
    assert edges(strict + "[A]\n  - [B]\n\n[B]\n  - [A]") == [("B", "contrary", "A")]
    assert edges(strict + "<A>\n  - [B]") == [("B", "attack", "A")]


def test_sections_groups_and_who_belongs_where():
    found = built("# One\n\n[A]\n\n## Two\n\n[A]: a\n\n[B]: b {isInGroup: false}\n\n# Three\n\n[A]: {isInGroup: true}")
    assert [(item.heading.plain.strip(), item.parent and item.parent.ident) for item in found.sections] == [
        ("One", None),
        ("Two", "s1"),
        ("Three", None),
    ]
    assert found.statements["A"].section.heading.plain.strip() == "Two" or found.faults
    assert found.statements["B"].section is None


def test_an_argument_of_several_steps():
    text = "<A>\n\n(1) a\n(2) b\n----\n(3) c\n(4) d\n--\n{uses: [1,4]}\n--\n(5) e"
    steps = built(text).arguments["A"].steps
    assert [[item.canonical.plain for item in step.premises] for step in steps] == [["a", "b"], ["a", "d"]]
    assert list(built("===\nmodel: {explodeArguments: true}\n===\n\n" + text).arguments) == ["A - 1", "A - 2"]
    wrong = built(text.replace("1,4", "1,9"))
    assert [code for _, code, _ in wrong.faults] == ["W918"]


# what Argdown 2.0.1 does wrong
@pytest.mark.parametrize("title", ["constructor", "toString", "__proto__", "hasOwnProperty"])
def test_titles_that_are_names_of_its_machinery(title):
    assert edges(f"[{title}]: a\n  + <{title}>: b") == [(title, "support", title)]


def test_a_text_without_title_never_joins_one_that_is_called_so():
    found = built("x\n  + [Untitled 1]: y")
    assert [edge.source is not edge.target for edge in found.edges] == [True]
    assert len(found.statements) == 2


def test_two_undercuts_of_an_argument_are_both_kept():
    assert len(edges(STRUCTURE + "<A>\n  <_ [X]\n  <_ [Y]")) == 2


def test_an_undercut_after_a_structure_is_not_one_of_its_inference():
    assert edges(STRUCTURE + "[Z]\n  <_ [X]") == [("X", "undercut", "Z")]
    assert edges(STRUCTURE.replace("c\n\n", "c\n  <_ [X]\n")) == [("X", "undercut", "A/1")]


def test_a_second_structure_of_one_argument_is_told_and_kept():
    found = built(STRUCTURE + "<A>\n\n(1) x\n----\n(2) y")
    assert [code for _, code, _ in found.faults] == ["E915"]
    assert len(found.arguments) == 2 and len(found.statements) == 4


def test_a_title_that_differs_in_case_only_is_told():
    assert [code for _, code, _ in built("[Rent]: r\n\n[A]\n  + [rent]").faults] == ["W918"]
    assert built("[Rent]: r\n\n[A]\n  + [Rents]").faults == []
