"""The pages in a real browser: nothing runs that must not, and everything can be reached by mouse and keyboard.

Needs Chromium (found by name, or named in ARGMAP_CHROMIUM) and the Python package playwright; skips without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from argmap.compare import compare
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Issue
from argmap.render import comparison_page, html
from tests.driven import MARKS
from tests.render.web import HOSTILE, sample

CONTRAST = Path(__file__).with_name("contrast.js")
LONG = "Donaudampfschifffahrt" * 25  # a word of five hundred letters
VISIBLE = "all => all.filter(x => !x.closest('svg')).map(x => x.checkVisibility({contentVisibilityAuto: true}))"
pytestmark = MARKS


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages on disk: a plain map, one with hostile content, and their comparison."""
    folder = tmp_path_factory.mktemp("pages")
    hostile = hostile_map()
    link = Link("x1", "contrary", Ref("weather", "c1"), Ref("other", "c1"), reason=HOSTILE)
    other = replace(sample(f"It stayed dry. {LONG}"), id="other")
    guess = Link("x2", "same", Ref("weather", "c3"), Ref("other", "c3"), status="suggested", reason=LONG)
    found = compare(replace(hostile, issues=sample().issues), other, Correspondences(links=(link, guess)))[0]
    pages = {"map": html.page(sample()), "hostile": html.page(hostile), "comparison": comparison_page.page(found)}
    for name, content in pages.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def hostile_map() -> ArgumentMap:
    amap = sample(HOSTILE)
    return replace(
        amap,
        source=replace(amap.source, title=HOSTILE, authors=(HOSTILE,)),
        issues=(Issue("issue.wind", HOSTILE, HOSTILE),),
        components=tuple(replace(c, notes=(HOSTILE,), certainty=HOSTILE) for c in amap.components),
        relations=tuple(replace(r, reason=HOSTILE) for r in amap.relations),
    )


@pytest.fixture
def open_page(browser: Any, files: dict[str, Path]) -> Iterator[Any]:
    """Opens a page from disk in a fresh context; complains at the end of anything that went wrong in it."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def start(name: str, address: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
        page.goto(files[name].as_uri() + address)
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


def box(page: Any, ident: str) -> Any:
    return page.locator(f".view.open .box[data-id='{ident}'] a")


def opened(page: Any) -> list[str]:
    """Ids of the articles that are to be seen."""
    return page.eval_on_selector_all(".component", "all => all.filter(a => a.offsetParent).map(a => a.id)")


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.closest('.box')?.dataset.id || document.activeElement.id || ''")


def seen(page: Any) -> list[float]:
    """The part of the open figure that is shown."""
    return [float(part) for part in page.locator(".view.open svg").get_attribute("viewBox").split()]


def test_click_opens_the_component_and_links_lead_on(open_page: Any):
    page = open_page("map")
    assert opened(page) == []
    box(page, "c1").click()
    assert opened(page) == ["c1"] and page.url.endswith("#c1")
    assert page.locator("#c1 mark").inner_text() == "First there was rain over the hills."
    assert "Then came wind" in page.locator("#c1 blockquote").inner_text()
    page.locator("#c1 .into a.ref", has_text="c3").click()
    assert opened(page) == ["c3"]
    page.go_back()
    assert opened(page) == ["c1"]
    page.locator(".close").click()
    assert opened(page) == []


def test_keyboard_alone_suffices(open_page: Any):
    page = open_page("map")
    box(page, "c1").focus()
    page.keyboard.press("Enter")
    assert opened(page) == ["c1"]
    assert page.evaluate("document.activeElement.className").startswith("component")
    page.keyboard.press("Escape")
    assert opened(page) == [] and page.evaluate("document.activeElement.closest('.box').dataset.id") == "c1"
    for key, now in (
        ("ArrowRight", "c2"),
        ("ArrowDown", "c3"),
        ("ArrowUp", "c2"),
        ("ArrowLeft", "c1"),
        ("ArrowLeft", "c1"),
    ):
        page.keyboard.press(key)
        assert focused(page) == now, key
    width = seen(page)[2]
    page.keyboard.press("+")
    assert seen(page)[2] == pytest.approx(width / 1.25, rel=1e-3)
    page.keyboard.press("-")
    assert seen(page)[2] == pytest.approx(width, rel=1e-3)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_every_box_is_reached_by_tab_and_has_a_name(open_page: Any):
    page = open_page("map")
    met = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        met.add(page.evaluate("document.activeElement.closest('.view.open .box')?.dataset.id || ''"))
    assert {"c1", "c2", "c3", "c4"} <= met
    names = page.eval_on_selector_all(".view.open .box a", "all => all.map(a => a.getAttribute('aria-label'))")
    assert all("Gloss" in name or "Rain" in name for name in names)


def test_an_address_opens_what_it_names(open_page: Any):
    assert opened(open_page("map", "#c3")) == ["c3"]
    assert opened(open_page("map", "#k1")) == ["c1"]
    page = open_page("map", "#view:issue.wind")
    assert page.locator(".view.open").get_attribute("id") == "view:issue.wind"
    page = open_page("map", "#text:c2")
    assert page.locator(".view.open").get_attribute("id") == "am:text"
    assert opened(page) == ["c2"] and "".join(page.locator(".said.here").all_inner_texts()).startswith("Then came wind")
    page.locator(".view.open .said").nth(0).click()
    assert opened(page) == ["c1"]


def test_search_finds_glosses_ids_and_passages(open_page: Any):
    page = open_page("map")
    for query, first in (("gloss of C2", "c2"), ("c3", "c3"), ("wind sea", "c2"), ("RAÍN", "c1")):
        page.fill("input[type=search]", query)
        assert page.locator(".hits a").first.get_attribute("href") == f"#{first}", query
    page.fill("input[type=search]", "no such words")
    assert page.locator(".found").inner_text() == "0 components, 0 in this figure"
    page.fill("input[type=search]", "c2")
    page.keyboard.press("Enter")
    assert opened(page) == ["c2"]


def test_filters_dim_the_others(open_page: Any):
    page = open_page("map")
    page.locator(".filter", has_text="Rain").click()
    assert box(page, "c2").locator("..").evaluate("box => box.classList.contains('dim')")
    assert not box(page, "c1").locator("..").evaluate("box => box.classList.contains('dim')")
    page.locator(".filter", has_text="Rain").click()
    page.locator(".filter", has_text="recommendation").click()
    assert not box(page, "c3").locator("..").evaluate("box => box.classList.contains('dim')")
    assert page.locator(".view.open .box.dim").count() == 3


def test_letters_keep_their_size_when_the_panel_opens(open_page: Any):
    page = open_page("map")
    size = "document.querySelector('.view.open .box[data-id=c3] text').getBoundingClientRect().height"
    before = page.evaluate(size)
    box(page, "c1").click()
    assert page.evaluate(size) == pytest.approx(before, rel=0.01)
    assert open_page("map", "#c1").evaluate(size) == pytest.approx(before, rel=0.01)


def test_wheel_and_drag_move_the_figure(open_page: Any):
    page = open_page("map")
    before = seen(page)
    page.mouse.move(760, 300)
    page.mouse.wheel(0, -300)
    page.wait_for_function(
        f"Number(document.querySelector('.view.open svg').getAttribute('viewBox').split(' ')[2]) < {before[2]}"
    )
    closer = seen(page)
    page.mouse.move(600, 650)
    page.mouse.down()
    page.mouse.move(650, 690, steps=4)
    page.mouse.up()
    assert seen(page)[0] < closer[0] and seen(page)[1] < closer[1]
    assert opened(page) == []


def test_nothing_hostile_runs(open_page: Any):
    for name in ("hostile", "comparison"):
        page = open_page(name)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.locator("script").count() == 1
        assert page.locator("img, iframe, object").count() == 0
    page = open_page("hostile", "#c1")
    page.fill("input[type=search]", "<script>alert(9)</script>")
    assert "alert(1)" in page.locator("#c1 .gloss").inner_text()
    assert "\u202e" not in page.content()


def test_even_a_slip_in_a_template_would_not_run(browser: Any, files: dict[str, Path], tmp_path: Path):
    """The page's policy stops what escaping should have stopped."""
    broken = (
        files["map"]
        .read_text(encoding="utf-8")
        .replace(
            "<main>",
            "<main><img src=x onerror='window.ran=1'><script>window.ran=2</script><svg onload='window.ran=3'></svg>",
            1,
        )
    )
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "broken.html").as_uri())
    assert page.evaluate("window.ran") is None
    page.close()


def test_without_scripts_all_is_there(open_page: Any):
    page = open_page("map", "#c2", java_script_enabled=False)
    for ident in ("c1", "c2", "c3", "c4"):
        assert page.locator(f"[id='{ident}']").is_visible()
    assert page.locator("svg").first.is_visible()
    assert not page.locator("button").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["map", "comparison"])
def test_text_stands_out_from_its_ground(open_page: Any, name: str, scheme: str):
    """WCAG AA: 4.5 to 1 for all text that is shown, figures included."""
    page = open_page(name, "#c1" if name == "map" else "", color_scheme=scheme)
    assert page.evaluate(CONTRAST.read_text(encoding="utf-8")) == []


def test_comparison_filters_and_addresses(open_page: Any):
    page = open_page("comparison")
    shown = "all => all.filter(row => row.checkVisibility()).length"
    rows = page.eval_on_selector_all(".pairs tbody tr", shown)
    page.select_option("[data-filter=class]", page.locator(".pairs tbody tr").first.get_attribute("data-class"))
    assert 0 < page.eval_on_selector_all(".pairs tbody tr", shown) < rows
    page.fill("[data-filter=words]", "no such words")
    assert page.eval_on_selector_all(".pairs tbody tr", shown) == 0
    page.evaluate("location.hash = 'x1'")
    page.wait_for_function("document.getElementById('x1').offsetParent !== null")
    page.locator(".fold-all").click()
    assert page.eval_on_selector_all(".issue .figure", shown) == 0


def test_filters_stand_in_the_address_and_come_back_with_it(open_page: Any):
    page = open_page("comparison")
    rows = "all => all.filter(row => row.checkVisibility()).length"
    assert page.eval_on_selector_all("tr[data-status=suggested]", rows) == 0
    page.select_option("[data-filter=status]", "only")
    page.fill("[data-filter=words]", "perhaps")
    seen = page.eval_on_selector_all(".pairs tbody tr", rows)
    assert seen == page.eval_on_selector_all("tr[data-status=suggested]", rows) == 1
    address = page.evaluate("location.hash")
    again = open_page("comparison", address)
    assert again.input_value("[data-filter=words]") == "perhaps"
    assert again.eval_on_selector_all(".pairs tbody tr", rows) == seen
    again.locator(".clear").click()
    assert again.evaluate("location.hash") in ("", "#")
    assert again.eval_on_selector_all("tr[data-status=suggested]", rows) == 0
    cell = again.evaluate("document.querySelector('.overview td[id]').id")
    again.evaluate("id => { location.hash = '#' + encodeURIComponent(id) + '?kind=claim' }", cell)
    again.wait_for_selector(".cited")
    assert again.input_value("[data-filter=kind]") == "claim"


def test_on_paper_what_is_apart_stays_folded_and_is_named(open_page: Any):
    page = open_page("comparison", java_script_enabled=False)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins
    for shown in ("details:not(.apart, .apart *) > :not(summary, .apart, .apart *)", "section.issue h2", ".left-out"):
        seen = page.eval_on_selector_all(shown, VISIBLE)
        assert seen and all(seen), shown
    folded = page.eval_on_selector_all(".apart > :not(summary)", VISIBLE)
    assert folded and not any(folded)
    assert not any(page.eval_on_selector_all(".suggested, .words, .tools, .contents", VISIBLE))
    cells = "all => new Set(all.map(cell => getComputedStyle(cell).display)).size"
    assert page.eval_on_selector_all(".pairs td, .overview td", cells) == 1  # columns stay beside each other
    for box in page.locator(".judgements summary, .tables summary").all():
        box.evaluate("summary => { summary.parentElement.open = true }")
    assert not any(page.eval_on_selector_all(".left-out", VISIBLE))  # nothing is said to be missing that is there
    assert all(page.eval_on_selector_all(".tables .printed", VISIBLE))


def test_without_scripts_all_rows_of_a_comparison_are_there(open_page: Any):
    page = open_page("comparison", java_script_enabled=False)
    rows = page.eval_on_selector_all(".issue tr[data-status=confirmed]", VISIBLE)
    assert rows and all(rows)
    assert page.locator(".suggested summary").first.is_visible()


def test_pages_fit_their_window(open_page: Any):
    for name in ("map", "comparison"):
        page = open_page(name)
        long = "document.querySelectorAll('h1, h2, p, td, th, li').forEach(it => it.append('w'.repeat(500)))"
        page.evaluate(long)
        for width in (1920, 1280, 400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
