"""Lemmas and entities of pipelines that are made here: blank English, own lookup tables, own entities."""

import pytest
import spacy
from spacy.lookups import Lookups, Table

from argmap.model import ArgumentMap
from argmap.problems import ArgmapError
from argmap.suggest import suggest
from argmap.suggest.pipeline import Pipeline, load
from tests.suggest.samples import component


def made(lemmas=None, entities=()):
    nlp = spacy.blank("en")
    if lemmas:
        lookups = Lookups()
        lookups.set_table("lemma_lookup", Table("lemma_lookup", lemmas))
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    if entities:
        nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": text} for label, text in entities])
    return nlp


def test_lemmas_meet_where_stems_do_not():
    reader = Pipeline("test", made({"bought": "buy", "buys": "buy"}))
    assert reader.stems("They bought it.") == reader.stems("She buys.") == ["buy"]
    assert reader.surface("They bought it.") == {"buy": "bought"}


def test_a_pipeline_without_lemmas_leaves_the_stems():
    assert Pipeline("test", made()).stems("The culverts flooded.") == ["culvert", "flood"]


def test_entities_are_names_and_dates_are_not():
    reader = Pipeline("test", made(entities=[("ORG", "port board"), ("DATE", "2012")]))
    assert reader.names("The port board of Harrow met in 2012.") == {"port", "board"}


def test_without_an_entity_component_capitals_count():
    assert Pipeline("test", made({"Harrow": "harrow"})).names("The board of Harrow met.") == {"harrow"}


def test_the_ranking_uses_it():
    """Three claims each; only the lemma shows which two belong together."""
    texts = (
        ("The town bought land.", "Rain fell hard.", "Lorries queue."),
        ("Buying was wise.", "Birds sing.", "Fog came."),
    )
    maps = [
        ArgumentMap(n, components=tuple(component(f"c{i}", t) for i, t in enumerate(each)))
        for n, each in zip("ab", texts, strict=True)
    ]
    reader = Pipeline("test", made({"bought": "buy", "buying": "buy", "Buying": "buy"}))
    found = suggest(*maps, reader=reader)
    first = next(each for each in found.candidates if (each.a, each.b) == ("c0", "c0"))
    assert "share bought" in first.cues
    assert "test" in found.method
    plain = next(each for each in suggest(*maps).candidates if (each.a, each.b) == ("c0", "c0"))
    assert plain.score < first.score
    assert not any(cue.startswith("share") for cue in plain.cues)


def test_a_folder_is_loaded(tmp_path):
    made(entities=[("GPE", "Harrow")]).to_disk(tmp_path / "own")
    assert load(str(tmp_path / "own")).names("All of Harrow floods.") == {"harrow"}


@pytest.mark.parametrize("name", ["no_such_pipeline", "zz", "en/..", "."])
def test_what_cannot_be_used_is_told(name):
    with pytest.raises(ArgmapError, match="cannot be used"):
        load(name)
