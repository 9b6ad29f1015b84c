"""A changed map written into its file: it reads back as wanted, and nothing of the others' bytes moves."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.editing.acts import perform
from argmap.editing.arguments import Desk
from argmap.editing.ops import Op, apply, inverse
from argmap.model import Annotator, ArgumentMap
from argmap.problems import ArgmapError
from argmap.tei.reader import read
from argmap.tei.update import settled, update, verify
from tests.conftest import REPOSITORY

SAMPLE = (REPOSITORY / "annotations" / "sample" / "merrow-2024.xml").read_bytes()
MAP = read(SAMPLE)[0]
ADA = Annotator("ann.ada", "Ada Moss", "annotation")
DESK = Desk(ADA, frozenset(re.findall(r'xml:id="([^"]+)"', SAMPLE.decode())))
LENGTH = len(MAP.text.content if MAP.text and MAP.text.content else "")
TEXT = SAMPLE[SAMPLE.index(b"<text>") : SAMPLE.index(b"</text>")]


def steps(amap: ArgumentMap, acts: list[tuple[str, dict[str, object]]]) -> tuple[ArgumentMap, list[Op]]:
    ops = []
    for name, args in acts:
        try:
            ops.append(perform(amap, name, args, DESK))
        except ArgmapError:
            continue
        amap = apply(amap, ops[-1])
    return amap, ops


def test_nothing_changed_is_the_same_file():
    assert update(SAMPLE, MAP, MAP) == SAMPLE


@pytest.mark.parametrize("kind", ["strong claim", 'a"<&b', "\u202ekind", " page", "section"])
def test_words_that_are_no_tei_values_stand_beside_it_and_come_back(kind):
    first = MAP.components[0]
    named = replace(MAP.relations[0], name=f"leads to\t{kind}", certainty="fairly")
    made = replace(
        MAP,
        components=(replace(first, kind=kind), *MAP.components[1:], replace(first, id="c99", kind=kind)),
        relations=(named, *MAP.relations[1:]),
    )
    written = update(SAMPLE, MAP, made)
    found = verify(written, made)
    values = re.findall(rb' (?:type|name|cert)="([^"]*)"', written)
    assert values and all(re.fullmatch(rb"\S+", value) for value in values)
    assert TEXT in written
    edited = replace(found, components=(*found.components[:1], *found.components[2:-1]), relations=found.relations[1:])
    again = verify(update(written, found, edited), edited)
    assert again.components[0].kind == kind
    plain = replace(edited, components=(first, *edited.components[1:]))
    assert b"xenoData" not in update(update(written, found, edited), again, plain)


def test_adding_and_taking_out_again_is_exact():
    new, ops = steps(
        MAP,
        [
            ("mark", {"kind": "claim", "spans": [[0, 20], [40, 60]], "gloss": 'a < b & "c"'}),
            ("new-issue", {"id": "c13", "label": "Fresh"}),
            ("new-issue", {"id": "c13", "label": "Below", "parent": "issue.fresh"}),
            ("voice", {"id": "c13", "label": "The mayor"}),
            ("link", {"name": "supports", "sources": ["e1", "c13"], "target": "r1"}),
            ("new-scheme", {"id": "k23", "label": "Fresh scheme"}),
        ],
    )
    assert len(ops) == 6
    written = update(SAMPLE, MAP, new)
    assert TEXT in written
    found = verify(written, new)
    for op in reversed(ops):
        new = apply(new, inverse(op))
    assert update(written, found, new) == SAMPLE


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("gloss"),
            st.fixed_dictionaries({"id": st.sampled_from(["c1", "e1", "r2"]), "value": st.text(max_size=30)}),
        ),
        st.tuples(
            st.just("delete"),
            st.fixed_dictionaries(
                {"ids": st.lists(st.sampled_from(["c1", "c2", "e4", "k2", "k9"]), min_size=1, max_size=2)}
            ),
        ),
        st.tuples(
            st.just("mark"),
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["claim", "evidence"]),
                    "spans": st.tuples(st.integers(0, LENGTH - 40), st.integers(5, 39)).map(
                        lambda p: [[p[0], p[0] + p[1]]]
                    ),
                }
            ),
        ),
        st.tuples(st.just("merge"), st.just({"ids": ["e1", "e2"]})),
        st.tuples(st.just("split"), st.just({"id": "e2", "at": 640})),
        st.tuples(
            st.just("note"),
            st.fixed_dictionaries({"id": st.just("c1"), "value": st.lists(st.text(max_size=9), max_size=3)}),
        ),
        st.tuples(
            st.just("new-issue"), st.fixed_dictionaries({"id": st.just("e3"), "label": st.text(min_size=1, max_size=9)})
        ),
        st.tuples(st.just("link"), st.just({"name": "attacks", "sources": ["e1"], "target": "r1"})),
        st.tuples(st.just("reason"), st.fixed_dictionaries({"id": st.just("k1"), "value": st.text(max_size=9)})),
    ),
    max_size=8,
)


@settings(max_examples=12)
@given(ACTS)
def test_any_steps_are_saved_and_read_back(acts: list[tuple[str, dict[str, object]]]):
    new, _ = steps(MAP, acts)
    written = update(SAMPLE, MAP, new)
    verify(written, new)
    assert TEXT in written
    assert written[: written.index(b"<titleStmt>")] == SAMPLE[: SAMPLE.index(b"<titleStmt>")]


def test_a_file_that_would_not_say_the_same_is_refused():
    with pytest.raises(ArgmapError, match="c1 when read again"):
        verify(
            SAMPLE, replace(MAP, components=tuple(replace(c, gloss="x") if c.id == "c1" else c for c in MAP.components))
        )


def test_a_passage_of_the_same_range_is_left_as_it_is_written():
    fresh = replace(
        MAP,
        components=tuple(
            replace(c, fragments=tuple(replace(f, pointer="", sha256="") for f in c.fragments)) for c in MAP.components
        ),
    )
    assert settled(MAP, fresh) == MAP
    assert update(SAMPLE, MAP, fresh) == SAMPLE
