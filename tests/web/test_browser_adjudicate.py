"""The adjudication driven in a real browser by keyboard, its server killed and started again, the file checked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei.parse import parse
from argmap.tei.revisions import read_revisions
from argmap.workspace import load
from tests.adjudication.people import DIFFERENT, people
from tests.driven import MARKS
from tests.web import axe
from tests.web.driver import Bench

pytestmark = [*MARKS, pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")]


class Court(Bench):
    """The page of an adjudication."""

    def command(self) -> list[str]:
        ann, bo = self.path.parent / "ann.xml", self.path.parent / "bo.xml"
        return ["adjudicate", str(ann), str(bo), "-o", str(self.path), "--as", "Jo Fox"]

    def rest(self) -> None:
        self.until("import('/adjudicate-keys.js').then((m) => m.idle())")

    def differences(self) -> list[dict[str, Any]]:
        return self.map()["differences"]

    def decided(self) -> list[str]:
        return [item["decision"]["choice"] if item["decision"] else item["state"] for item in self.differences()]


class Three(Court):
    """The same with a third annotator."""

    def command(self) -> list[str]:
        first, ann, bo, *rest = super().command()
        return [first, ann, bo, str(self.path.parent / "cy.xml"), *rest]


@pytest.fixture
def court(browser: Any, tmp_path: Path) -> Iterator[Court]:
    people(tmp_path)
    made = Court(browser, tmp_path / "agreed.xml")
    yield made
    made.close()
    assert [c for c in made.complaints if "409" not in c and "400" not in c and "net::ERR_" not in c] == []


def hashes(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("ann.xml", "bo.xml")]


CROWDED = """(() => { const boxes = [...document.querySelectorAll('.chip')].map((chip) => chip.getBoundingClientRect());
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.filter((box, i) => boxes.slice(0, i).some((other) => over(box, other))).length; })()"""
BARE = "[...document.querySelectorAll('.p.block')].slice(0, 2).filter((p) => !p.querySelector('.chip')).length"


def test_what_the_page_shows_first(browser: Any, tmp_path: Path):
    """Three annotators: the ids beside the first passages are there and apart, and nothing is called null."""
    for made in people(tmp_path):
        data = made.read_bytes().replace(b"ann.b", b"ann.c").replace(b"Bo Lind", b"Cy Dorn")
        made.with_name("cy.xml").write_bytes(data)
    one = Three(browser, tmp_path / "agreed.xml")
    one.until("document.querySelectorAll('.chip').length > 20")
    assert one.page.evaluate(BARE) == one.page.evaluate(CROWDED) == 0
    said = one.page.inner_text("body")
    one.press("t")
    said += one.page.inner_text("#table")
    one.close()
    assert "null" not in said and one.complaints == []


def test_a_whole_adjudication_by_keyboard(court: Court, tmp_path: Path, request: pytest.FixtureRequest):
    before = hashes(tmp_path)
    assert court.page.inner_text("#count") == f"0 of {DIFFERENT} decided"
    for number, key in enumerate("12121x121b"):  # the page goes on to the next open one by itself
        if number % 3 == 0:
            court.press("r")
            court.page.keyboard.type(f"Reason {number} <b>&")
            court.press("Enter")
        court.press(key)
    done = court.decided()
    assert done.count("open") == DIFFERENT - 10
    court.press("Control+z", "Control+z")
    assert court.decided().count("open") == DIFFERENT - 8
    assert court.page.inner_text("#case").endswith("Not decided yet")  # undo leads to what it undid
    court.press("Control+Shift+Z", "Control+Shift+Z")
    assert court.decided() == done
    court.kill()
    assert not court.path.exists()
    court.start()
    assert court.decided() == done and "came back" in court.page.inner_text("#banner")
    assert next(d["decision"]["reason"] for d in court.differences()) == "Reason 0 <b>&"
    court.press("Control+s")
    assert "still open" in court.page.inner_text("#form") and not court.path.exists()
    court.page.keyboard.press("Escape")
    while "open" in court.decided():
        court.press("o", "1")
    court.press("Control+s")
    court.until("document.querySelector('#state').textContent.startsWith('Saved')")
    assert court.page.is_visible("#table") and f"{DIFFERENT} of {DIFFERENT}" in court.page.inner_text("#count")
    assert hashes(tmp_path) == before
    assert CliRunner().invoke(main, ["check", str(court.path)]).exit_code == 0
    told = read_revisions(parse(court.path.read_bytes()), "adjudication")
    assert sum(r.reason.startswith("Reason") for r in told) == 4 and all(r.who == "ann.jo-fox" for r in told if r.key)
    assert not [p for p in load(court.path)[1] if p.severity == "error"]
    tei_valid(court.path, request)


def tei_valid(path: Path, request: pytest.FixtureRequest) -> None:
    shared = request.getfixturevalue("shared")
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei/schema/tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    assert schema.validate(turbohtml.parse_xml(path.read_text(encoding="utf-8"))).errors == ()


def test_new_versions_layers_and_filter(court: Court):
    page = court.page
    for about, keys in (("boundary", ["w", "]", "Shift+ArrowLeft", "Enter"]), ("kind", ["w", "ArrowDown", "Enter"])):
        page.select_option("#filter", about)
        page.focus("#case")
        court.press(*keys)
        made = next(d for d in court.differences() if d["about"] == about)
        assert made["decision"]["choice"] == "new", about
        if about == "boundary":
            (start, end), old = made["decision"]["value"][0], made["values"][0]
            assert old[0][0] < start < end < old[-1][1]
    several_fragments(court)
    new_issue(court)
    page.select_option("#filter", "gloss")
    page.focus("#case")
    court.press("w")
    page.keyboard.press("Control+a")
    page.keyboard.type("A gloss <of> Jo's")
    court.press("Enter")
    page.select_option("#filter", "relation")
    page.focus("#case")
    court.press("w", "Enter")
    assert next(d["decision"]["value"] for d in court.differences() if d["about"] == "gloss") == "A gloss <of> Jo's"
    assert next(d["decision"]["choice"] for d in court.differences() if d["about"] == "relation") == "new"
    page.select_option("#filter", "")
    count = "import('/store.js').then((m) => m.store.map.components.length)"
    both = page.evaluate(count)
    page.click("#layers button:first-child")
    assert 0 < page.evaluate(count) < both
    page.click("#layers button:last-child")
    court.press("Alt+Shift+Digit2")
    assert {d["state"] for d in court.differences()} >= {"decided"}


def several_fragments(court: Court) -> None:
    """A boundary of two fragments, by keyboard: one as it is and one sentence further on; then one with the mouse."""
    court.page.select_option("#filter", "boundary")
    court.page.focus("#case")
    court.press("n", "w", "f", "f", "Delete", "ArrowDown", "ArrowDown", "Shift+ArrowLeft", "p", "[", "Enter")
    made = [d for d in court.differences() if d["about"] == "boundary"][1]
    parts, old = made["decision"]["value"], made["values"][0]
    assert made["decision"]["choice"] == "new" and len(parts) == len(old) + 1
    assert parts[0][0] < old[0][0] and parts[-1][0] > old[-1][1]
    unit = next(item for item in court.map()["agreed"] if item["fragments"][0]["start"] == parts[0][0])
    assert [[f["start"], f["end"]] for f in unit["fragments"]] == parts


def new_issue(court: Court) -> None:
    court.page.select_option("#filter", "issue")
    court.page.focus("#case")
    court.press("w")
    court.page.fill("#form input[name=new]", "Tolls & <fares>")
    court.press("Enter")
    value = next(d["decision"]["value"] for d in court.differences() if d["about"] == "issue")
    assert value[-1] == "new:Tolls & <fares>"
    court.press("p", "w")  # offered from now on
    assert "Tolls & <fares>" in court.page.inner_text("#form")
    court.page.keyboard.press("Escape")


def test_no_serious_violation_of_accessibility(court: Court):
    script = axe.script()
    if script is None:
        pytest.skip("axe-core is not installed: no audit of accessibility")
    court.page.evaluate(script.read_text(encoding="utf-8"))
    found = court.page.evaluate("axe.run().then((r) => r.violations.map((v) => [v.impact, v.id, v.nodes[0].html]))")
    assert [item for item in found if item[0] in ("serious", "critical")] == []


class Beside(Bench):
    """One's own file, with another annotator's beside it."""

    def command(self) -> list[str]:
        return ["annotate", str(self.path), "--with", str(self.path.parent / "bo.xml"), "--as", "Ann Lee"]


def test_marks_of_another_beside_ones_own(browser: Any, tmp_path: Path):
    before = hashlib.sha256(people(tmp_path)[1].read_bytes()).hexdigest()
    one = Beside(browser, tmp_path / "ann.xml")
    painted = "CSS.highlights.get('beside-0').size"
    one.page.focus("#text")
    one.press("n", "n", "n")
    assert one.page.evaluate(painted) > 20 and "Bo Lind" in one.page.inner_text("#beside li")
    one.page.click("#beside button")
    assert one.page.evaluate(painted) == 0 and one.page.query_selector("#beside li") is None
    one.close()
    assert one.complaints == [] and hashlib.sha256((tmp_path / "bo.xml").read_bytes()).hexdigest() == before
