"""The workbench in a process of its own, and a browser's page on it: what the tests in the browser share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from argmap.cli.main import main
from tests.web.bench import SAMPLE, sample


class Bench:
    """A workbench in a process of its own, and a page on it. Whatever goes wrong in the page is gathered."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.browser, self.path = browser, path
        self.complaints: list[str] = []
        self.context: Any = None
        self.start()

    def start(self, *words: str, **options: Any) -> Any:
        command = [sys.executable, "-m", "argmap", *self.command(), "--no-browser", *words]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        if self.context:
            self.context.close()
        self.context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self.ready()
        return self.page

    def command(self) -> list[str]:
        return ["annotate", str(self.path), "--as", "Ada Moss"]

    def ready(self) -> None:
        self.page.wait_for_selector("html[data-ready]", timeout=30_000)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.process.stdout.close()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.rest()

    def rest(self) -> None:
        """Until the server has answered everything, keys that waited for an answer included."""
        quiet = 0
        while quiet < 2:
            waits = self.page.evaluate(
                "import('/store.js').then(async (m) => { const w = !!m.waiting(); await m.settled(); return w; })"
            )
            quiet = 0 if waits else quiet + 1
            self.page.wait_for_timeout(4)

    def until(self, expression: str, page: Any = None) -> None:
        """Ask again until it holds; the page's policy forbids Playwright's own way, which evaluates in the page."""
        for _ in range(200):
            if (page or self.page).evaluate(expression):
                return
            (page or self.page).wait_for_timeout(50)
        raise AssertionError(f"never came true: {expression}")

    def look(self, page: Any = None) -> None:
        """Have the page ask at once, not in three seconds, whether something changed."""
        (page or self.page).evaluate("() => { dispatchEvent(new Event('focus')); }")

    def map(self) -> dict[str, Any]:
        return self.page.evaluate("import('/store.js').then((m) => JSON.parse(JSON.stringify(m.store.map)))")

    def ids(self, name: str) -> list[str]:
        return [item["id"] for item in self.map()[name]]

    def state(self) -> str:
        return str(self.page.inner_text("#state"))

    def close(self) -> None:
        if self.context:
            self.context.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
        self.process.stdout.close()


def essay(folder: Path) -> Path:
    """The sample essay without its annotation."""
    path = sample(folder)
    text = SAMPLE.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  <standOff")] + "</TEI>\n", encoding="utf-8")
    return path


def imported(folder: Path, article: Path) -> Path:
    """An article as ``argmap import`` makes it."""
    path = folder / "article.xml"
    assert CliRunner().invoke(main, ["import", str(article), "-o", str(path)]).exit_code in (0, 1)
    return path


def at(one: Bench, words: str) -> tuple[float, float]:
    """Where on the screen some words begin."""
    return tuple(one.page.evaluate(
        """async (words) => { const t = await import('/text.js'); const { store } = await import('/store.js');
        const start = [...store.doc.content.slice(0, store.doc.content.indexOf(words))].length;
        t.bring(start, start + words.length);
        const box = t.rangeOf(start, start + 1).getBoundingClientRect();
        return [Math.round(box.left) + 2, Math.round(box.top + box.height / 2)]; }""", words
    ))  # fmt: skip
