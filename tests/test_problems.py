from argmap.problems import ArgmapError, DataError, Place, Problem


def test_a_problem_prints_place_code_message_and_remedy():
    problem = Problem(Place("a.xml", 12, 5), "E203", "relation points at #c9", "declare c9")
    assert str(problem) == "a.xml:12:5: E203 relation points at #c9 (declare c9)"
    assert problem.severity == "error"
    assert Problem(Place(), "W1", "x").severity == "warning"


def test_problems_sort_by_place():
    late, early = Problem(Place("a", 9, 1), "E1", ""), Problem(Place("a", 2, 7), "E9", "")
    assert sorted([late, early]) == [early, late]


def test_errors_own_their_sentence_and_status():
    assert str(ArgmapError("no such theme", "choose light or dark")) == "no such theme (choose light or dark)"
    assert str(DataError("empty", place=Place("f", 1, 1))) == "f:1:1: empty"
    assert (ArgmapError("x").status, DataError("x").status) == (2, 1)


def test_as_dict_holds_all_fields():
    data = Problem(Place("a", 1, 2), "W7", "m", "r").as_dict()
    assert data == {
        "file": "a",
        "line": 1,
        "column": 2,
        "code": "W7",
        "severity": "warning",
        "message": "m",
        "remedy": "r",
    }
