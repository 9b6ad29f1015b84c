"""``argmap annotate``: the address it prints works, stopping keeps what is not saved, misuse is told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from tests.web.bench import sample


def test_misuse(tmp_path: Path):
    path = sample(tmp_path)
    (tmp_path / "bare.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>')
    made = {"taken.txt": "On rain\n\nRain falls.\n", "taken.xml": "<p>mine</p>", "broken.pdf": "%PDF-1.7\nno more"}
    for name, content in made.items():
        (tmp_path / name).write_text(content)
    for words, status, says in (
        (["nowhere.xml"], 2, "no such file"),
        ([str(tmp_path)], 2, "folder"),
        ([str(tmp_path / "bare.xml")], 1, "argmap attach"),
        ([str(path), "--guidelines", "nowhere.md"], 2, "nowhere.md"),
        ([str(path), "--with", "nowhere.xml"], 2, "no such file"),
        ([str(path), "--with", str(tmp_path / "taken.xml")], 2, "another text"),
        ([str(path), "--as", " "], 2, "name"),
        ([str(path), "--port", "70000"], 2, "--port"),
        ([str(path), "--idle", "-1"], 2, "--idle"),
        ([str(path), "--model", str(tmp_path / "none")], 2, "argmap train"),
        ([str(tmp_path / "taken.txt")], 2, "another text"),
        ([str(tmp_path / "broken.pdf")], 1, "broken.pdf"),
    ):
        result = CliRunner().invoke(main, ["annotate", "--no-browser", *words])
        assert (result.exit_code, says in result.output) == (status, True), result.output
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*made, "article.xml", "bare.xml"])
    assert (tmp_path / "taken.xml").read_text() == "<p>mine</p>"


class Running:
    """The command in a process of its own, and its one-use address."""

    def __init__(self, path: Path, *words: str) -> None:
        command = [sys.executable, "-m", "argmap", "annotate", str(path), "--no-browser", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, env={**os.environ, "PYTHONUNBUFFERED": "1"}, **pipes)
        self.address = self.process.stdout.readline().strip()

    def stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)[1]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(sample(tmp_path), "--as", "Ada Moss")
    yield made
    if made.process.poll() is None:
        made.stop()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_address_works_once_and_unsaved_work_is_kept(running: Running, tmp_path: Path):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", running.address)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(running.address, timeout=20) as page:
        assert b"main.js" in page.read() and page.url.endswith("/")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(running.address, timeout=20)
    base = running.address.partition("/?")[0]
    body = b'{"act": "mark", "args": {"kind": "claim", "spans": [[98, 120]]}, "version": 0}'
    request = urllib.request.Request(f"{base}/api/do", body, {"Content-Type": "application/json"})
    with opener.open(request, timeout=20) as answer:
        assert answer.status == 200
    told = running.stop()
    assert "steps are not saved" in told and running.process.returncode == 0
    assert (tmp_path / ".article.xml.argmap-journal").is_file()
    again = Running(tmp_path / "article.xml")
    assert "1 unsaved steps are back" in again.stop()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_an_article_is_imported_and_its_page_opens(tmp_path: Path):
    (tmp_path / "rain.txt").write_text("On rain\n\nRain falls all winter. The low town floods.\n")
    made = Running(tmp_path / "rain.txt", "--as", "Ada Moss")
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(made.address, timeout=20) as page:
        assert page.status == 200
    assert "imported into rain.xml" in made.stop()
    assert "floods" in (tmp_path / "rain.xml").read_text() and (tmp_path / "rain-import.txt").is_file()
