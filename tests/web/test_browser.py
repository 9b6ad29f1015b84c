"""The workbench driven in a real browser by keyboard and mouse, its server killed and started again.

Needs Chromium (found by name, or named in ARGMAP_CHROMIUM) and the Python package playwright; skips without.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.workspace import load
from tests.conftest import REPOSITORY
from tests.driven import MARKS
from tests.render.test_html_browser import CONTRAST
from tests.web import axe
from tests.web.bench import sample
from tests.web.driver import Bench, at, essay, imported

HOSTILE = '</textarea><script>window.ran=1</script><img src=x onerror="window.ran=2"> {{7*7}}'
pytestmark = [*MARKS, pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")]


def annotate(bench: Bench) -> None:
    """Ten components and six relations, by keyboard alone."""
    bench.page.focus("#text")
    bench.press("ArrowDown", "ArrowDown", "ArrowDown")
    for number, kind in enumerate("cercecercc"):
        bench.press("ArrowDown", "ArrowDown")
        if number % 3 == 1:
            bench.press("Shift+ArrowLeft", "]")
        bench.press(kind, "Enter")
        bench.page.keyboard.type(f"Point {number} & <its> gloss")
        bench.press("Enter")
        if number == 4:
            bench.press("ArrowDown", "f")
    assert len(bench.ids("components")) == 10
    for link, target in (("s", "c1"), ("a", "r1"), ("s", "c2"), ("=", "r1"), ("u", "k1")):
        bench.press("n", "n", link)
        bench.page.keyboard.type(target)
        bench.press("Enter")
    bench.press("n", " ", "n", " ", "s")  # linked premises
    bench.page.keyboard.type("r2")
    bench.press("Enter")
    bench.press("t", "i")
    bench.page.keyboard.type("First issue")
    bench.press("Enter")
    bench.rest()
    assert len(bench.ids("relations")) == 6


OURS = (
    rb"\s*<standOff.*?</standOff>",
    rb'\s*<respStmt xml:id="ann\.ada.*?</respStmt>',
    rb"\s*<prefixDef .*?</prefixDef>",
    rb'\s*<taxonomy xml:id="issues".*?</taxonomy>',
    rb"\s*<listPrefixDef>\s*</listPrefixDef>",
    rb"\s*<classDecl>\s*</classDecl>",
    rb"\s*<encodingDesc>\s*</encodingDesc>",
)


def outside(data: bytes) -> bytes:
    """A file without what is ours: the stand-off, the declarations of prefix, issues and annotators."""
    for pattern in OURS:
        data = re.sub(pattern, b"", data, flags=re.DOTALL)
    return data


def whole_day(bench: Bench) -> None:
    before = bench.path.read_bytes()
    annotate(bench)
    made = bench.map()
    steps = 0
    while bench.page.is_enabled("#undo"):
        bench.press("Control+z")
        steps += 1
    assert bench.ids("components") == bench.ids("relations") == [] and steps > 16
    for _ in range(steps):
        bench.press("Control+Shift+Z")
    assert bench.map()["components"] == made["components"] and bench.map()["relations"] == made["relations"]
    bench.page.reload()
    bench.ready()
    assert bench.map()["components"] == made["components"]
    bench.press("Control+z", "Control+Shift+Z")
    bench.kill()
    bench.start()
    assert bench.map()["components"] == made["components"] and bench.map()["relations"] == made["relations"]
    assert "not yet saved" in bench.state() and bench.path.read_bytes() == before
    bench.press("Control+s")
    bench.until("document.querySelector('#state').textContent.startsWith('Saved')")
    after = bench.path.read_bytes()
    assert outside(after) == outside(before) and after != before
    amap, problems = load(bench.path)
    assert (len(amap.components), len(amap.relations)) == (10, 6)
    assert not [item for item in problems if item.severity == "error"]
    assert all(c.gloss.startswith("Point") and c.annotator == "ann.ada-moss" for c in amap.components)
    assert any(r.linked for r in amap.relations) and any(len(c.fragments) == 2 for c in amap.components)
    assert CliRunner().invoke(main, ["check", str(bench.path)]).exit_code == 0
    while bench.page.is_enabled("#undo"):
        bench.press("Control+z")
    bench.press("Control+s")
    bench.until("!document.querySelector('#state').textContent.includes('not')")
    assert bench.path.read_bytes() == before


def test_a_whole_day(bench: Callable[[Path], Bench], tmp_path: Path):
    """On the longest article of the shared folder as argmap imports it, or on the sample essay without one."""
    found = sorted((REPOSITORY.parent / "shared").glob("texts/*.txt"), key=lambda path: path.stat().st_size)
    whole_day(bench(imported(tmp_path, found[-1]) if found else essay(tmp_path)))


def test_what_is_typed_survives_a_kill(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    one.press("n", "Enter", "Control+a")
    one.page.keyboard.type("Half a sentence, and th")
    one.page.wait_for_timeout(150)
    one.kill()
    one.start()
    typed = [c["gloss"] for c in one.map()["components"] if c["gloss"].startswith("Half")]
    assert typed and len(typed[0]) >= len("Half a sentence, and th") - 1


def test_the_text_of_the_page_never_changes(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    shown = """[...document.querySelectorAll('.block')].map((block) => [...block.childNodes]
        .filter((node) => !node.classList?.contains('chips')).map((node) => node.textContent).join('')).join('|')"""
    before = one.page.evaluate(shown)
    one.press("ArrowDown", "c", "ArrowDown", "e", "s", "Enter", "Shift+ArrowDown", "[", "Delete", "n", "n", "Delete")
    one.page.keyboard.type("xyz")
    assert one.page.evaluate(shown) == before
    assert one.page.evaluate("document.querySelectorAll('#text mark').length") == 0


def test_only_words_are_painted(bench: Callable[[Path], Bench], tmp_path: Path):
    """A mark that runs over the end of a paragraph leaves out ids, page numbers and note marks between."""
    one = bench(sample(tmp_path))
    one.press("n", *["Shift+ArrowDown"] * 5)
    painted = "[...CSS.highlights.get('current')].map((range) => String(range)).join(' ')"
    words = "import('/select.js').then(async (m) => (await import('/text.js')).words(m.now.start, m.now.end))"
    assert len(one.page.evaluate(words)) > 500
    assert one.page.evaluate(painted).split() == one.page.evaluate(words).split()


def test_mouse_marks_whole_words_and_offers_all_that_overlap(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(essay(tmp_path))
    for _ in range(2):  # twice at the same place: the first selection must not be dragged by the second
        x, y = at(one, "winters the low")
        one.page.mouse.move(x + 12, y)
        one.page.mouse.down()
        one.page.mouse.move(x + 80, y, steps=5)
        one.page.mouse.up()
        one.page.wait_for_timeout(50)
        one.page.click("#actions .claim")
        one.rest()
    found = one.map()["components"]
    words = [
        one.page.evaluate("async ([s, e]) => (await import('/text.js')).words(s, e)", [f["start"], f["end"]])
        for c in found
        for f in c["fragments"]
    ]
    assert words == ["winters the low"] * 2
    one.page.keyboard.press("Escape")
    one.page.mouse.click(x + 20, y)
    one.page.wait_for_selector("#chooser[open]")
    assert one.page.locator("#chooser [role=option]").count() == 2
    one.press("ArrowDown", "Enter")
    assert one.page.inner_text("#panel-component h2") == "c2"


def test_graph_leads_to_the_passage_and_a_click_answers_a_link(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    one.press("n")
    one.page.wait_for_selector("#drawing .box.here")
    other = one.page.locator("#drawing .box:not(.here)").first
    ident = other.get_attribute("data-id")
    other.locator("path").first.click()
    one.until(f"document.querySelector('#panel-component h2').textContent === '{ident}'")
    count = len(one.ids("relations"))
    one.press("a")
    one.page.wait_for_selector("#chooser[open]")
    x, y = at(one, "heavy lorries should")
    one.page.mouse.click(x + 4, y)
    one.rest()
    one.until(f"import('/store.js').then((m) => m.store.map.relations.length === {count + 1})")


def test_find_and_mark(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(essay(tmp_path))
    one.press("/")
    one.page.keyboard.type("GAUGE in bell")
    assert one.page.inner_text("#find-count") == "1 of 1"
    one.press("Enter", "Escape", "e")
    item = one.map()["components"][0]
    assert item["kind"] == "evidence"
    start, end = item["fragments"][0]["start"], item["fragments"][0]["end"]
    assert (
        one.page.evaluate("async ([s, e]) => (await import('/text.js')).words(s, e)", [start, end]) == "gauge in Bell"
    )


def test_split_merge_retype_delete_and_the_lists(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(essay(tmp_path))
    one.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "c", "ArrowRight", "ArrowRight", "ArrowRight", "b")
    assert one.ids("components") == ["c1", "c2"]
    assert one.page.inner_text("#tab-loose .count").strip() == "2"
    one.press("n", " ", "n", " ", "m")
    assert one.ids("components") == ["c1"]
    one.press("r")
    assert one.map()["components"][0]["kind"] == "recommendation"
    one.until("document.querySelector('#tab-problems .count').textContent.trim() !== ''")
    one.page.click("#tab-problems")
    one.page.locator("#panel-problems button", has_text="E303").click()
    one.press("Delete")
    assert one.ids("components") == []


def test_fields_follow_undo_and_the_mouse(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    one.press("n", "Enter")
    before = one.page.input_value("#f-gloss")
    one.page.keyboard.type(" and more  ")
    one.rest()
    assert one.page.input_value("#f-gloss") == f"{before} and more  "
    one.press("Control+z")
    assert one.page.input_value("#f-gloss") == before
    one.press("Control+y")
    assert one.page.input_value("#f-gloss") == f"{before} and more"
    one.page.click("#f-issues")
    one.page.keyboard.type("Mills")
    one.press("Enter")
    one.until("document.querySelector('#panel-component .facts').textContent.includes('Mills')")
    one.page.locator("#panel-component .facts .code", has_text="Mills").click()
    one.until("!document.querySelector('#panel-component .facts').textContent.includes('Mills')")
    one.page.select_option("#f-voice", "voice.shopkeepers")
    one.page.select_option("#f-cert", "low")
    one.page.fill("#f-note", "first\nsecond")
    one.page.click("#f-thesis")
    one.rest()
    item = next(c for c in one.map()["components"] if c["id"] == one.page.inner_text("#panel-component h2"))
    assert (item["voice"], item["certainty"], item["notes"], item["thesis"]) == (
        "voice.shopkeepers", "low", ["first", "second"], True
    )  # fmt: skip
    tie = one.page.locator("#panel-component .tie").first
    tie.locator("summary", has_text="Change").click()
    tie.locator("input").fill("Because it says so")
    tie.locator(".add", has_text="scheme").click()
    one.page.keyboard.type("argument from sign")
    one.press("Enter")
    one.rest()
    found = next(r for r in one.map()["relations"] if r["id"] == tie.get_attribute("data-id"))
    assert (found["reason"], "scheme.sign" in found["schemes"]) == ("Because it says so", True)


def test_single_letters_can_be_turned_off(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(essay(tmp_path))
    one.press("?")
    assert one.page.locator("#help dt").count() > 30
    one.page.uncheck("#letters")
    one.press("Escape", "ArrowDown", "c")
    assert one.ids("components") == []
    one.press("Alt+c")
    assert one.ids("components") == ["c1"]
    one.page.click("#theme")
    theme = one.page.get_attribute("html", "data-theme")
    kept = [c for c in one.context.cookies() if not c["httpOnly"]]
    two = bench(sample(tmp_path, "other.xml"))  # another run, another port: what was preferred holds
    two.context.add_cookies(kept)
    two.page.reload()
    two.ready()
    assert two.page.get_attribute("html", "data-theme") == theme
    before = two.ids("components")
    two.press("ArrowDown", "c")
    assert two.ids("components") == before


def test_two_tabs_and_a_file_changed_by_another_program(bench: Callable[[Path], Bench], tmp_path: Path):
    path = sample(tmp_path)
    one = bench(path)
    other = one.context.new_page()
    other.goto(one.page.url)
    other.wait_for_selector("html[data-ready]")
    one.page.bring_to_front()
    one.press("ArrowDown", "c")
    other.bring_to_front()
    other.keyboard.press("ArrowDown")
    one.look(other)
    one.until("import('/store.js').then((m) => m.store.map.components.some((c) => c.id === 'c13'))", other)
    one.page.bring_to_front()
    changed = path.read_bytes().replace(b"Among several causes", b"Of several causes")
    path.write_bytes(changed)
    one.look()
    one.page.wait_for_selector("#banner:not([hidden])", timeout=8000)
    one.page.locator("#banner button", has_text="both").click()
    one.page.wait_for_selector("#both[open]")
    assert "Of several causes" in one.page.inner_text("#both")
    one.page.locator("#both button", has_text="mine on top").click()
    one.page.wait_for_selector("#both", state="hidden")
    one.rest()
    one.press("Control+s")
    one.until("document.querySelector('#state').textContent.startsWith('Saved')")
    assert b"Of several causes" in path.read_bytes() and 'xml:id="c13"' in path.read_text(encoding="utf-8")


def test_nothing_hostile_runs(bench: Callable[[Path], Bench], tmp_path: Path):
    path = sample(tmp_path)
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    text = path.read_text(encoding="utf-8").replace("Among several causes of the floods", escaped)
    path.write_text(
        text.replace("Winter flooding", escaped).replace("To see why, look uphill.", escaped), encoding="utf-8"
    )
    one = bench(path)
    one.press("n", "n", "Enter", "Control+a")
    one.page.keyboard.type(HOSTILE)
    one.press("Enter", "i")
    one.page.keyboard.type(HOSTILE)
    one.press("Enter")
    for tab in ("all", "loose", "problems", "codes"):
        one.page.click(f"#tab-{tab}")
    one.press("Control+s")
    one.page.wait_for_timeout(500)
    assert one.page.evaluate("window.ran") is None
    assert one.page.locator("script").count() == 1 and one.page.locator("img, iframe, object").count() == 0
    assert "<script>" in one.page.inner_text("#text")


def test_even_a_slip_in_the_page_would_not_run(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    slips = (
        "document.body.innerHTML = '<img src=x onerror=\"window.ran=1\">'",
        "document.createElement('img').setAttribute('onerror', 'window.ran=2')",
        "document.createElement('script').src = 'data:,window.ran=3'",
        "setTimeout('window.ran=4')",
    )
    for slip in slips:
        refused = one.page.evaluate(f"() => {{ try {{ {slip}; return ''; }} catch (error) {{ return error.name; }} }}")
        assert refused in ("TypeError", "EvalError"), slip
    one.page.wait_for_timeout(100)
    assert one.page.evaluate("window.ran") is None
    one.complaints.clear()  # the browser tells of every violation


STATES = ("#tab-component", "#tab-all", "#tab-problems", "#tab-codes", "#tab-proposals", "?", "i", "/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(bench: Callable[[Path], Bench], tmp_path: Path, scheme: str):
    one = bench(sample(tmp_path))
    one.page.emulate_media(color_scheme=scheme)
    one.press("n", "n")
    one.page.wait_for_selector("#drawing svg")
    assert one.page.evaluate(CONTRAST.read_text(encoding="utf-8")) == []
    found = axe.script()
    if found is None:
        pytest.skip("axe-core is not installed (extra browser): no accessibility audit")
    one.page.evaluate(found.read_text(encoding="utf-8"))  # run by the debugger, which the page's policy does not bind
    for prepare in STATES if scheme == "light" else STATES[:1]:
        if prepare.startswith("#"):
            one.page.click(prepare)
        else:
            one.page.keyboard.press("Escape")
            one.page.focus("#text")
            one.page.keyboard.press(prepare)
        one.page.wait_for_timeout(150)
        report = one.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert len(report["passes"]) > 10
        grave = [v for v in report["violations"] if v["impact"] in ("serious", "critical")]
        assert [(prepare, v["id"], [n["html"][:90] for n in v["nodes"][:3]]) for v in grave] == []


def test_the_page_fits_its_window(bench: Callable[[Path], Bench], tmp_path: Path):
    one = bench(sample(tmp_path))
    one.press("n", "t")
    one.page.evaluate("document.querySelector('#name').textContent = 'The security of a long title: '.repeat(4)")
    for width in (1920, 1280, 1024, 640):  # the last is 1280 at 200 %
        one.page.set_viewport_size({"width": width, "height": 800})
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width
        assert one.page.evaluate("document.querySelector('.tools').getBoundingClientRect().right") <= width
