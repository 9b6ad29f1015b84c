"""Argument graphs of Carneades: linked and convergent premises, undercutters, issues, terms in words."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.formats.carneades import squeezed
from argmap.formats.extra import kept
from argmap.problems import DataError
from tests.formats.growth import is_linear

GRAPH = """\
meta:
  title: Kerbs
  source: street talk
language:
  expert/2: "%s knows about %s."
  asserts/2: "%s says: %s"
statements:
  go: Kerbs should go.
  stay:
    text: >
      Kerbs should
      stay.
    assumed: true
  wheels: Wheels stumble.
  carts: Carts stumble.
  "¬fit(a1)": The step does not hold.
issues:
  i1:
    positions: [go, stay]
    standard: CCE
arguments:
  a1:
    conclusion: go
    premises: {minor: wheels, major: carts}
    undercutter: ¬fit(a1)
    weight: 0.7
  a2:
    scheme: convergent
    conclusion: stay
    premises: [wheels, carts]
    undercutter: "¬fit(a1)"
  a3:
    scheme: expert_opinion
    parameters: [joe, kerbs]
    conclusion: stay
    premises:
      - "expert(joe, kerbs)"
      - asserts(joe,stay(put,kerbs))
assumptions: [wheels, "expert(joe,kerbs)"]
tests:
  in: [go]
  out: stay
"""
SAYS = "asserts(joe,stay(put,kerbs))"


def test_a_graph_becomes_a_map():
    amap, problems = formats.read(f"{GRAPH}\nlabels:\n  in: [go]\n".encode(), "kerbs.yml")
    assert problems == [] and (amap.id, amap.title) == ("kerbs", "Kerbs")
    assert {(r.id, r.name, r.sources, r.targets, r.schemes) for r in amap.relations if not r.mutual} == {
        ("a1", "supports", ("wheels", "carts"), ("go",), ()),
        ("a1-undercutter", "undercuts", ("¬fit(a1)",), ("a1",), ()),
        ("a2", "supports", ("wheels",), ("stay",), ()),
        ("a2-2", "supports", ("carts",), ("stay",), ()),
        ("a2-undercutter", "undercuts", ("¬fit(a1)",), ("a2", "a2-2"), ()),
        ("a3", "supports", ("expert(joe, kerbs)", SAYS), ("stay",), ("scheme.expert-opinion",)),
    }  # fmt: skip
    (positions,) = (item for item in amap.relations if item.mutual)
    assert (positions.name, positions.mutual) == ("attacks", ("go", "stay"))
    assert kept("carneades", positions.extra) == {"standard": "CCE"}
    assert amap.component["stay"].gloss == "Kerbs should stay." and amap.component["stay"].issues == ("i1",)
    assert amap.component["expert(joe, kerbs)"].gloss == "joe knows about kerbs."
    assert amap.component[SAYS].gloss == "joe says: stay(put,kerbs)"
    said = {item.id: kept("carneades", item.extra) for item in amap.components}
    assert said["go"] == {"expected": "in"} and said["stay"] == {"assumed": True, "expected": "out"}
    assert said["wheels"] == {"assumed": True} and said["expert(joe, kerbs)"]["assumed"]
    assert kept("carneades", amap.relation["a1"].extra) == {
        "weight": 0.7,
        "roles": {"wheels": "minor", "carts": "major"},
    }
    assert {"tests", "labels", "assumptions", "language", "meta"} <= set(kept("carneades", amap.extra))


def test_arguments_and_schemes_as_lists_with_ids():
    text = """
argument_schemes:
  - id: lore
    meta: {title: Kerb lore}
statements: {p: P, q: Q}
arguments:
  - id: b1
    scheme: lore
    premises: [p]
    conclusion: q
  - {premises: p, conclusion: q}
"""
    amap, problems = formats.read(text.encode(), "x.yaml")
    assert problems == []
    assert [(r.id, r.schemes) for r in amap.relations] == [("b1", ("scheme.lore",)), ("a2", ())]
    assert amap.scheme["scheme.lore"].label == "Kerb lore"


def test_assumptions_alone_are_put_in_words():
    text = "language: {buy/1: Buy a %v.}\nassumptions: [buy(bike), sell]\nargument_schemes: {one: {premises: [p]}}\n"
    amap, problems = formats.read(text.encode(), "x.yml")
    assert ({item.id: item.gloss for item in amap.components}, problems) == ({"buy(bike)": "Buy a bike."}, [])


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("conclusion: go", "conclusion: nowhere", "E913", (23, 5)),
        ("premises: [wheels, carts]", "premises: [wheels, bikes]", "E913", (30, 5)),
        ("undercutter: ¬fit(a1)", "undercutter: none", "E913", (25, 5)),
        ("positions: [go, stay]", "positions: [go, stray]", "E913", (18, 3)),
        ("  carts: Carts", "  wheels: Carts", "E912", (15, 3)),
        ("wheels: Wheels stumble.", "wheels: [Wheels]", "E914", (14, 3)),
        ("assumptions:", "musings: 5\nassumptions:", "W917", (39, 1)),
        ("premises: [wheels, carts]", "premises: []", "W918", (27, 3)),
        ("  in: [go]", "  in: &x [go]", "E919", (41, 7)),
        ("  in: [go]", "  in: *x", "E919", (41, 7)),
        ("  in: [go]", "  in: !!python/object/apply:os.system [ls]", "E919", (41, 7)),
        ("  in: [go]", "  in: [go", "E911", (42, 6)),
        ("  in: [go]", "  in: " + "[" * 300, "E919", (41, 206)),
    ],
)
def test_faults_have_places_and_the_rest_is_loaded(old, new, code, at):
    amap, problems = formats.read(GRAPH.replace(old, new, 1).encode(), "kerbs.yml")
    found = [(item.place.line, item.place.column) for item in problems if item.code == code]
    assert found[:1] == [at], problems
    assert len(amap.components) >= 5 and len(amap.relations) >= 4


def test_any_cut_leaves_what_stands_before():
    lines = GRAPH.splitlines(keepends=True)
    for end in range(9, len(lines)):
        amap, _ = formats.read("".join(lines[:end]).encode()[:-2], "kerbs.yml", "carneades")
        assert amap.components
    with pytest.raises(DataError):
        formats.read(b"meta:\n  title: x\n", "kerbs.yml", "carneades")
    with pytest.raises(DataError):
        formats.read(b"- *a", "kerbs.yml", "carneades")


def test_time_grows_with_the_file():
    def graph(count: int) -> bytes:
        statements = "".join(f"  s{n}: Text {n}\n" for n in range(count))
        arguments = "".join(f"  a{n}: {{conclusion: s0, premises: [s{n}]}}\n" for n in range(count))
        return f"statements:\n{statements}arguments:\n{arguments}".encode()

    assert is_linear(graph, lambda data: formats.read(data, "x.yml", "carneades"), 200)


def test_terms_are_the_same_whatever_their_space():
    assert squeezed(" expert( joe,\n climate ) ") == "expert(joe,climate)"
