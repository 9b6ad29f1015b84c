"""What the workbench helps with, driven in a real browser: proposals, schemes, dragging, the same words elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.schemes import find
from argmap.workspace import load
from tests.driven import MARKS
from tests.web.bench import sample
from tests.web.driver import Bench, at, essay

pytestmark = [*MARKS, pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")]
Start = Callable[[Path], Bench]
OPEN = "import('/suggest.js').then((m) => m.count())"
CURRENT = "import('/suggest.js').then((m) => m.current())"


def proposals(one: Bench) -> int:
    """Show the layer and wait until the machine has read the text."""
    one.press("q")
    one.until(f"{OPEN}.then((n) => n > 3)")
    return int(one.page.evaluate(OPEN))


def test_proposals_are_a_layer_of_their_own(bench: Start, tmp_path: Path):
    pytest.importorskip("spacy", reason="spaCy is not installed: no proposals were made")
    one = bench(essay(tmp_path))
    before = one.path.read_bytes()
    count = proposals(one)
    painted = "[...CSS.highlights].filter(([name]) => name.startsWith('proposal-')).reduce((n, [, h]) => n + h.size, 0)"
    assert one.page.evaluate(painted) > 3 and one.ids("components") == []
    one.press(".")
    first = one.page.evaluate(CURRENT)
    said = one.page.inner_text("#said")
    assert str(round(first["score"] * 100)) in said and first["reasons"][0] in said
    one.press("x")
    second = one.page.evaluate(CURRENT)
    assert second["id"] != first["id"] and one.page.evaluate(OPEN) == count - 1 and one.ids("components") == []
    one.press("y")
    made = one.map()["components"][0]
    assert (made["kind"], made["annotator"]) == (second["kind"], "ann.ada-moss") and made["extra"][0][0] == "source"
    one.press("Control+z", "Control+z")
    assert one.page.evaluate(OPEN) == count and one.ids("components") == []
    one.press("Control+y", "q")
    assert one.page.evaluate(painted) == 0
    one.press("Control+s")
    assert one.path.read_bytes() == before
    one.kill()
    one.start()
    assert proposals(one) == count - 1
    one.press(".")
    assert one.page.evaluate(CURRENT)["id"] == second["id"]
    other = "claim" if second["kind"] != "claim" else "evidence"
    one.press(other[0])
    assert one.map()["components"][0]["kind"] == other
    one.press("Delete")  # taken and deleted: judged, so it does not come back
    assert one.ids("components") == [] and one.page.evaluate(OPEN) == count - 2
    one.press("Control+z")
    one.page.click("#tab-proposals")
    one.page.locator("#panel-proposals .proposal [aria-label^=Take]").first.click()
    one.rest()
    one.press("Control+s")
    one.until("document.querySelector('#state').textContent.startsWith('Saved')")
    amap = load(one.path)[0]
    machine = [a.id for a in amap.annotators if a.machine and a.role == "proposals"]
    assert len(machine) == 1 and len(amap.components) == 2
    assert all(c.annotator == "ann.ada-moss" and dict(c.extra)["source"] == f"#{machine[0]}" for c in amap.components)


def test_a_scheme_asks_its_questions(bench: Start, tmp_path: Path):
    one = bench(sample(tmp_path))
    one.press("n")
    tie = one.page.locator("#panel-component .tie").first
    ident = tie.get_attribute("data-id")
    tie.locator("summary", has_text="Change").click()
    tie.locator(".add", has_text="scheme").click()
    one.page.keyboard.type("expert")
    one.press("Enter")
    info = find("expert opinion")
    assert info is not None
    tie = one.page.locator(f"#panel-component .tie[data-id='{ident}']")
    tie.locator(".prompts summary", has_text=info.label).click()
    asked = tie.locator(".prompts", has_text=info.label).locator("ol li").all_inner_texts()
    assert tuple(asked) == info.questions
    tie.locator(".add", has_text="scheme").click()
    one.page.keyboard.type("my own way of arguing")
    one.press("Enter")
    schemes = next(r for r in one.map()["relations"] if r["id"] == ident)["schemes"]
    assert info.id in schemes and schemes[-1] == "scheme.my-own-way-of-arguing"


def drag(one: Bench, start: tuple[float, float], end: tuple[float, float]) -> None:
    one.page.mouse.move(*start)
    one.page.mouse.down()
    one.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    one.page.mouse.move(*end, steps=3)
    assert one.page.locator("#drag-line").count() == 1
    one.page.mouse.up()
    assert one.page.locator("#drag-line").count() == 0


# four pixels beside the middle of a line of the figure that joins two others: its relation's id, and where
BESIDE_A_LINE = """(() => {
  const edge = document.querySelector('#drawing .edge'), path = edge.querySelector('path');
  const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [edge.dataset.id.split('.')[0], at.x, at.y + 4];
})()"""


def middle(item: Any) -> tuple[float, float]:
    box = item.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_relation_is_dragged(bench: Start, tmp_path: Path):
    one = bench(sample(tmp_path))
    one.page.set_viewport_size({"width": 1920, "height": 1000})
    one.press("n", "n", "n")
    one.page.wait_for_selector("#drawing .box.here")
    one.page.wait_for_timeout(200)
    before = {r["id"] for r in one.map()["relations"]}

    def newest() -> dict[str, Any]:
        one.rest()
        found = [r for r in one.map()["relations"] if r["id"] not in before]
        before.update(r["id"] for r in found)
        assert len(found) == 1
        return found[0]

    x, y = at(one, "heavy lorries should")
    one.page.wait_for_selector(".chip[data-id=r4]")
    chip = one.page.locator(".chip[data-id=r4]")
    drag(one, middle(chip), (x + 4, y))  # from the margin to marked words
    one.page.keyboard.type("attacks")
    one.press("Enter")
    made = newest()
    assert (made["name"], made["sources"], made["targets"]) == ("attacks", ["r4"], ["r5"])
    one.page.wait_for_selector("#drawing .edge")
    ident, *place = one.page.evaluate(BESIDE_A_LINE)
    drag(one, middle(one.page.locator(".chip[data-id=c11]")), tuple(place))  # to a relation in the graph
    one.press("Enter")
    made = newest()
    assert (made["name"], made["sources"], made["targets"]) == ("undercuts", ["c11"], [ident])
    drag(one, middle(one.page.locator(".chip[data-id=r4]")), (x + 4, 4))  # to nowhere
    assert not one.page.locator("#chooser").is_visible()
    one.rest()
    assert {r["id"] for r in one.map()["relations"]} == before


def test_the_same_words_elsewhere(bench: Start, tmp_path: Path):
    one = bench(essay(tmp_path))
    one.press("/")
    one.page.keyboard.type("the council")
    hits = int(one.page.inner_text("#find-count").split()[-1])
    assert hits > 2
    one.press("Escape", "d", "Enter")
    one.rest()
    found = one.map()["components"]
    assert len(found) == hits and {c["kind"] for c in found} == {"claim"}
    texts = {
        one.page.evaluate("async ([s, e]) => (await import('/text.js')).words(s, e)", [f["start"], f["end"]]).lower()
        for c in found
        for f in c["fragments"]
    }
    assert texts == {"the council"}
    one.press("Control+z")
    assert one.ids("components") == []
    one.press("/", "Escape", "c", "d")
    one.page.keyboard.type("fragments")
    one.press("Enter")
    assert [len(c["fragments"]) for c in one.map()["components"]] == [hits]


def test_more_than_can_be_read_is_folded_and_unfolds(bench: Start, tmp_path: Path):
    one = bench(crowded(tmp_path))
    one.press("n")
    one.page.select_option("#graph-what", "6")
    one.page.wait_for_selector("#drawing .fold[role=button]")
    assert one.page.locator("#drawing .box").count() == 60
    seen = {box.get_attribute("data-id") for box in one.page.locator("#drawing .box").all()}
    tab = one.page.locator("#drawing .fold[role=button]").first
    tab.focus()
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector("#chooser[open]")
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector("#drawing .box.here")
    one.rest()
    here = one.page.inner_text("#panel-component h2")
    assert here not in seen
    one.page.wait_for_selector(f"#drawing .box[data-id='{here}']")


def crowded(folder: Path) -> Path:
    """The essay with a chain of eighty components, each resting on the one before."""
    from argmap.web.session import Session

    session = Session(essay(folder), "Ada Moss")
    for n in range(80):
        session.act("mark", {"kind": "claim", "spans": [[98 + n * 6, 103 + n * 6]], "gloss": f"G{n}"}, session.version)
        if n:
            ends = {"sources": [f"c{n + 1}"], "target": f"c{(n + 2) // 2}"}
            session.act("link", {"name": "supports", **ends}, session.version)
    session.save(session.version)
    session.close()
    return session.path


def test_where_both_changed_the_same_a_person_chooses(bench: Start, tmp_path: Path):
    path = sample(tmp_path)
    one = bench(path)
    one.press("n", "Enter", "Control+a")
    one.page.keyboard.type("Mine")
    one.press("Enter", "1")
    ident = one.page.inner_text("#panel-component h2")
    amap = load(path)[0]
    changed = path.read_text(encoding="utf-8").replace(amap.component[ident].gloss, "Theirs")
    path.write_text(changed, encoding="utf-8")
    one.look()
    one.page.wait_for_selector("#banner:not([hidden]) button", timeout=8000)
    one.page.locator("#banner button", has_text="both").click()
    one.page.check(f"#clash-{ident}-theirs")
    one.page.locator("#both button.strong").click()
    one.page.wait_for_selector("#both", state="hidden")
    one.rest()
    item = next(c for c in one.map()["components"] if c["id"] == ident)
    assert (item["gloss"], item["certainty"]) == ("Theirs", "high")


EVIL_FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 90 90"
 onload="window.ran=1"><script>window.ran=2</script><style>*{display:none}</style>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="window.ran=3"/></body></foreignObject>
<image href="http://evil.test/x.png"/><use href="http://evil.test/#x"/><animate onbegin="window.ran=4"/>
<a href="javascript:window.ran=5" x:href="javascript:window.ran=6"><text x="9" y="20" style="color:red">press</text></a>
<a href="#c1"><rect width="9" height="9" onclick="window.ran=7"/></a></svg>"""


def test_a_figure_that_went_bad_is_cleaned_before_it_is_shown(bench: Start, tmp_path: Path):
    """Should the layout engine ever let something through, the page still takes shapes, letters and own links only."""
    one = bench(sample(tmp_path))
    one.page.route("**/graph.svg*", lambda route: route.fulfill(content_type="image/svg+xml", body=EVIL_FIGURE))
    one.press("n")
    one.page.wait_for_selector("#drawing svg text")
    names = one.page.evaluate(
        "[...new Set([...document.querySelectorAll('#drawing *')].map((e) => e.localName))].sort()"
    )
    assert names == ["a", "rect", "svg", "text"]
    kept = one.page.evaluate(
        "[...document.querySelectorAll('#drawing *')].flatMap((e) => [...e.attributes].map((a) => a.name))"
    )
    assert not [name for name in kept if name.startswith("on") or name == "style"]
    links = one.page.evaluate("[...document.querySelectorAll('#drawing a')].map((e) => e.getAttribute('href'))")
    assert links == [None, "#c1"]
    one.page.locator("#drawing text").click()
    one.page.locator("#drawing rect").click()
    assert one.page.evaluate("window.ran") is None
    one.complaints.clear()  # the browser tells of what its policy held back
