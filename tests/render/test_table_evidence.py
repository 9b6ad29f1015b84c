from argmap.compare.evidence import Absence, evidence
from argmap.compare.many import compare_many
from argmap.render.document import words
from argmap.render.table_evidence import absence, document, sheet
from tests.compare.test_many import crowd


def test_absence_is_said_as_far_as_it_is_proven():
    assert absence(Absence(1, 0, 0)).startswith("no evidence")
    assert absence(Absence(1, 2, 2)) == "all 2 candidates weighed"
    assert "not proven" in absence(Absence(1, 0, 2))


def test_a_row_of_the_document_for_each_piece_and_of_the_sheet_for_each_bearing():
    for count in (2, 6):
        texts, links = crowd(count)
        many, _ = compare_many(texts, links)
        rows = evidence(many)
        table = document(many).sections[0].table
        assert len(table.rows) == len(rows)
        assert [words(row[1]) for row in table.rows] == [row.text for row in rows]
        bearings = sum(max(1, len(use.bears)) for row in rows for use in row.uses)
        assert len(sheet(many).rows) == bearings
        assert all(len(row) == len(sheet(many).head) for row in sheet(many).rows)
