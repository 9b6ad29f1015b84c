"""Every act on a small map, its way back, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.check import check
from argmap.editing.acts import ACTS, perform
from argmap.editing.arguments import Desk, clean, spans
from argmap.editing.linking import link
from argmap.editing.ops import apply, inverse
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation, Voice
from argmap.problems import ArgmapError
from argmap.text.reading import ReadingText
from tests.strategies import maps

WORDS = "Rain fell all week. So the river rose. We should build a wall."
SAMPLE = ArgumentMap(
    "m",
    text=ReadingText.of(WORDS),
    components=(
        Component("e1", "evidence", "It rained.", (Fragment(0, 19),), ("issue.rain",), notes=("n1",)),
        Component("c1", "claim", "The river rose.", (Fragment(20, 38),), thesis=True),
        Component("r1", "recommendation", "", (Fragment(39, 62),)),
    ),
    relations=(
        Relation("k1", "supports", ("e1",), ("c1",)),
        Relation("k2", "undercuts", ("r1",), ("k1",)),
        Relation("k3", "supports", ("c1",), ("r1",)),
    ),
    issues=(Issue("issue.rain", "Rain"),),
    voices=(Voice("voice.x", "X"),),
)
ADA = Annotator("ann.ada", "Ada", "annotation")
DESK = Desk(ADA, frozenset({"c7", "p1"}), frozenset())


def do(act: str, amap: ArgumentMap = SAMPLE, desk: Desk = DESK, **args: Any) -> ArgumentMap:
    op = perform(amap, act, args, desk)
    done = apply(amap, op)
    assert apply(done, inverse(op)) == amap
    return done


def refused(act: str, match: str = ".", **args: Any) -> None:
    with pytest.raises(ArgmapError, match=match):
        perform(SAMPLE, act, args, DESK)


def test_mark_signs_and_takes_an_id_that_was_never_used():
    done = do("mark", kind="claim", spans=[[4, 8]], gloss="  It\nfell ")
    made = done.components[-1]
    assert (made.id, made.kind, made.gloss, made.annotator) == ("c8", "claim", "It fell", "ann.ada")
    assert done.annotators == (ADA,)
    assert do("mark", done, kind="motive", spans=[[0, 4]]).components[-1].id == "m1"


def test_passages_lose_white_space_and_join_where_they_touch():
    assert spans(SAMPLE, {"spans": [[20, 38], [0, 20], [39, 41]]}) == ((0, 41),)
    assert spans(SAMPLE, {"spans": [[20, 25], [0, 4]]}) == ((0, 4), (20, 25))


@pytest.mark.parametrize(
    "value", [None, [], "x", [[1]], [[1, 1]], [[-1, 3]], [[0, 999]], [[4, 5]], [[0, True]], [["0", 4]]]
)
def test_passages_that_are_none(value: Any):
    refused("mark", kind="claim", spans=value)


def test_retype_keeps_the_id():
    assert do("retype", id="c1", kind="evidence").component["c1"].kind == "evidence"
    refused("retype", "cannot be a kind", id="c1", kind="<b>")


def test_the_thesis_moves():
    assert [c.id for c in do("thesis", id="e1").theses] == ["e1"]
    assert do("thesis", id="c1").theses == ()


def test_fragments_that_stay_are_written_as_they_were():
    old = Fragment(0, 19, "#s1", "Rain", "week")
    amap = ArgumentMap("m", text=SAMPLE.text, components=(Component("e1", "evidence", "", (old,)),))
    assert do("spans", amap, id="e1", spans=[[0, 19], [39, 62]]).components[0].fragments == (old, Fragment(39, 62))


def test_split_and_merge():
    done = do("split", id="e1", at=10)
    first, second = done.component["e1"], done.component["e2"]
    assert (first.gloss, second.gloss, second.issues) == ("It rained.", "", ("issue.rain",))
    assert [(f.start, f.end) for f in (*first.fragments, *second.fragments)] == [(0, 9), (10, 19)]
    back = do("merge", done, ids=["e1", "e2"]).component["e1"]
    assert [(f.start, f.end) for f in back.fragments] == [(0, 19)]
    for at in (0, 19, 40, None, "3"):
        refused("split", "cannot be cut", id="e1", at=at)


def test_merging_carries_relations_over_and_drops_those_within():
    done = do("merge", ids=["c1", "e1"])
    assert [c.id for c in done.components] == ["c1", "r1"]
    assert [(r.id, r.sources, r.targets) for r in done.relations] == [("k3", ("c1",), ("r1",))]
    assert done.component["c1"].issues == ("issue.rain",)
    assert done.component["c1"].thesis
    refused("merge", "two components", ids=["c1"])


def test_delete_takes_what_rests_on_it():
    done = do("delete", ids=["e1"])
    assert [c.id for c in done.components] == ["c1", "r1"]
    assert [r.id for r in done.relations] == ["k3"]
    assert [r.id for r in do("delete", ids=["k1"]).relations] == ["k3"]
    refused("delete", ids=["c99"])
    refused("delete", ids=[])


def test_issues_voice_note_certainty():
    done = do("new-issue", id="c1", label="High water: löss?", question="Is it?")
    assert done.issues[-1] == Issue("issue.high-water-löss", "High water: löss?", "Is it?")
    assert done.component["c1"].issues == ("issue.high-water-löss",)
    assert do("new-issue", done, label="High water löss").issues[-1].id == "issue.high-water-löss-2"
    assert do("new-issue", label="Floods", parent="issue.rain").issues[-1] == Issue(
        "issue.rain.floods", "Floods", "", "issue.rain"
    )
    assert do("issues", id="e1", value=[]).component["e1"].issues == ()
    refused("issues", "no issue", id="e1", value=["issue.ghost"])
    refused("new-issue", "label", label=" ")
    assert do("voice", id="c1", value="voice.x").component["c1"].voice == "voice.x"
    assert do("voice", id="c1", label="The mayor").voices[-1] == Voice("voice.the-mayor", "The mayor")
    assert not do("voice", do("voice", id="c1", value="voice.x"), id="c1", value="").component["c1"].reported
    refused("voice", "no voice", id="c1", value="voice.ghost")
    assert do("note", id="e1", value=["a  b", "", "c"]).component["e1"].notes == ("a b", "c")
    assert do("certainty", id="e1", value="low").component["e1"].certainty == "low"
    assert do("certainty", id="k1", value="high").relation["k1"].certainty == "high"
    refused("certainty", "no certainty", id="e1", value="sure")


def test_links():
    assert do("link", name="attacks", sources=["r1", "e1"], target="c1").relations[-1] == Relation(
        "k4", "attacks", ("r1", "e1"), ("c1",), annotator="ann.ada"
    )
    assert do("link", name="undercuts", sources=["c1"], target="k3").relations[-1].targets == ("k3",)
    refused("link", "says that already", name="supports", sources=["e1"], target="c1")
    refused("link", "itself", name="supports", sources=["c1"], target="c1")
    refused("link", "points at a relation", name="undercuts", sources=["c1"], target="e1")
    refused("link", "no component", name="supports", sources=["c1"], target="k1")
    refused("link", "no component", name="supports", sources=["c99"], target="c1")
    refused("link", "source", name="supports", sources=[], target="c1")
    refused("link", "no relation between", name="cites", sources=["c1"], target="e1")
    assert link is ACTS["link"]


def test_changing_relations():
    assert do("rename", id="k1", name="attacks").relation["k1"].name == "attacks"
    refused("rename", "undercut", id="k1", name="undercuts")
    turned = do("reverse", id="k1").relation["k1"]
    assert (turned.sources, turned.targets) == (("c1",), ("e1",))
    refused("reverse", "turned round", id="k2")
    assert do("reason", id="k1", value="so").relation["k1"].reason == "so"
    done = do("new-scheme", id="k1", label="Sign")
    assert (done.schemes[-1].id, done.relation["k1"].schemes) == ("scheme.sign", ("scheme.sign",))
    assert do("schemes", done, id="k1", value=[]).relation["k1"].schemes == ()
    refused("schemes", "no scheme", id="k1", value=["scheme.ghost"])


def test_what_is_not_in_the_home_form_stays():
    with pytest.raises(ArgmapError, match="home form"):
        perform(SAMPLE, "gloss", {"id": "c1", "value": "x"}, Desk(locked=frozenset({"c1"})))


def test_unknown_acts_and_overlong_text():
    refused("explode", "no act")
    refused("gloss", "at most", id="c1", value="x" * 20_001)
    refused("gloss", "must be text", id="c1", value=["x"])
    refused("gloss", "no component", id="ghost", value="x")


@given(st.text())
def test_clean_text_is_what_xml_can_hold(text: str):
    found = clean(text)
    assert found == clean(found) and "\n" not in found
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in found)


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 80)
    | st.text(max_size=5)
    | st.sampled_from(["c1", "c2", "k1", "supports"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(
    maps(max_components=5),
    st.sampled_from(sorted(ACTS)),
    st.dictionaries(
        st.sampled_from(
            ["id", "ids", "value", "kind", "spans", "at", "name", "sources", "target", "label", "parent", "key"]
        ),
        ANY,
    ),
)
def test_any_arguments_give_a_step_that_can_be_taken_back_or_a_refusal(
    amap: ArgumentMap, act: str, args: dict[str, Any]
):
    try:
        op = perform(amap, act, args, DESK)
    except ArgmapError:
        return
    done = apply(amap, op)
    assert apply(done, inverse(op)) == amap
    assert {p.code for p in check(done)} & {"E201", "E202", "E401"} <= {p.code for p in check(amap)}
