"""The agreed file: valid, read back as it was meant, with every decision in its header; sheets there and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from argmap.adjudication.build import agree
from argmap.adjudication.decisions import checked
from argmap.adjudication.differences import Differences, differences
from argmap.adjudication.file import agreed_file
from argmap.adjudication.sides import case
from argmap.adjudication.table import answers, rows, sheet, text
from argmap.check import check
from argmap.problems import ArgmapError, DataError
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.revisions import read_revisions
from argmap.tei.validate import validate_profile
from argmap.workspace import load
from tests.adjudication.cases import amap, content, part, setting
from tests.adjudication.people import DIFFERENT, people


def opened(*paths: Path) -> Differences:
    return differences(case([(path.stem, load(path)[0]) for path in paths]))


@pytest.fixture
def found(tmp_path: Path) -> Differences:
    return opened(*people(tmp_path))


def test_agreed_file_is_valid_and_tells_every_decision(tmp_path: Path, found: Differences, request):
    assert len(found.list) == DIFFERENT
    data = (tmp_path / "ann.xml").read_bytes()
    when = "2026-11-21T10:00:00Z"
    chosen = ("1", "2", "neither", "2")
    made = {}
    for number, item in enumerate(found.list):
        given = {
            "id": item.id,
            "choice": "2" if item.about == "gloss" else chosen[number % 4],
            "who": "Jo Fox",
            "when": when,
            "reason": f"Since {number} < 99 & so",
        }
        made[item.id] = checked(found, given)
    agreed = agree(found, made, "Jo Fox")
    written = agreed_file(data, found, made, agreed)
    again, problems = read(written, "agreed.xml")
    assert not [p for p in problems if p.severity == "error"]
    assert {p.code for p in check(again) if p.severity == "error"} == set()
    assert content(again) == content(agreed.map) and set(again.relation) == set(agreed.map.relation)
    assert validate_profile(written) == []
    told = read_revisions(parse(written, ""), "adjudication")
    decided = [r for r in told if r.sub not in ("open", "consequence")]
    assert [r.key for r in decided] == [d.id for d in found.list if agreed.state[d.id] == "decided"]
    assert all(r.who == "ann.jo-fox" and r.when == when and r.reason.startswith("Since ") for r in decided)
    assert all(subject in again.component or subject in again.relation for r in told for subject in r.subjects)
    assert [a.name for a in again.annotators if a.role == "adjudication"] == ["Jo Fox"]


@pytest.mark.slow
def test_agreed_file_is_valid_tei(tmp_path: Path, found: Differences, shared: Path):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei/schema/tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    given = {"choice": "2", "who": "Jo", "when": "2026-11-21T10:00:00Z", "reason": "So."}
    made = {d.id: checked(found, {"id": d.id, **given}) for d in found.list[:7]}
    agreed = agree(found, made, "Jo")
    data = agreed_file((tmp_path / "ann.xml").read_bytes(), found, made, agreed, partial=True)
    assert schema.validate(turbohtml.parse_xml(data.decode())).errors == ()


def test_open_differences_are_refused_or_kept(tmp_path: Path, found: Differences):
    data = (tmp_path / "ann.xml").read_bytes()
    agreed = agree(found, {})
    with pytest.raises(ArgmapError, match=f"{DIFFERENT} of {DIFFERENT} differences are open"):
        agreed_file(data, found, {}, agreed)
    partial = tmp_path / "partial.xml"
    partial.write_bytes(agreed_file(data, found, {}, agreed, partial=True))
    once_more = opened(partial)
    assert [s.name for s in once_more.case.sides] == ["Ann Lee", "Bo Lind"]
    assert [(d.about, d.detail) for d in once_more.list] == [(d.about, d.detail) for d in found.list]


def test_all_of_one_side_gives_that_file_but_for_the_header(tmp_path: Path, found: Differences):
    made = {d.id: checked(found, {"id": d.id, "choice": "1"}) for d in found.list}
    data = (tmp_path / "ann.xml").read_bytes()
    written = agreed_file(data, found, made, agree(found, made))
    assert len(read(written)[0].components) == len(read(data)[0].components)
    low, high = data.index(b"<text"), data.index(b"</text>")
    assert data[low:high] in written


def test_sheet_there_and_back(found: Differences):
    agreed = agree(found, {})
    first = found.list[0]
    told = rows(found, {}, agreed)
    table = list(csv.DictReader(io.StringIO(sheet(found, told).decode("utf-8-sig"))))
    assert [row["id"] for row in table] == [d.id for d in found.list]
    assert answers(sheet(found, told), "s.csv") == []
    made = {first.id: checked(found, {"id": first.id, "choice": "2", "reason": "=danger()"})}
    filled = sheet(found, rows(found, made, agree(found, made)))
    assert b"'=danger()" in filled
    assert answers(filled, "s.csv") == [{"id": first.id, "choice": "Bo Lind", "reason": "=danger()", "value": None}]
    as_json = json.dumps({"differences": rows(found, made, agree(found, made))}).encode()
    assert checked(found, answers(as_json, "s.json")[0]) == made[first.id]
    assert first.id in text(found, told)


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"[1]", b"[", b'{"differences": 3}', b'id,choice,value\nx,new,"[["']
)
def test_what_is_no_sheet_is_told(data: bytes):
    with pytest.raises(DataError):
        answers(data, "sheet")


def test_words_for_values():
    found = setting(amap("Ann", [part("c1", 0, 9)]), amap("Bo", [part("c1", 0, 8, thesis=True)]))
    told = {row["about"]: row["says"] for row in rows(found, {}, agree(found, {}))}
    assert told["boundary"]["Ann"] == "word00 word01 word02 word03 … word06 word07 word08 word09 (0-69)"
    assert told["thesis"] == {"Ann": "no thesis", "Bo": "thesis"}
