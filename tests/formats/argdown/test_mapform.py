"""The ``map`` of Argdown's JSON: groups and labels; what is expected was drawn by Argdown 2.0.1.

It leaves groups open that hold only groups; argmap closes those too.
"""

from __future__ import annotations

import pytest

from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.mapform import drawn, is_ours
from argmap.formats.argdown.parser import parse

TEXT = """[A]: a
  + b

# One

[C]: c #t
  - [A]

## Two {isClosed: true}

### Three

<D>
  + [C]

## Four {isGroup: false}

<E>: e
  - [C]
"""


def outline(nodes):
    parts = []
    for node in nodes:
        if node["type"] == "group-map-node":
            closed = "!" if node.get("isClosed") else ""
            parts.append(f"{node['title']}{closed}{node['level']}({outline(node['children'])})")
        else:
            parts.append("/".join(filter(None, (node.get("labelTitle"), node.get("labelText"), *node.get("tags", ())))))
    return " ".join(parts)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("group: {}", "Two!1(Three2(D)) A/a b C/c #t/t E/e"),
        ("group: {groupDepth: 0}", "A/a b C/c #t/t D E/e"),
        ("group: {groupDepth: 3}", "One1(C/c #t/t E/e Two!2(Three3(D))) A/a b"),
        (
            "group: {groupDepth: 3, ignoreIsGroup: true, ignoreIsClosed: true}",
            "One1(C/c #t/t Two2(Three3(D)) Four2(E/e)) A/a b",
        ),
        (
            "group: {sections: {Three: {isGroup: true, isClosed: true}, Four: {isGroup: true}}}",
            "Three!1(D) Four1(E/e) A/a b C/c #t/t",
        ),
        (
            "map: {statementLabelMode: title, argumentLabelMode: text, addTags: false}",
            "Two!1(Three2(D)) A Untitled 1 C e",
        ),
        ("map: {statementLabelMode: text, argumentLabelMode: none}", "Two!1(Three2()) a b c #t/t "),
    ],
)
def test_groups_and_labels(settings, expected):
    assert outline(drawn(build(parse(f"===\n{settings}\n===\n\n{TEXT}")))["nodes"]) == expected


def test_headings_far_inside_each_other_do_not_nest_without_end():
    text = "===\ngroup: {groupDepth: 999}\n===\n\n" + "".join(f"{'#' * depth} H\n\n" for depth in range(1, 300))
    found = drawn(build(parse(text + "[A]\n  + [B]\n")))
    assert outline(found["nodes"]).count("(") == 100


def test_a_map_of_ours_is_known_until_it_is_touched():
    found = drawn(build(parse(TEXT)))
    assert is_ours(found)
    assert not any(map(is_ours, (None, {}, {**found, "edges": []}, {**found, "more": 1}, {"nodes": [], "edges": []})))
