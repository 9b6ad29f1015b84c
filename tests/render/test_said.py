from argmap.compare import model as m
from argmap.compare.many import compare_many
from argmap.compare.model import Unmatched
from argmap.compare.table import Statement
from argmap.model import Issue
from argmap.render.document import words
from argmap.render.said import authors, footer, issue_name, judged_by, label, question, silence, told
from tests.compare.test_many import crowd


def test_a_statement_is_told_with_speaker_page_and_id():
    said = Statement("c1", "claim", "It holds.", "81", "The council")
    assert words((told(said),)) == "The council: It holds (p. 81, c1)"
    assert words((told(Statement("c1", "claim", "")),)) == "(no paraphrase) (c1)"


def test_classes_and_issues_have_names():
    assert label(m.ONLY_B, "Moss", "Lund") == "only Lund"
    assert label(m.AGREE, "Moss", "Lund") == m.AGREE
    assert issue_name(Issue("issue.x")) == "x"
    assert words(question(Issue("i", "Kerbs", "Are they due?"))) == "Kerbs\nAre they due?"


def test_silence_is_said_as_far_as_it_is_proven():
    assert silence(Unmatched("c", 2, 2)) == "all candidates weighed"
    assert silence(Unmatched("c", 1, 2)) == "1 of 2 candidates weighed"
    assert "no position" in silence(Unmatched("c", 0, 0))


def test_the_footer_names_every_text_and_the_coverage():
    texts, links = crowd(5)
    many, _ = compare_many(texts, links)
    lines = footer(many)
    assert len(lines) == 5 + 2
    for status, number in many.link_counts.items():
        assert f"{number} {status}" in lines[5]
    assert f"{many.reviewed} of {many.possible}" in lines[5]
    assert authors(many) == "5 texts"


def test_that_no_person_judged_is_said_only_where_it_is_so():
    assert judged_by([], []) == ""
    assert "no person" in judged_by(["A model"], ["A model"])
    assert "no person" not in judged_by(["A model", "Ann"], ["A model"])
