"""AML: linked and convergent premises, refutations, schemes, passages, and AIFdb's files without a root."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.formats.extra import kept
from argmap.problems import DataError
from tests.formats.aml_samples import AIFDB, ARAUCARIA
from tests.formats.growth import is_linear

EDGES = {
    ("supports", ("B",), ("A",)),
    ("supports", ("C", "D"), ("A",)),
    ("supports", ("E",), ("C",)),
    ("attacks", ("F",), ("A",)),
}


def read(text: str, name: str = "kerbs.aml"):
    return formats.read(text.encode(), name)


def edges(amap) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {(item.name, item.sources, item.targets) for item in amap.relations}


def test_linked_premises_stay_linked_and_convergent_ones_apart():
    amap, problems = read(ARAUCARIA)
    assert problems == []
    assert edges(amap) == EDGES
    assert [item.id for item in amap.theses] == ["A"]
    assert {item.sources: item.schemes for item in amap.relations if item.schemes} == {
        ("B",): ("scheme.sign",),
        ("C", "D"): ("scheme.kerb-lore",),
    }
    assert [item.label for item in amap.schemes if item.id == "scheme.kerb-lore"] == ["Kerb lore"]


def test_passages_owners_and_what_is_only_implied():
    amap, _ = read(ARAUCARIA)
    passages = {item.id: amap.passage(item) for item in amap.components}
    assert passages["A"] == "Kerbs should go." and passages["C"] == "Wheels stumble over them, as all carters know."
    implied = amap.component["D"]
    assert (implied.gloss, implied.fragments) == ("What stumbles may fall.", ())
    assert kept("aml", implied.extra)["attributes"] == {"missing": "yes"}
    assert {voice.id: voice.label for voice in amap.voices} == {"voice.ann": "Ann", "voice.the-carters": "The Carters"}
    assert (amap.component["C"].voice, amap.component["A"].reported) == ("voice.the-carters", True)
    assert [item.name for item in amap.annotators] == ["Bea"]
    assert kept("aml", amap.extra)["schemeset"].startswith("<SCHEMESET>")
    assert amap.source.title == "Street talk"


def test_aifdbs_files_have_neither_root_nor_escapes():
    amap, problems = read(AIFDB, "x.xml")
    assert {item.code for item in problems} == {"W920"}
    assert [(item.place.line, item.place.column) for item in problems] == [
        (1, 1),
        (2, AIFDB.split("\n")[1].index("&") + 1),
        (5, 1),
    ]
    assert amap.component["n12"].gloss == "Carts & prams < wheels"
    assert edges(amap) == {("supports", ("n12",), ("n11",)), ("attacks", ("n13",), ("n11",)),
                           ("supports", ("n12",), ("n13",))}  # fmt: skip
    assert len(amap.components) == 3


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('identifier="F"', 'identifier="B"', "E912", "stands for two"),
        ('offset="0"', 'offset="zero"', "E914", "no number"),
        ('offset="0"', 'offset="9"', "W918", "other words"),
        ("<REFUTATION>", "<REFUTATION/><REFUTATION>", "E913", "joins nothing"),
        ("<OWNER", "<MOOD>glad</MOOD><OWNER", "W917", "MOOD"),
        ('<PROP identifier="B" missing="no">', '<PROP identifier="B" missing="no"/><X>', "E911", "not well-formed"),
    ],
)
def test_faults_have_places(old, new, code, words):
    data = ARAUCARIA.replace(old, new, 1)
    amap, problems = read(data)
    (found,) = [item for item in problems if item.code == code][:1]
    assert words in found.message
    line = data[: data.index(new.split(">")[0])].count("\n") + 1
    assert found.place.line >= line and found.place.column >= 1
    assert len(amap.components) >= 1


def test_a_file_that_breaks_off_gives_what_is_whole():
    cut = ARAUCARIA[: ARAUCARIA.index('identifier="E"') + 5]
    amap, problems = read(cut)
    assert "E911" in {item.code for item in problems}
    assert {"A", "B", "C"} <= set(amap.component)
    latin, problems = formats.read(ARAUCARIA.replace("go.", "gö.").encode("cp1252"), "kerbs.aml")
    assert "W916" in {item.code for item in problems} and len(latin.components) == 6


def test_depth_and_breadth_cost_no_stack_and_no_square():
    def nested(count: int) -> str:
        opening = "".join(f'<AU><PROP identifier="p{n}"><PROPTEXT>x</PROPTEXT></PROP><CA>' for n in range(count))
        return f"<ARG>{opening}<AU/>{'</CA></AU>' * count}</ARG>"

    def broad(count: int) -> str:
        unit = '<CA><AU><PROP identifier="p{}"><PROPTEXT offset="{}">word</PROPTEXT></PROP></AU></CA>'
        units = "".join(unit.format(n, n) for n in range(count))
        return f'<ARG><TEXT>{"some words " * count}</TEXT><AU><PROP identifier="a"/>{units}</AU></ARG>'

    assert (len(read(nested(300))[0].components), len(read(broad(300))[0].components)) == (300, 301)
    assert is_linear(lambda count: nested(count).encode(), lambda data: formats.read(data, "x.aml", "aml"), 200)
    assert is_linear(lambda count: broad(count).encode(), lambda data: formats.read(data, "x.aml", "aml"), 200)
    cut, _ = read(nested(5_000)[:270_000])
    assert len(cut.components) > 4_000


def test_other_xml_is_refused():
    with pytest.raises(DataError, match="not ARG"):
        formats.read(b"<graph/>", "g.xml", "aml")
    bomb = '<!DOCTYPE ARG [<!ENTITY a "' + "x" * 10_000 + '">]><ARG><TEXT>' + "&a;" * 20_000 + "</TEXT></ARG>"
    with pytest.raises(DataError, match="expand"):
        read(bomb)
