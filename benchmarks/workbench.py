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
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from argmap.model import Component, Fragment, Relation
from argmap.tei.newfile import new_annotation
from argmap.tei.reader import read

WORDS, COMPONENTS, RELATIONS = 16_000, 1_000, 1_400
SEED = 20_261_121
PLAIN = ["river", "stone", "winter", "council", "street", "rain", "wall", "clay", "garden", "market", "bridge", "road"]
FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Long</title></titleStmt><publicationStmt><p>Made for a measurement.</p>
</publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>{header}</teiHeader>
<text><body>{body}</body></text>
{annotation}</TEI>
"""

HELPERS = """
  const { settled, store } = await import('/store.js');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const press = (key) => document.querySelector('#text').dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
"""
# from the key until the second frame after it; keys before it are not counted
PAINTED = f"""async (keys) => {{{HELPERS}
  for (const key of keys.before) press(key);
  await settled(); await frame(); await frame();
  const started = performance.now();
  press(keys.key);
  await frame(); await frame();
  const took = performance.now() - started;
  await settled(); await frame(); await frame();
  return took;
}}"""
# the same, but the frames count from the server's answer: by then the journal is on the disk
KEPT = f"""async (keys) => {{{HELPERS}
  for (const key of keys.before) press(key);
  await settled(); await frame(); await frame();
  const before = store.state.version, started = performance.now();
  press(keys.key);
  while (store.state.version === before) await new Promise((done) => setTimeout(done, 0));
  await frame(); await frame();
  return performance.now() - started;
}}"""
DRAWN = f"""async (key) => {{{HELPERS}
  await settled();
  const drawn = new Promise((done) => document.addEventListener(
    'argmap-drawn', () => requestAnimationFrame(() => done()), {{ once: true }}));
  const started = performance.now();
  press(key);
  await drawn;
  return performance.now() - started;
}}"""


def paragraphs(pick: random.Random) -> list[str]:
    """Made-up paragraphs of six sentences."""
    made, count = [], 0
    while count < WORDS:
        sizes = [pick.randint(10, 28) for _ in range(6)]
        count += sum(sizes)
        sentences = (" ".join(pick.choice(PLAIN) for _ in range(size)).capitalize() for size in sizes)
        made.append("<p>" + " ".join(f"<s>{sentence}.</s>" for sentence in sentences) + "</p>")
    return made


def components(pick: random.Random, content: str) -> Iterator[Component]:
    """Components at random places, overlapping now and then."""
    for number, at in enumerate(sorted(pick.sample(range(len(content) - 400), COMPONENTS)), 1):
        start = content.index(" ", at) + 1
        end = content.index(" ", start + pick.randint(20, 160))
        gloss = " ".join(pick.choice(PLAIN) for _ in range(9)).capitalize() + "."
        kind = pick.choice(("claim", "evidence", "recommendation"))
        yield Component(f"c{number}", kind, gloss, (Fragment(start, end),))


def relations(pick: random.Random) -> Iterator[Relation]:
    """Relations between components that stand near each other."""
    for number in range(1, RELATIONS + 1):
        a = pick.randrange(COMPONENTS)
        b = min(COMPONENTS - 1, max(0, a + pick.choice((-40, -9, -3, -1, 1, 2, 5, 30))))
        name = pick.choice(("supports", "supports", "attacks"))
        if a != b:
            yield Relation(f"k{number}", name, (f"c{a + 1}",), (f"c{b + 1}",))


def article() -> bytes:
    """The article with its annotation; the same bytes every time."""
    pick = random.Random(SEED)
    body = "\n".join(paragraphs(pick))
    amap = read(FRAME.format(header="", body=body, annotation="").encode())[0]
    content = (amap.text.content if amap.text else "") or ""
    amap = replace(amap, components=tuple(components(pick, content)), relations=tuple(relations(pick)))
    whole = new_annotation(amap).decode()
    header = whole[whole.index("<encodingDesc>") : whole.index("</teiHeader>")]
    annotation = whole[whole.index("<standOff") : whole.index("</TEI>")]
    return FRAME.format(header=header, body=body, annotation=annotation).encode()


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

    def painted(key: str, *before: str) -> float:
        return float(page.evaluate(PAINTED, {"before": before, "key": key}))

    floor = [painted("F9") for _ in range(rounds)]
    marks = [painted("ce"[n % 2], "ArrowDown", "ArrowDown") for n in range(rounds)]
    kept = [page.evaluate(KEPT, {"before": ["ArrowDown"], "key": "ce"[n % 2]}) for n in range(rounds)]
    steps = [painted("ArrowDown") for _ in range(rounds)]
    painted("n")
    page.wait_for_timeout(1000)
    drawn = [page.evaluate(DRAWN, "n") for _ in range(rounds)]
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
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
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
            load = os.getloadavg()[0]
            print(f"\nMemory: server {memory(server.pid):.0f} MB, page's heap {heap:.0f} MB; load {load:.1f}")
        finally:
            browser.close()
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
