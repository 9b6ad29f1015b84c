"""What all commands share: errors as one line with a status, problems in three styles, output paths."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.common import dump_json, github_line, guarded, load_annotated, output_folder_exists, show_problems
from argmap.problems import ArgmapError, DataError, Place, Problem

ERROR = Problem(Place("a.xml", 3, 7), "E301", "a kind is misspelt", "write claim")
WARNING = Problem(Place("a.xml", 2, 1), "W310", "no thesis", "mark one")


def raising(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return guarded(work)


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (ArgmapError("wrong call", "call it so"), 2, "argmap: wrong call (call it so)\n"),
        (DataError("bad data", place=Place("a.xml", 1, 2)), 1, "argmap: a.xml:1:2: bad data\n"),
        (OSError(errno.ENOSPC, "No space left on device", "out.svg"), 2, "argmap: out.svg: No space left on device"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "argmap: the output could not be printed: No space"),
        (KeyboardInterrupt(), 130, "argmap: interrupted"),
    ],
)
def test_errors_become_one_line(error: BaseException, status: int, says: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        raising(error)()
    captured = capsys.readouterr()
    assert stop.value.code == status
    assert captured.out == ""
    assert captured.err.startswith(says)
    assert captured.err.count("\n") == 1


def test_mistakes_of_ours_are_not_hidden():
    with pytest.raises(ZeroDivisionError):
        raising(ZeroDivisionError())()


def test_a_closed_pipe_is_left_to_click():
    with pytest.raises(BrokenPipeError):
        raising(BrokenPipeError())()


def test_problems_as_text_are_sorted_and_go_to_standard_error(capsys: pytest.CaptureFixture[str]):
    assert show_problems([ERROR, WARNING]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    first, second = captured.err.splitlines()
    assert first == "a.xml:2:1: W310 no thesis (mark one)"
    assert second == "a.xml:3:7: E301 a kind is misspelt (write claim)"


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str]):
    assert show_problems([WARNING], "github") == 0
    assert capsys.readouterr().out.startswith("::warning file=a.xml,line=2,col=1,title=W310::no thesis")


def test_problems_as_json(capsys: pytest.CaptureFixture[str]):
    assert show_problems([ERROR], "json") == 1
    assert json.loads(capsys.readouterr().out) == [ERROR.as_dict()]


def test_no_problems_is_an_empty_list_in_json(capsys: pytest.CaptureFixture[str]):
    assert show_problems([], "json") == 0
    assert json.loads(capsys.readouterr().out) == []


@given(st.text(), st.text())
def test_a_workflow_command_stays_on_one_line(message: str, remedy: str):
    line = github_line(Problem(Place("a.xml", 1, 1), "E301", message, remedy))
    assert "\n" not in line
    assert "\r" not in line


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_json_is_read_back_the_same(data: object):
    assert json.loads(dump_json(data)) == data


def test_output_paths(tmp_path: Path):
    assert output_folder_exists(tmp_path / "map.svg") == tmp_path / "map.svg"
    with pytest.raises(ArgmapError, match="is a folder"):
        output_folder_exists(tmp_path)
    with pytest.raises(ArgmapError, match="does not exist"):
        output_folder_exists(tmp_path / "none" / "map.svg")


def test_a_file_without_components_is_refused(tmp_path: Path):
    path = tmp_path / "bare.xml"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Text.</p></body></text></TEI>')
    with pytest.raises(DataError, match="holds no argument annotation"):
        load_annotated(path)


def test_a_file_name_cannot_begin_a_workflow_command():
    hostile = Problem(Place("a,line=9:\n::error::x.xml", 3, 7), "E301", "100 % wrong\r\n")
    line = github_line(hostile)
    assert line == "::error file=a%2Cline=9%3A%0A%3A%3Aerror%3A%3Ax.xml,line=3,col=7,title=E301::100 %25 wrong%0D%0A"


def test_json_of_a_name_that_is_no_utf8_is_still_json():
    data = {"file": os.fsdecode(b"a\xff.xml"), "title": "Überblick"}
    text = dump_json(data)
    assert json.loads(text.encode("utf-8")) == data
    assert "Überblick" in text
