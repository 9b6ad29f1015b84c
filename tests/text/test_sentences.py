"""Sentence boundaries: what ends a sentence and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.problems import ArgmapError
from argmap.text.sentences import boundaries, splitter

# sentences are parted by | ; the text under test is the same without it
CASES = [
    "He met J. Marlow in the U.S. Senate. |It was late.",
    "It is in the U.S. |The lake is not.",
    "The charter (cf. Art. 5) says so, i.e. Marlow says so. |No. 7 does not.",
    "Dr. Marlow said so to Prof. Oake. |He left.",
    "“Why?” he asked. |“Because.” |He left.",
    "They said: “It is so. |Nobody pays.” |Then they left.",
    "It was so (see p. 12). |(Nobody had asked.) |Then it ended.",
    "Was it so? |Yes! |It was … and it ended.",
    "It ended there .|The ferry left.",
    "It ended.”12 |Then it began.",
    "It cost 3.5 million in Jan. 2010 and more later.",
    "It runs in post-Roman |These boats are old.",
    "Boats, nets, etc. |They were sold.",
    "The firm Marlow Inc. sold them. |Then it closed.",
    'He said "no." |"Why not?" |She left.',
    "It was no. 5 on the list. |He said no. |Marlow left.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case):
    text = case.replace("|", "")
    expected = [part.strip() for part in case.split("|")]
    found = splitter("en")([text])[0]
    assert [text[start:end].strip() for start, end in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "Das gilt z.B. Herrn Oake. Er kam am 3. Mai. Dann ging er.", 3),
        ("zh", "渡船来了。它又走了。", 2),
        ("qq", "One. Two.", 2),
        ("en-GB", "One. Two.", 2),
    ],
)
def test_other_languages(language, text, number):
    assert len(splitter(language)([text])[0]) == number


def test_unknown_pipeline_is_named():
    with pytest.raises(ArgmapError, match="no_such_pipeline"):
        splitter(pipeline="no_such_pipeline")


def test_a_pipeline_of_ones_own(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.to_disk(tmp_path / "bare")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "cutting")
    assert len(splitter(pipeline=str(tmp_path / "cutting"))(["Art. 5 is so. It is."])[0]) == 3
    with pytest.raises(ArgmapError, match="no sentence boundaries"):
        splitter(pipeline=str(tmp_path / "bare"))(["It is. So."])


@given(st.text(alphabet="aBé. !?”“()12\n—'", max_size=60))
def test_boundaries_lie_between_an_end_and_a_beginning(text):
    for start in boundaries(text):
        assert 0 < start < len(text)
        assert text[:start].strip() and not text[start].isspace()


@given(st.lists(st.text(max_size=40), max_size=4))
def test_sentences_cover_all_but_white_space(texts):
    for text, spans in zip(texts, splitter("en")(texts), strict=True):
        assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize("part", ["He met J. Marlow there. ", "It was so. ", "...", "… “ ", "am 3. Mai "])
def test_long_texts_take_time_in_proportion(part):
    """Four times the text takes about four times as long, not sixteen times."""
    taken = []
    for count in (3_000, 12_000):
        begun = time.process_time()
        boundaries(part * count)
        taken.append(time.process_time() - begun)
    assert taken[1] < 9 * taken[0] + 0.1


def test_a_long_text_is_cut_in_a_moment():
    """A text of 20,000 words in one piece takes well under a second; token by token it took fifteen."""
    text = "He met J. Marlow there. " * 4000
    begun = time.process_time()
    assert len(splitter("en")([text])[0]) == 4000
    assert time.process_time() - begun < 3
