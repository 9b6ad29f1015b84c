"""Models from disk: proposals with reasons; folders that are no model, or ask for other code, are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from argmap.problems import ArgmapError
from argmap.suggest.passages import Proposals, propose
from argmap.suggest.passages.learn import Settings, train
from argmap.suggest.passages.trained import load, strangers
from argmap.text.reading import ReadingText, Region
from tests.suggest.passages.made_up import made_up

TEXT = ReadingText.of("On floods The stone harrow river paper. The window lantern engine. The meadow garden winter.")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "mine"
    nlp = train(made_up(6), Settings(steps=50, rate=0.06, decay=0.1, length=2**14))
    nlp.meta["name"] = "mine"
    nlp.to_disk(folder)
    return folder


def test_proposals_of_a_model_name_it_and_say_why(model: Path):
    found = propose(TEXT, str(model))
    assert found.source == "mine"
    assert [item.kind for item in found.items] == ["claim", "rebuttal"]
    assert all(item.source == "mine" and 0 < item.score <= 1 for item in found.items)
    for item, word in zip(found.items, ("harrow", "lantern"), strict=True):
        assert any(word in reason for reason in item.reasons)
        assert word in (TEXT.content or "")[item.start : item.end]
    assert propose(TEXT, str(model)) == found


def test_a_heading_is_not_proposed(model: Path):
    content = "The harrow lantern. The stone harrow river paper."
    text = ReadingText.of(content, sections=(Region(0, len(content), "1", "The harrow lantern."),))
    assert [item.start for item in propose(text, str(model)).items] == [20]


def test_an_empty_text_gives_nothing(model: Path):
    assert propose(ReadingText.of(""), str(model)) == Proposals((), (), "mine")


def test_spacy_opens_it_too(model: Path):
    doc = spacy.load(model)("The stone harrow river paper.")
    assert [span.label_ for span in doc.spans["argmap"]] == ["claim"]


def test_a_changed_model_is_read_anew(model: Path, tmp_path: Path):
    folder = tmp_path / "changing"
    nlp = spacy.load(model)
    nlp.meta["name"] = "first"
    nlp.to_disk(folder)
    assert propose(TEXT, str(folder)).source == "first"
    nlp.meta["name"] = "second"
    nlp.to_disk(folder)
    assert propose(TEXT, str(folder)).source == "second"


RAN: list[str] = []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"argmap.sentences.v1"', '"argmap_test_intruder"'),
        ('factory = "argmap_relations"', 'factory = "argmap_test_intruder"'),
        ('factory = "argmap_relations"', 'source = "some_package"'),
        ("before_creation = null", 'before_creation = {"@callbacks": "argmap_test_intruder"}'),
        ('"spacy.Tokenizer.v1"', '"argmap_test_intruder"'),
    ],
)
def test_a_model_that_asks_for_other_code_is_refused_before_it_runs(model: Path, tmp_path: Path, old: str, new: str):
    for registry in (spacy.registry.misc, spacy.registry.callbacks, spacy.registry.tokenizers):
        registry.register("argmap_test_intruder", func=lambda: RAN.append("ran"))
    folder = tmp_path / "bad"
    spacy.load(model).to_disk(folder)
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    assert old in config
    (folder / "config.cfg").write_text(config.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ArgmapError, match="not argmap's"):
        load(str(folder))
    assert not RAN


def test_nested_names_are_seen():
    assert list(strangers({"a": {"b": {"@layers": "x.v1"}}, "c": {"@misc": "spacy.y.v1"}})) == ["x.v1"]


@pytest.mark.parametrize("damage", ["missing", "empty", "no config", "garbled config", "cut weights", "another kind"])
def test_what_is_no_model_is_told_in_one_line(model: Path, tmp_path: Path, damage: str):
    folder = tmp_path / "bad"
    if damage == "empty":
        folder.mkdir()
    elif damage != "missing":
        (spacy.blank("en") if damage == "another kind" else spacy.load(model)).to_disk(folder)
    if damage == "no config":
        (folder / "config.cfg").unlink()
    if damage == "garbled config":
        (folder / "config.cfg").write_text("[[[", encoding="utf-8")
    if damage == "cut weights":
        weights = (folder / "spancat" / "model").read_bytes()
        (folder / "spancat" / "model").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(ArgmapError) as caught:
        propose(TEXT, str(folder))
    assert "bad" in str(caught.value)
    assert "\n" not in str(caught.value)
