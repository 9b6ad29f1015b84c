from argmap.compare.many import compare_many
from argmap.compare.table import rows
from argmap.render.document import words
from argmap.render.table_pairs import document, sheet
from tests.compare.test_many import crowd


def test_all_rows_of_all_pairs_stand_in_document_and_sheet():
    for count in (2, 3):
        texts, links = crowd(count)
        many, _ = compare_many(texts, links)
        wanted = sum(len(rows(comparison)) for comparison in many.pairs.values())
        tables = [s.table for s in document(many).sections if s.table and "position by position" in s.heading.lower()]
        assert sum(len(table.rows) for table in tables) == wanted == len(sheet(many).rows)


def test_every_position_without_a_counterpart_is_listed_with_its_coverage():
    texts, links = crowd(2)
    many, _ = compare_many(texts, links)
    comparison = many.pairs[0, 1]
    listed = [words((one,)) for s in document(many).sections if s.bullets and s.heading != "Sources" for one in s.lines]
    assert len(listed) == len(comparison.only_a) + len(comparison.only_b)
    assert all("weighed" in one or "no position" in one for one in listed)
