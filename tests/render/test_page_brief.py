from argmap.compare.brief import brief
from argmap.compare.many import compare_many
from argmap.render.page_brief import section
from tests.compare.test_many import crowd
from tests.render.web import Page


def test_every_note_stands_with_both_positions_its_link_and_why():
    texts, links = crowd(2, links=60)
    many = compare_many(texts, links)[0]
    found = brief(many)
    made = section(many, lambda ident: f"#{ident}")
    said = "".join(text for _, text in Page(made).texts)
    notes = (*found.shared, *found.parted, *found.apparent)
    assert notes
    for note in notes:
        for words in (note.point.one.gloss, note.point.other.gloss, note.why, note.issue.label):
            assert words in said
        assert f'href="#{note.point.link}"' in made


def test_nothing_judged_nothing_in_brief():
    texts, _ = crowd(2)
    assert section(compare_many(texts)[0], str) == ""
