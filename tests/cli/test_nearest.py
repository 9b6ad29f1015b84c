import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.suggest import nearest
from argmap.tei.newfile import new_annotation
from tests.suggest.samples import left, right


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    for amap in (left(), right()):
        (tmp_path / "corpus" / amap.file).write_bytes(new_annotation(amap))
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, ["nearest", *map(str, words)])


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_position_gets_its_nearest(desk):
    result = run("corpus", "-o", "near.csv", "-n", "1")
    assert result.exit_code == 0, result.output
    rows = {(row["file"], row["id"]): row["near id"] for row in table(desk / "near.csv")}
    assert rows["corpus/left.xml", "c1"] == "c1"
    assert rows["corpus/right.xml", "e1"] == "e1"
    assert sorted(path.name for path in desk.iterdir()) == ["corpus", "near.csv"]


def test_what_cannot_be_found_has_a_word(desk):
    (desk / "corpus" / "bare.xml").write_bytes(new_annotation(replace(left(), components=(), relations=())))
    result = run("corpus/left.xml", "corpus/bare.xml", "-o", "near.csv")
    assert result.exit_code == 0
    assert "bare.xml holds no position" in result.stderr
    assert "nothing is alike" in result.stderr
    assert table(desk / "near.csv") == []


def test_an_interrupted_run_goes_on(desk, monkeypatch):
    assert run("corpus", "-o", "whole.csv").exit_code == 0
    search = nearest.Corpus.nearest
    asked = []

    def stop(self, owner, most):
        asked.append(owner)
        if owner == 1 and len(asked) == 2:
            raise KeyboardInterrupt
        return search(self, owner, most)

    monkeypatch.setattr(nearest.Corpus, "nearest", stop)
    first = run("corpus", "-o", "near.csv")
    assert first.exit_code == 130
    assert "goes on from there" in first.stderr
    assert not (desk / "near.csv").exists()
    assert run("corpus", "-o", "near.csv").exit_code == 0
    assert asked == [0, 1, 1]
    assert (desk / "near.csv").read_bytes() == (desk / "whole.csv").read_bytes()
    assert sorted(path.name for path in desk.iterdir()) == ["corpus", "near.csv", "whole.csv"]


def test_a_journal_of_other_work_or_a_torn_one_is_not_trusted(desk):
    assert run("corpus", "-o", "whole.csv").exit_code == 0
    (desk / ".near.csv.argmap-journal").write_text("other work\n[0, [[0, 1, 0.9]]]\n[1, [[0", encoding="utf-8")
    assert run("corpus", "-o", "near.csv").exit_code == 0
    assert (desk / "near.csv").read_bytes() == (desk / "whole.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["corpus/left.xml", "-o", "near.csv"], "two annotation files"),
        (["nowhere", "corpus", "-o", "near.csv"], "no such file"),
        (["corpus", "-o", "missing/near.csv"], "does not exist"),
        (["corpus", "-o", "corpus"], "folder"),
    ],
)
def test_misuse_is_told(desk, words, says):
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_no_cell_is_a_formula(desk):
    from dataclasses import replace

    mine = left()
    mine = replace(mine, components=(replace(mine.components[0], gloss="=1+1 paving floods"), *mine.components[1:]))
    (desk / "corpus" / "left.xml").write_bytes(new_annotation(mine))
    run("corpus", "-o", "near.csv")
    assert "'=1+1 paving floods" in {row["says"] for row in table(desk / "near.csv")}


def test_progress_is_kept_line_by_line(desk):
    from argmap.cli.nearest import Progress

    first = Progress(desk / "x.csv", "basis")
    first.add(0, [(1, 2, 0.5)])
    first.journal.close()
    second = Progress(desk / "x.csv", "basis")
    assert json.loads(json.dumps(second.done[0])) == [[1, 2, 0.5]]
    second.journal.close(remove=True)
