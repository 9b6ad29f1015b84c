"""The spaCy components in pipelines of others."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.suggest.passages import propose
from argmap.suggest.passages.pipes import KEY, sentence_spans, sentence_suggester
from argmap.text.reading import ReadingText

TEXT = (
    "Floods fell by 34 percent in 2023. Therefore the town should repave its streets, "
    "because the new stone is clearly effective. My aunt lives by the mill."
)


def pipeline(*names: str) -> spacy.Language:
    """A blank pipeline with components of argmap."""
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name)
    return nlp


def test_components_and_relations_say_what_propose_says():
    doc = pipeline("argmap_components", "argmap_relations")(TEXT)
    found = propose(ReadingText.of(TEXT))
    spans = list(doc.spans[KEY])
    assert [(s.label_, s.start_char, s.end_char) for s in spans] == [(i.kind, i.start, i.end) for i in found.items]
    assert [s._.argmap_score for s in spans] == [i.score for i in found.items]
    assert [s._.argmap_reasons for s in spans] == [i.reasons for i in found.items]
    assert doc.spans[KEY].attrs["scores"] == pytest.approx([i.score for i in found.items])
    assert doc._.argmap_relations == found.relations
    assert len(found.relations) == 2


def test_another_group_can_be_named():
    nlp = spacy.blank("en")
    nlp.add_pipe("argmap_components", config={"spans_key": "mine"})
    assert set(nlp(TEXT).spans) == {"mine"}


def test_boundaries_of_the_pipeline_are_kept():
    nlp = pipeline("sentencizer", "argmap_components")
    doc = nlp(TEXT)
    assert sentence_spans(doc) == [(sent.start_char, sent.end_char) for sent in doc.sents]


def test_it_can_be_saved_and_opened(tmp_path):
    nlp = pipeline("argmap_sentencizer", "argmap_components")
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    first, second = nlp(TEXT), again(TEXT)
    assert [s.text for s in first.spans[KEY]] == [s.text for s in second.spans[KEY]]


@pytest.mark.slow
def test_spacy_finds_the_components_without_an_import_of_argmap(tmp_path):
    code = (
        "import spacy; nlp = spacy.blank('en');"
        "nlp.add_pipe('argmap_components'); nlp.add_pipe('argmap_relations');"
        "print(len(nlp('We should go, because it is late now.').spans['argmap']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_the_suggester_offers_every_sentence():
    nlp = pipeline("argmap_sentencizer")
    docs = [nlp(TEXT), nlp(""), nlp("One. Two.")]
    found = sentence_suggester(docs)
    assert list(found.lengths) == [len(list(doc.sents)) for doc in docs]
    assert found.dataXd.tolist() == [[sent.start, sent.end] for doc in docs for sent in doc.sents]


WITH_BOTH = pipeline("argmap_components", "argmap_relations")


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_passes(content: str):
    doc = WITH_BOTH(content)
    assert all(link.source < len(doc.spans[KEY]) for link in doc._.argmap_relations)
