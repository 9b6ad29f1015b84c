"""The report: what it says, and that it can be read again."""

from __future__ import annotations

import json

import pytest

from argmap.problems import DataError
from argmap.tei.edition import edition_from_text
from argmap.text.imports.report import KINDS, Report
from tests.text.imports.test_clean import SAMPLE


@pytest.fixture(scope="module")
def report():
    return edition_from_text(SAMPLE.encode())[1]


def test_json_there_and_back(report):
    assert Report.from_json(report.as_json()) == report
    data = json.loads(report.as_json())
    assert data["counts"]["note-mark"] == 3
    assert set(data["counts"]) <= set(KINDS)


def test_every_entry_names_its_place_and_only_changes_hold_text(report):
    lines = SAMPLE.split("\n")
    for repair in report.repairs:
        assert SAMPLE[: repair.raw[0]].count("\n") + 1 == repair.line
        assert repair.column <= len(lines[repair.line - 1]) + 1
        if repair.original is not None:
            assert SAMPLE[slice(*repair.raw)] == repair.original
    kept = sum(len(repair.original or "") for repair in report.repairs)
    assert kept < 0.1 * len(SAMPLE)


def test_places_hold_for_carriage_returns_too():
    raw = SAMPLE.replace("\n", "\r\n")
    for repair in edition_from_text(raw.encode())[1].repairs:
        if repair.original:
            assert raw[slice(*repair.raw)] == repair.original.replace("\n", "\r\n")


def test_text_report_lists_every_repair(report):
    text = report.as_text()
    for kind, number in report.counts().items():
        assert f"{number:6}  {kind}: " in text
    assert "line-end-hyphen '-\\n' → ''" in text


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": "other", "raw": {}, "repairs": []}', b"\xff"])
def test_other_files_are_refused(data):
    with pytest.raises(DataError):
        Report.from_json(data)
