from argmap.compare.many import compare_many
from argmap.compare.prose import Reference, Sentence, prose
from argmap.render.document import words
from argmap.render.table_summary import document, refs, sheet
from tests.compare.test_many import crowd


def test_every_sentence_stands_once_and_its_references_are_complete():
    texts, links = crowd(3)
    many, _ = compare_many(texts, links)
    sentences = prose(many)
    shown = [words((one,)) for section in document(many).sections if section.bullets for one in section.lines]
    assert len(shown) == len(sentences)
    for sentence, text in zip(sentences, shown, strict=True):
        assert sentence.text in text
        assert all(link in text for link in sentence.links)
        assert all(ref.id in text for ref in sentence.components)
    assert [row[3] for row in sheet(many).rows] == [s.text for s in sentences]


def test_components_that_the_sentence_names_are_not_named_twice():
    texts, links = crowd(2)
    many, _ = compare_many(texts, links)
    sentence = Sentence("h", "Somebody (p. 3, c1) holds it.", components=(Reference(0, "c1", "3"), Reference(1, "c2")))
    assert refs(many, sentence) == f" ({many.names[1]}, c2)"
