"""Training: it learns what the texts say, twice the same, and tells what it cannot learn from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from argmap.problems import ArgmapError
from argmap.suggest.passages.architecture import contributions, hashed, key_of
from argmap.suggest.passages.learn import SPANCAT, Settings, decide, doc_of, names, predict, shown_config, train
from argmap.suggest.passages.samples import Sample
from argmap.suggest.passages.sentence_features import features
from argmap.suggest.passages.trial import held_out, rounds, splits
from tests.suggest.passages.made_up import made_up

QUICK = Settings(steps=50, rate=0.06, decay=0.1, length=2**14)


@pytest.fixture(scope="module")
def nlp():
    return train(made_up(6), QUICK)


def test_it_learns_kinds_of_ones_own_and_finds_them_in_unseen_texts(nlp):
    assert names(nlp) == ["claim", "rebuttal", ""]
    unseen = made_up(3, seed=99)
    for item in unseen:
        rows = predict(nlp, item)
        assert rows.shape == (len(item.sentences), 3)
        assert rows.sum(axis=1) == pytest.approx(1, abs=1e-4)
        assert decide(rows, names(nlp), 0.5) == list(item.labels)


def test_same_samples_same_weights(nlp):
    again = train(made_up(6), QUICK)
    first, second = (each.get_pipe(SPANCAT).model.get_ref("output_layer").get_param("W") for each in (nlp, again))
    assert np.array_equal(first, second)
    other = train(made_up(6), replace(QUICK, seed=2)).get_pipe(SPANCAT).model.get_ref("output_layer").get_param("W")
    assert not np.array_equal(first, other)


def test_the_pipeline_works_by_itself_as_spacy_does(nlp):
    doc = nlp("The stone harrow river paper. The window lantern engine copper.")
    assert [span.label_ for span in doc.spans["argmap"]] == ["claim", "rebuttal"]


def test_what_a_word_adds_is_told(nlp):
    (item,) = made_up(1, sentences=1, seed=3)
    found = next(iter(features(item.text, item.sentences, place=False)))
    label = names(nlp).index(item.labels[0])
    gains = contributions(nlp.get_pipe(SPANCAT).model.get_ref("output_layer"), found, label)
    assert {"claim": "harrow", "rebuttal": "lantern", "": "meadow"}[item.labels[0]] in gains[0][1]
    assert [gain for gain, _ in gains] == sorted((gain for gain, _ in gains), reverse=True)


def test_keys_are_the_same_everywhere():
    assert key_of("word “rain”") == 9781644261074600276
    ((keys, values),) = hashed("Rain.", ((0, 5),), False)
    assert len(keys) == len(values) > 2


def test_a_doc_has_the_sentences_it_is_given(nlp):
    item = made_up(1)[0]
    assert [sent.start_char for sent in doc_of(nlp, item).sents] == [start for start, _ in item.sentences]


def test_a_text_may_be_longer_than_a_parser_could_take(nlp):
    content = ("x" * 997 + ". ") * 1_050
    item = Sample("long", content, ((0, 998),), ("",))
    assert len(content) > 1_000_000
    assert len(doc_of(nlp, item)) >= 1_050


def test_the_configuration_is_told(nlp):
    shown = shown_config(nlp)
    assert "seed = 1" in shown
    assert 'kinds = ["claim", "rebuttal"]' in shown


def test_too_little_is_told():
    with pytest.raises(ArgmapError, match="too few"):
        train(made_up(1, sentences=5), QUICK)
    one = [replace(item, labels=("claim",) * len(item.labels)) for item in made_up(4)]
    with pytest.raises(ArgmapError, match="every sentence"):
        train(one, QUICK)
    with pytest.raises(ArgmapError, match="language"):
        train(made_up(4), replace(QUICK, language="qqq"))


@pytest.mark.parametrize(("texts", "groups", "seen"), [(1, 0, 0), (2, 2, 2), (7, 5, 7), (24, 5, 24), (50, 1, 10)])
def test_every_text_is_held_out_once_or_a_fifth_of_many(texts: int, groups: int, seen: int):
    _, found = splits(made_up(texts, sentences=4), 1)
    places = [place for group in found for place in group]
    assert len(found) == groups
    assert len(set(places)) == len(places) == seen


@pytest.mark.slow
@pytest.mark.parametrize("texts", [2, 7, 30])
def test_what_several_people_made_of_one_text_is_held_out_together(texts: int):
    """Otherwise a model would be tried on a text that it has read, and shine."""
    alone = made_up(texts, sentences=4)
    twice = [*alone, *(replace(item, name=f"other {item.name}", labels=("claim",) * 4) for item in reversed(alone))]
    method, found = splits(twice, 1)
    assert method == splits(alone, 1)[0]
    for group in found:
        held = {twice[place].text for place in group}
        assert not held & {item.text for place, item in enumerate(twice) if place not in group}
    assert splits([alone[0], replace(alone[0], name="again")], 1)[1] == []


def test_held_out_figures():
    samples = made_up(4)
    ticks = []
    trial = held_out(samples, QUICK, lambda: ticks.append(1))
    assert trial is not None
    assert len(ticks) == rounds(samples, QUICK) * QUICK.steps
    assert sorted(trial.texts) == [item.name for item in samples]
    assert sum(map(sum, trial.confusion)) == sum(len(item.labels) for item in samples)
    assert trial.macro_f1 > 0.9 > trial.majority_macro_f1
    assert trial.rules_macro_f1 < 0.5
    assert held_out(samples, QUICK) == trial


def test_no_held_out_figures_where_too_little_is_left():
    assert held_out(made_up(1, sentences=60), QUICK) is None
    assert held_out(made_up(2, sentences=14), QUICK) is None
