from argmap.analysis.settling import turns
from argmap.compare.many import compare_many
from argmap.correspondence import Correspondences, Link, Ref
from argmap.render.document import words
from argmap.render.table_schedule import document, sheet
from argmap.render.turns import crux_line, named, settle_lines, top
from tests.analysis.samples import made


def many(*links: Link):
    a = made("a", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:issue.i c1:issue.i.j")
    b = made("b", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:issue.i")
    return compare_many([a, b], Correspondences(links=links))[0]


CONTRARY = Link("x1", "contrary", Ref("a", "c2"), Ref("b", "c2"), issues=("issue.i",))


def test_names_and_labels_stand_in_the_place_of_files_and_ids():
    one = many(CONTRARY)
    assert named(one, turns(one), "a#c1, a#e2; b#c2 on issue.i and issue.i.j") == (
        f"{one.names[0]} c1, e2; {one.names[1]} c2 on “ISSUE.I” and “ISSUE.I.J”"
    )


def test_the_line_names_link_kind_and_weight():
    one = many(CONTRARY)
    found = turns(one)
    turn = top(found, "issue.i")
    said = words((crux_line(one, found, turn),))
    assert "(x1), about facts" in said and f"crux 1 of 1: moves a thesis by {turn.crux.swing:.3f}" in said
    assert words(settle_lines(one, found, turn)).count("\n") == 2


def test_the_schedule_says_what_an_issue_turns_on_and_leaves_the_finding_empty():
    one = many(CONTRARY)
    table = sheet(one)
    row = dict(zip(table.head, table.rows[0], strict=True))
    assert (row["turns on"], row["turns on: kind"], row["finding"]) == ("x1", "facts", "")
    assert "question of fact" in row["what would settle it (derived)"]
    assert "no link or relation contests it" in words(document(one).sections[0].table.rows[0][-2])


def test_without_opposition_there_is_no_such_column():
    plain, opposed = document(many()).sections[0].table, document(many(CONTRARY)).sections[0].table
    assert len(plain.columns) == len(opposed.columns) - 1
