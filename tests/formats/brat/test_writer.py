"""What brat gets of a map, what stands in notes, and which of the two counts where they differ."""

from __future__ import annotations

from dataclasses import replace

from argmap import formats
from argmap.formats.brat.lines import parse
from argmap.formats.brat.names import kind_of, label_of, label_of_relation, name_of
from argmap.formats.brat.writer import Ids
from argmap.model import Annotator, ArgumentMap, BibItem, Component, Fragment, Relation
from argmap.text.reading import ReadingText
from tests.formats.brat.test_reader import load, save

MAP = ArgumentMap(
    "kerbs",
    text=ReadingText.of("Kerbs should go. Wheels stumble. Prams stumble. They cost nothing."),
    components=(
        Component("c1", "claim", "Kerbs should\tgo.", (Fragment(0, 15, "src:0-15"),), thesis=True, issues=("issue.a",)),
        Component("c2", "evidence", fragments=(Fragment(17, 31, "src:17-31"),), certainty="very high"),
        Component("c3", "odd kind", fragments=(Fragment(33, 46), Fragment(48, 52)), voice="voice.x", annotator="a"),
        Component("T7", "claim", "Nowhere in the text"),
    ),
    relations=(
        Relation("k1", "supports", ("c2", "c3"), ("c1",), reason="both\nof them"),
        Relation("k2", "undercuts", ("T7",), ("k1",)),
        Relation("k3", "attacks", mutual=("c2", "c3", "T7")),
        Relation("k4", "cites", ("c1",), ("b1",)),
        Relation("R9", "Partial-Attack", ("T7",), ("c1", "c2")),
    ),
    bibliography=(BibItem("b1", "A book"),),
    annotators=(Annotator("a", "A. Reader"),),
)


def test_brat_gets_what_it_can_show():
    ann, text = save(MAP)
    assert text == "Kerbs should go. Wheels stumble. Prams stumble. They cost nothing.\nNowhere in the text\n"
    lines = ann.split("\n")
    assert "T1\tMajorClaim 0 15\tKerbs should go" in lines
    assert "T3\todd_kind 33 46;48 52\tPrams stumble They" in lines
    assert "T7\tClaim 67 86\tNowhere in the text" in lines
    links = [line.split("\t")[1] for line in lines if line.startswith("R")]
    assert links == [
        "supports Arg1:T2 Arg2:T1",
        "supports Arg1:T3 Arg2:T1",
        "attacks Arg1:T2 Arg2:T3",
        "attacks Arg1:T3 Arg2:T7",
        "Partial-Attack Arg1:T7 Arg2:T1",
        "Partial-Attack Arg1:T7 Arg2:T2",
    ]
    assert any(line.endswith("\tGloss T1\tKerbs should go.") for line in lines)
    assert any(line.endswith("\tIssue T1 issue.a") for line in lines)
    assert parse(ann, "").problems == []


def test_all_of_it_comes_back():
    assert load(*save(MAP)) == (MAP, [])


def test_what_is_changed_in_brat_counts():
    ann, text = save(MAP)
    ann = ann.replace("T1\tMajorClaim 0 15\tKerbs should go", "T1\tClaim 0 5\tKerbs")
    ann = ann.replace("Gloss T1\tKerbs should go.", "Gloss T1\tDown with kerbs").replace(
        "Certainty T2 very_high", "Certainty T2 low"
    )
    ann += "T50\tClaim 53 57\tcost\nR50\tAttack Arg1:T50 Arg2:T1\n"
    ann = "\n".join(line for line in ann.split("\n") if not line.startswith("R1\t") and "joins" not in line)
    amap, problems = load(ann, text)
    first = amap.component["c1"]
    assert (first.thesis, first.gloss, amap.passage(first)) == (False, "Down with kerbs", "Kerbs")
    assert amap.component["c2"].certainty == "low"
    assert amap.component["c3"].kind == "odd kind" and amap.component["c3"].annotator == "a"
    assert amap.relation["R50"].targets == ("c1",)
    assert amap.relation["k2"].targets == ("k1",)
    assert {item.code for item in problems} <= {"E913"}


def test_a_map_without_a_text_gets_one_of_its_glosses():
    bare = replace(MAP, text=None, components=tuple(replace(item, fragments=()) for item in MAP.components))
    ann, text = save(bare)
    assert text == "Kerbs should go.\nc2\nc3\nNowhere in the text\n"
    assert load(ann, text) == (bare, [])


def test_a_text_known_by_its_hash_alone_stays_away():
    bare = replace(MAP, text=replace(MAP.text, content=None))
    ann, text = save(bare)
    assert text is None
    assert "cost nothing. " not in ann and "stumble. Prams" not in ann
    assert load(ann, None) == (bare, [])


def test_labels():
    for label in ("Claim", "claim", "MajorClaim", "Premise", "evidence", "background_claim"):
        kind, thesis = kind_of(label)
        assert kind_of(label_of(Component("c", kind, thesis=thesis))) == (kind, thesis)
    assert kind_of("Premise") == ("Premise", False)
    assert name_of("Support") == name_of("supports") == "supports"
    assert label_of_relation(name_of("parts_of_same")) == "parts_of_same"


def test_ids_stay_where_brat_can_have_them():
    ids = Ids("T", {"T1", "c1"})
    assert [ids.of(one) for one in ("c1", "T1", "T 2", "Tx", "T1")] == ["T2", "T1", "T3", "Tx", "T4"]


def test_what_led_to_nothing_does_not_lead_to_something_new():
    data = b'T3\tClaim 0 5\tKerbs\nR4\trestates Arg1:T1 Arg2:T1\t\n#9\tArgmap T3\t{"id":"c3"}\n'
    amap, problems = formats.read(data, "f.ann", "brat", {"f.txt": b"Kerbs should go."}.get)
    assert [item.code for item in problems] == ["E913"]
    written = formats.write(amap, "brat")
    again, problems = formats.read(written.main, "f.ann", "brat", {"f.txt": written.beside[".txt"]}.get)
    assert (again, [item.code for item in problems]) == (amap, ["E913"])


def test_a_relation_may_have_the_id_of_a_component():
    twins = replace(MAP, relations=(Relation("c2", "supports", ("c2",), ("c1",), certainty="high"),))
    assert load(*save(twins)) == (twins, [])
