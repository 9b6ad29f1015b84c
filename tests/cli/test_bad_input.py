"""Every command against every kind of bad input: one clear line, the right status, files as they were."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import COMMANDS, main
from tests.workspace.packing import zipped

EDITION = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="kerbs" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Kerbs</title>
        <respStmt xml:id="ann.first"><resp>annotation</resp><persName>A. Reader</persName></respStmt></titleStmt>
      <publicationStmt><p>Made for a test.</p></publicationStmt>
      <sourceDesc><bibl><title>Kerbs</title><author>Ada Moss</author><date when="2024"/></bibl></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body><p xml:id="p1"><s xml:id="s1">The vale should repave its streets.</s>
    <s xml:id="s2">Gauges on two streets fell by a third.</s></p></body></text>
  <standOff type="argument">
    <spanGrp type="components" resp="#ann.first">
      <span xml:id="c1" type="claim" subtype="thesis" target="#s1" cert="high"><gloss>Repaving is due.</gloss></span>
      <span xml:id="e1" type="evidence" target="#s2" cert="high"><gloss>Measured floods are down.</gloss></span>
    </spanGrp>
    <listRelation type="argument">
      <relation xml:id="k1" name="supports" active="#e1" passive="#c1" resp="#ann.first" cert="high"/>
    </listRelation>
  </standOff>
</TEI>
"""
BARE = EDITION[: EDITION.index("  <standOff")] + "</TEI>\n"
TEXT = "The vale should repave its streets. Gauges on two streets fell by a third.\n"
OLD = b"what stood here before\n"

# how each command is called: IN, OTHER and OUT stand for files, TEXT for the text to attach
CALLS = {
    "import": ["IN", "-o", "OUT"],
    "annotate": ["IN", "--no-browser"],
    "check": ["IN"],
    "detach": ["IN", "-o", "OUT"],
    "attach": ["IN", "--text", "TEXT", "-o", "OUT"],
    "outline": ["IN"],
    "render": ["IN", "-o", "OUT"],
    "compare": ["IN", "OTHER", "-o", "OUT"],
    "train": ["IN", "-o", "OUT"],
    "suggest": ["IN", "OTHER"],
    "review": ["IN", "OTHER", "--out", "OUT"],
    "nearest": ["IN", "OTHER", "-o", "OUT"],
    "cruxes": ["IN", "OTHER", "-o", "OUT"],
    "diff": ["IN", "OTHER", "-o", "OUT"],
    "adjudicate": ["IN", "OTHER", "--list"],
    "agree": ["IN", "OTHER", "-o", "OUT", "--rounds", "0"],
    "merge": ["OTHER", "IN", "OTHER", "-o", "OUT"],
    "resolve": ["IN"],
    "convert": ["IN", "OUT", "--to", "json", "--force"],
    "build": ["IN", "-o", "OUT"],
}
SUFFIX = {
    "render": ".svg",
    "compare": ".md",
    "cruxes": ".md",
    "build": "",
    "train": "",
    "diff": ".html",
    "agree": ".html",
    "review": ".csv",
}
READS_TEI = ["check", "detach", "attach", "outline", "render", "compare", "cruxes", "diff", "merge", "resolve", "agree"]
READS_TEI += ["annotate", "adjudicate", "suggest", "review", "nearest"]
WRITES = ["import", "detach", "attach", "render", "compare", "cruxes", "diff", "merge", "agree", "review", "convert"]


class Desk:
    """A folder with sound files, and a way to call commands on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in {"edition.xml": EDITION, "other.xml": EDITION, "bare.xml": BARE, "text.txt": TEXT}.items():
            (folder / name).write_text(text.replace('"kerbs"', f'"{name[:5]}"'), encoding="utf-8")

    def target(self, command: str, *, exists: bool = True) -> Path:
        """Where the command is told to write; by default a file stands there already."""
        path = self.folder / f"out{SUFFIX.get(command, '.xml')}"
        if exists and command not in ("build", "train"):
            path.write_bytes(OLD)
        return path

    def words(self, command: str, source: Path | str, out: Path | str, text: Path | str = "text.txt") -> list[str]:
        """The command line."""
        places = {"IN": source, "OTHER": self.folder / "other.xml", "OUT": out, "TEXT": self.folder / text}
        return [command, *(str(places.get(word, word)) for word in CALLS[command])]

    def sound(self, command: str) -> Path:
        """An input that the command takes."""
        if command == "build":
            (self.folder / "maps").mkdir(exist_ok=True)
            (self.folder / "maps" / "edition.xml").write_text(EDITION, encoding="utf-8")
            return self.folder / "maps"
        if command == "attach":
            return self.detached()
        return self.folder / ("text.txt" if command == "import" else "edition.xml")

    def detached(self) -> Path:
        """The edition's annotation without its text, made by ``argmap detach``."""
        path = self.folder / "detached.xml"
        if not path.exists():
            result = CliRunner().invoke(main, ["detach", str(self.folder / "edition.xml"), "-o", str(path)])
            assert result.exit_code == 0, result.output
        return path

    def listing(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        return {str(p): p.read_bytes() for p in sorted(self.folder.rglob("*")) if p.is_file()}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def refuse(desk: Desk, words: list[str], status: int, *says: str) -> str:
    """Call in this process; the command must refuse with this status, say why, and change nothing."""
    before = desk.listing()
    result = CliRunner().invoke(main, words, prog_name="argmap")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == status, result.output
    clear(result.output, *says)
    assert desk.listing() == before
    return result.output


def clear(output: str, *says: str) -> None:
    """The message is one line (or click's usage with one line), names the thing, and holds no traceback."""
    assert "Traceback" not in output
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith(("Usage:", "Try "))]
    assert 1 <= len(lines) <= 3, output
    for word in says:
        assert word.lower() in output.lower()


@pytest.mark.parametrize("command", CALLS)
def test_missing_file(desk: Desk, command: str):
    refuse(desk, desk.words(command, "nowhere.xml", desk.target(command)), 2, "nowhere.xml")


@pytest.mark.parametrize("command", [name for name in CALLS if name not in ("build", "check", "nearest")])
def test_folder_in_place_of_a_file(desk: Desk, command: str):
    (desk.folder / "heap").mkdir()
    refuse(desk, desk.words(command, "heap", desk.target(command)), 2, "heap")


def test_file_in_place_of_a_folder(desk: Desk):
    refuse(desk, desk.words("build", "edition.xml", "out"), 2, "edition.xml")


@pytest.mark.parametrize("command", CALLS)
def test_empty_file(desk: Desk, command: str):
    if command == "build":
        (desk.folder / "maps").mkdir()
        (desk.folder / "maps" / "empty.xml").touch()
    (desk.folder / "empty.xml").touch()
    source = "maps" if command == "build" else "empty.xml"
    refuse(desk, desk.words(command, source, desk.target(command)), 1, "empty.xml", "empty")


@pytest.mark.parametrize("command", READS_TEI)
@pytest.mark.parametrize("content", [TEXT.encode(), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b'{"json": 1}'])
def test_not_xml(desk: Desk, command: str, content: bytes):
    (desk.folder / "bad.xml").write_bytes(content)
    refuse(desk, desk.words(command, "bad.xml", desk.target(command)), 1, "bad.xml:1:1", "E10")


ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00word/document.xml"
ENTITY = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI><text><p>&x;</p></text></TEI>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\nnothing", "broken"),
        (ZIP, "broken"),
        (b"<html><body></body></html>", "no text"),
        (b"<TEI><text><p>", "not well-formed"),
        (b"<TEI><teiHeader/></TEI>", "no text"),
        (ENTITY, "entities"),
        (b"PK\x03\x04 of another kind", "archive"),
        (b"\xd0\xcf\x11\xe0 old office", "DOCX"),
    ],
)
def test_media_that_cannot_be_imported(desk: Desk, content: bytes, says: str):
    (desk.folder / "bad.bin").write_bytes(content)
    refuse(desk, desk.words("import", "bad.bin", desk.target("import")), 1, "bad.bin:1:", says)


@pytest.mark.parametrize("command", READS_TEI)
def test_broken_xml(desk: Desk, command: str):
    broken = EDITION.replace("</gloss></span>\n      <span", "</span>\n      <span", 1)
    line = broken[: broken.index("</span>\n      <span")].count("\n") + 1
    (desk.folder / "bad.xml").write_text(broken, encoding="utf-8")
    refuse(desk, desk.words(command, "bad.xml", desk.target(command)), 1, f"bad.xml:{line}:", "E101")


@pytest.mark.parametrize("command", ["outline", "render", "compare", "cruxes", "detach", "attach", "suggest", "review"])
def test_tei_without_annotation(desk: Desk, command: str):
    refuse(desk, desk.words(command, "bare.xml", desk.target(command)), 1, "bare.xml", "annotation")


@pytest.mark.parametrize("command", ["outline", "render", "compare", "cruxes", "suggest", "review", "convert", "check"])
@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"notes.txt": "No map."}, "holds no map"),
        ({}, "holds no map"),
        ({"void.txt": bytes(30_000_000)}, "far too much"),
    ],
    ids=["no-map", "nothing", "bomb"],
)
def test_archives_that_do_not_serve(desk: Desk, command: str, files: dict[str, bytes], says: str):
    (desk.folder / "bad.zip").write_bytes(zipped(files))
    refuse(desk, desk.words(command, "bad.zip", desk.target(command)), 1, "bad.zip", says)


@pytest.mark.parametrize("command", ["outline", "render", "compare", "diff"])
def test_archives_of_several_maps(desk: Desk, command: str):
    (desk.folder / "two.zip").write_bytes(zipped({"a.xml": EDITION, "b.xml": EDITION}))
    refuse(desk, desk.words(command, "two.zip", desk.target(command)), 2, "two.zip", "holds 2 maps", "b.xml")


def test_check_of_tei_without_annotation_warns(desk: Desk):
    result = CliRunner().invoke(main, ["check", "bare.xml"])
    assert (result.exit_code, "W109" in result.output) == (0, True)


@pytest.mark.parametrize("command", ["check", "outline", "render", "compare"])
def test_annotation_without_its_text_serves(desk: Desk, command: str):
    target = desk.target(command, exists=False)
    result = CliRunner().invoke(main, desk.words(command, desk.detached(), target))
    assert result.exit_code == 0, result.output
    assert target.is_file() == (command in WRITES)


def test_detach_of_an_annotation_without_text(desk: Desk):
    refuse(desk, desk.words("detach", desk.detached(), desk.target("detach")), 1, "text")


def test_wrong_text(desk: Desk):
    (desk.folder / "wrong.txt").write_text("Entirely other words stand here, about bees.\n" * 5, encoding="utf-8")
    before = desk.target("attach")
    result = CliRunner().invoke(main, desk.words("attach", desk.detached(), before, "wrong.txt"))
    assert result.exit_code == 1
    assert "lost" in result.output
    assert before.read_bytes() == OLD


@pytest.mark.parametrize(("command", "suffix"), [("render", ".xyz"), ("compare", ".odt"), ("render", "")])
def test_unknown_format(desk: Desk, command: str, suffix: str):
    refuse(desk, desk.words(command, desk.sound(command), f"out{suffix}"), 2, suffix.lstrip("."), "svg")


@pytest.mark.parametrize("name", ["no such scheme", "two\nlines of it", "\udcff", "__proto__", "%s" * 200])
def test_unknown_scheme(desk: Desk, name: str):
    refuse(desk, ["schemes", name], 2, "lists them all")
    refuse(desk, ["schemes", name, "--kind", "conflict", "--json"], 2, "conflict")


@pytest.mark.parametrize("command", ["render", "compare"])
def test_unknown_theme(desk: Desk, command: str):
    words = [*desk.words(command, desk.sound(command), desk.target(command)), "--theme", "neon"]
    refuse(desk, words, 2, "neon", "dark")


@pytest.mark.parametrize("command", WRITES)
def test_output_folder_missing(desk: Desk, command: str):
    out = f"no/such/out{SUFFIX.get(command, '.xml')}"
    refuse(desk, desk.words(command, desk.sound(command), out), 2, "no/such", "does not exist")


@pytest.mark.parametrize("command", [name for name in WRITES if name != "convert"])  # which fills folders
def test_output_is_a_folder(desk: Desk, command: str):
    (desk.folder / f"heap{SUFFIX.get(command, '.xml')}").mkdir()
    refuse(desk, desk.words(command, desk.sound(command), f"heap{SUFFIX.get(command, '.xml')}"), 2, "heap", "folder")


def test_build_into_a_file(desk: Desk):
    refuse(desk, desk.words("build", desk.sound("build"), "text.txt"), 2, "text.txt")


def test_build_of_a_folder_without_annotations(desk: Desk):
    (desk.folder / "heap").mkdir()
    refuse(desk, desk.words("build", "heap", "out"), 2, "heap", "annotation")


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_option(desk: Desk, command: str):
    refuse(desk, [command, "--no-such-option"], 2, "--no-such-option")


@pytest.mark.parametrize("command", ["check", "import", "convert", "merge", "train"])
def test_names_that_are_no_plain_words(desk: Desk, command: str):
    """A line end in a name does not break the line; how to name ``-`` (no standard input) and ``-x.xml`` is told."""
    (desk.folder / "a\nb.xml").write_text("<TEI><x", encoding="utf-8")
    (desk.folder / "-x.xml").write_text(EDITION, encoding="utf-8")
    out = desk.target(command)
    refuse(desk, desk.words(command, "-", out), 2, "standard input is not read")
    refuse(desk, desk.words(command, "-x.xml", out), 2, "no such option", "./-x.xml")
    said = CliRunner().invoke(main, desk.words(command, "a\nb.xml", out)).output
    assert "a\\nb.xml:1:" in said and "a\nb" not in said


# What follows needs a process of its own: without root's rights, or with less room to write.

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
DROP_BOUND, OVERRIDE, READ_ANY = 24, 1, 2  # prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE or CAP_DAC_READ_SEARCH)


def without_rights() -> None:
    """Where root runs the tests, let permissions hold for root too, from the next program on."""
    if LIBC is not None and os.geteuid() == 0:
        LIBC.prctl(DROP_BOUND, OVERRIDE, 0, 0, 0)
        LIBC.prctl(DROP_BOUND, READ_ANY, 0, 0, 0)


def permissions_hold(folder: Path) -> bool:
    """Whether a process made by `without_rights` is refused a file that nobody may read."""
    probe = folder / "probe"
    probe.touch()
    probe.chmod(0)
    code = "import sys; open(sys.argv[1])"
    command = [sys.executable, "-c", code, str(probe)]
    done = subprocess.run(command, preexec_fn=without_rights, stderr=subprocess.DEVNULL, check=False)
    probe.unlink()
    return done.returncode != 0


def no_room() -> None:
    """Let no file grow beyond a hundred bytes; the refused write is an error, not a signal."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


# calls main with one command line after another, and tells status and output of each
APART = """
import json, sys
from click.testing import CliRunner
from argmap.cli.main import main
told = []
for words in json.load(sys.stdin):
    done = CliRunner().invoke(main, words, prog_name="argmap")
    odd = done.exception is not None and not isinstance(done.exception, SystemExit)
    told.append([done.exit_code, repr(done.exception) if odd else done.output])
json.dump(told, sys.stdout)
"""


def run_apart(lines: list[list[str]], prepare: Callable[[], None]) -> list[str]:
    """What commands say, run in one process that ``prepare`` has made poor; all must end with status 2."""
    done = subprocess.run(
        [sys.executable, "-c", APART],
        preexec_fn=prepare,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [
        (words[0], status, output) for words, (status, output) in zip(lines, told, strict=True) if status != 2
    ] == []
    return [output for _, output in told]


posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX users and limits")


def desks(folder: Path, commands: list[str]) -> dict[str, Desk]:
    """A desk for each command, with something standing where the command will write."""
    made = {}
    for command in commands:
        (folder / command).mkdir()
        made[command] = Desk(folder / command)
        made[command].sound(command)
        made[command].target(command)
    return made


def lines_of(made: dict[str, Desk]) -> list[list[str]]:
    """How each desk's command is called on sound files."""
    return [
        d.words(name, d.sound(name), d.target(name, exists=False), d.folder / "text.txt") for name, d in made.items()
    ]


@pytest.fixture
def strict(tmp_path: Path) -> Path:
    """A folder in which permissions bind even root."""
    if not permissions_hold(tmp_path):
        pytest.skip("this system lets root read and write everything")
    return tmp_path


@posix
def test_unreadable_file(strict: Path):
    made = desks(strict, [name for name in CALLS if name != "build"])
    before = {name: d.listing() for name, d in made.items()}
    lines = lines_of(made)
    for name, d in made.items():
        d.sound(name).chmod(0)
    for (name, d), output in zip(made.items(), run_apart(lines, without_rights), strict=True):
        clear(output, d.sound(name).name, "permission")
        d.sound(name).chmod(0o644)
        assert d.listing() == before[name]


@posix
@pytest.mark.parametrize("what", ["target", "folder"])
def test_read_only_target(strict: Path, what: str):
    made = desks(strict, WRITES)
    before = {name: d.listing() for name, d in made.items()}
    lines = lines_of(made)
    places = {name: d.target(name, exists=False) if what == "target" else d.folder for name, d in made.items()}
    for path in places.values():
        path.chmod(0o444 if what == "target" else 0o555)
    for (name, d), output in zip(made.items(), run_apart(lines, without_rights), strict=True):
        clear(output, "out", "read-only" if what == "target" else "permission")
        places[name].chmod(0o644 if what == "target" else 0o755)
        assert d.listing() == before[name]


@posix
def test_disk_full(tmp_path: Path):
    made = desks(tmp_path, WRITES)
    before = {name: d.listing() for name, d in made.items()}
    for (name, d), output in zip(made.items(), run_apart(lines_of(made), no_room), strict=True):
        clear(output, "out", "could not be written")
        assert d.listing() == before[name]


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="needs Linux, where a memory's size is a file's")
def test_too_little_room_for_graphviz(desk: Desk):
    """The build always runs the bundled Graphviz, whose memory falls under the same limit."""
    clear(run_apart([desk.words("build", desk.sound("build"), "out")], no_room)[0], "Graphviz could not start")


@posix
@pytest.mark.parametrize("delay", [0.0, 0.002, 0.005, 0.01, 0.02])
def test_killed_while_saving_leaves_a_whole_file(tmp_path: Path, delay: float):
    """A process that saves over and over is killed at some moment: one of its versions stands there, whole."""
    target = tmp_path / "map.xml"
    target.write_bytes(b"0" * 3_000_000)
    code = (
        "import sys; from pathlib import Path; from argmap.workspace import save\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for digit in b'123456789': save(Path(sys.argv[1]), bytes([digit]) * 3_000_000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    content = target.read_bytes()
    assert len(content) == 3_000_000
    assert len(set(content)) == 1
