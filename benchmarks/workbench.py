"""How fast the workbench answers: key to painted mark, key to redrawn neighbourhood, in a long article.

An article of 16,000 made-up words with 1,000 components and 1,400 relations is opened in headless Chromium. Keys are
pressed in the page; a mark counts as painted in the second animation frame after the change, a figure when its SVG
stands in the page. The floor is the same page in which a key does nothing but wait for two frames. Run from the
project's folder:

    python benchmarks/workbench.py [ROUNDS]

It prints a table in Markdown; nothing is written but a temporary folder.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from argmap.model import Component, Fragment, Relation
from argmap.tei.reader import read
from argmap.tei.update import update

WORDS, COMPONENTS, RELATIONS = 16_000, 1_000, 1_400
SEED = 20_261_121
PLAIN = "river stone winter council street rain wall clay garden market bridge road school mill drain cost".split()

# what a key costs until its mark is on the screen: the promise of the act, then two frames
PAINT = """async (keys) => {
  const { settled, store } = await import('/store.js');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const press = (key) => document.querySelector('#text').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  for (const key of keys.before) press(key);
  await settled(); await frame(); await frame();
  const before = store.state.version, started = performance.now();
  press(keys.key);
  if (keys.waits) while (store.state.version === before) await new Promise((done) => setTimeout(done, 0));
  await frame(); await frame();
  return performance.now() - started;
}"""
OPTIMISTIC = """async (keys) => {
  const { settled } = await import('/store.js');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const press = (key) => document.querySelector('#text').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  for (const key of keys.before) press(key);
  await settled(); await frame(); await frame();
  const started = performance.now();
  press(keys.key);
  await frame(); await frame();
  const took = performance.now() - started;
  await settled(); await frame(); await frame();
  return took;
}"""
DRAW = """async (key) => {
  const { settled } = await import('/store.js');
  await settled();
  const drawn = new Promise((done) => document.addEventListener('argmap-drawn', () => requestAnimationFrame(() => done()), { once: true }));
  const started = performance.now();
  document.querySelector('#text').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await drawn;
  return performance.now() - started;
}"""


def article() -> bytes:
    """The article with its annotation; the same bytes every time."""
    pick = random.Random(SEED)
    paragraphs, count = [], 0
    while count < WORDS:
        sentences = []
        for _ in range(6):
            size = pick.randint(10, 28)
            count += size
            sentences.append(" ".join(pick.choice(PLAIN) for _ in range(size)).capitalize() + ".")
        paragraphs.append("<p>" + " ".join(f"<s>{s}</s>" for s in sentences) + "</p>")
    body = "\n".join(paragraphs)
    plain = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">\n<teiHeader><fileDesc><titleStmt><title>Long</title></titleStmt>'
        "<publicationStmt><p>Made for a measurement.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>"
        f"</teiHeader>\n<text><body>{body}</body></text>\n</TEI>\n"
    ).encode()
    amap = read(plain)[0]
    content = (amap.text.content if amap.text else "") or ""
    starts = sorted(pick.sample(range(len(content) - 400), COMPONENTS))
    components = []
    for number, start in enumerate(starts, 1):
        start = content.index(" ", start) + 1
        end = content.index(" ", start + pick.randint(20, 160))
        kind = pick.choice(("claim", "evidence", "recommendation"))
        gloss = " ".join(pick.choice(PLAIN) for _ in range(9)).capitalize() + "."
        components.append(Component(f"c{number}", kind, gloss, (Fragment(start, end),)))
    relations = []
    for number in range(1, RELATIONS + 1):
        a = pick.randrange(COMPONENTS)
        b = min(COMPONENTS - 1, max(0, a + pick.choice((-40, -9, -3, -1, 1, 2, 5, 30))))
        if a != b:
            relations.append(Relation(f"k{number}", pick.choice(("supports", "supports", "attacks")), (f"c{a + 1}",), (f"c{b + 1}",)))
    start, new = plain.index(b"</TEI>"), amap
    from dataclasses import replace

    from argmap.tei.newfile import new_annotation

    new = replace(amap, components=tuple(components), relations=tuple(relations))
    whole = new_annotation(new)
    stand_off = whole[whole.index(b"<standOff") : whole.index(b"</TEI>")]
    header = whole[whole.index(b"<encodingDesc>") : whole.index(b"</encodingDesc>") + len(b"</encodingDesc>")]
    data = plain[:start] + stand_off + plain[start:]
    data = data.replace(b"</fileDesc></teiHeader>", b"</fileDesc>" + header + b"</teiHeader>")
    assert len(read(data)[0].components) == COMPONENTS and update(data, read(data)[0], read(data)[0]) == data
    return data


def row(name: str, times: list[float]) -> str:
    """One line of the table: median, 95th percentile, worst, in milliseconds."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"| {name} | {statistics.median(ordered):.1f} | {p95:.1f} | {ordered[-1]:.1f} |"


def memory(process: int) -> float:
    """Resident memory of a process in MB, where the system tells (Linux)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def measure(page: Any, rounds: int) -> None:
    """All rows of the table."""
    page.evaluate("document.querySelector('#text').focus()")
    for key in ("ArrowDown",) * 3:
        page.keyboard.press(key)
    floor = [page.evaluate(OPTIMISTIC, {"before": [], "key": "F9"}) for _ in range(rounds)]
    marks = [page.evaluate(OPTIMISTIC, {"before": ["ArrowDown", "ArrowDown"], "key": "ce"[n % 2]}) for n in range(rounds)]
    kept = [page.evaluate(PAINT, {"before": ["ArrowDown"], "key": "ce"[n % 2], "waits": True}) for n in range(rounds)]
    steps = [page.evaluate(OPTIMISTIC, {"before": [], "key": "ArrowDown"}) for _ in range(rounds)]
    page.evaluate(OPTIMISTIC, {"before": [], "key": "n"})
    page.wait_for_timeout(1000)
    drawn = [page.evaluate(DRAW, "n") for _ in range(rounds)]
    print("| from a key to | median ms | p95 ms | worst ms |\n| --- | --- | --- | --- |")
    print(row("two frames of the same page (floor)", floor))
    print(row("the next sentence shown as selected", steps))
    print(row("the mark painted", marks))
    print(row("the mark painted, and in the journal on disk", kept))
    print(row("the neighbourhood redrawn", drawn))


def main() -> None:
    """Open the article, measure, print."""
    from playwright.sync_api import sync_playwright

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    found = os.environ.get("ARGMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "long.xml"
        path.write_bytes(article())
        command = [sys.executable, "-m", "argmap", "annotate", str(path), "--no-browser"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert server.stdout is not None
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(server.stdout.readline().strip())
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        page.wait_for_timeout(1500)
        try:
            print(f"{WORDS} words, {COMPONENTS} components, {RELATIONS} relations, {rounds} rounds, seed {SEED}\n")
            measure(page, rounds)
            heap = page.evaluate("performance.memory ? performance.memory.usedJSHeapSize / 1048576 : NaN")
            print(f"\nMemory: server {memory(server.pid):.0f} MB, page's heap {heap:.0f} MB; load {os.getloadavg()[0]:.1f}")
        finally:
            browser.close()
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
