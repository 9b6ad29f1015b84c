"""Docs held against the code: commands, options, problem codes, dependencies, links, examples.

``docs/commands.md`` and ``docs/schemes.md`` are generated: ``python -m pytest tests/test_docs.py --accept`` writes
them anew.
"""

from __future__ import annotations

import ast
import doctest
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

import argmap
from argmap.check import CODES
from argmap.cli.main import COMMANDS, main
from tests.reference import commands_page
from tests.reference_schemes import schemes_page

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md"), *REPOSITORY.glob("annotations/*/*.md")])
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"|<a[^>]+href=\"([^\"]+)\"")
CONTEXT = click.Context(main, info_name="argmap")


def named(path: Path) -> str:
    """A page as shown in the names of tests."""
    return path.relative_to(REPOSITORY).as_posix()


def test_commands_page_is_up_to_date(request: pytest.FixtureRequest):
    path = REPOSITORY / "docs" / "commands.md"
    wanted = commands_page()
    if request.config.getoption("--accept"):
        path.write_text(wanted, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == wanted, "run this test with --accept and read the difference"


def test_schemes_page_is_up_to_date(request: pytest.FixtureRequest):
    path = REPOSITORY / "docs" / "schemes.md"
    wanted = schemes_page()
    if request.config.getoption("--accept"):
        path.write_text(wanted, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == wanted, "run this test with --accept and read the difference"


def command_lines(page: Path) -> list[str]:
    """Every line of a page's code blocks that calls argmap, continuation lines joined."""
    lines = []
    for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language in ("", "sh", "console", "bash"):
            joined = body.replace("\\\n", " ")
            lines += [line.strip().removeprefix("% ").removeprefix("$ ") for line in joined.splitlines()]
    return [line for line in lines if line.startswith("argmap ")]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_shown_exist_with_their_options(page: Path):
    for line in command_lines(page):
        words = shlex.split(line, comments=True)[1:]
        if words[0].startswith("-"):
            continue
        if words[0] not in COMMANDS:
            assert "=> 2" in page.read_text(encoding="utf-8"), f"no such command: {line}"
            continue
        command = main.get_command(CONTEXT, words[0])
        assert command is not None
        known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
        known |= {"-h", "--help"}
        used = {word.partition("=")[0] for word in words[1:] if word.startswith("-") and len(word) > 1}
        assert used <= known, line


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_codes_named_exist(page: Path):
    named_codes = set(re.findall(r"\b[EW][0-9]{3}\b", page.read_text(encoding="utf-8")))
    assert named_codes <= set(CODES)


def test_every_code_in_the_source_is_in_the_table():
    trees = (ast.parse(path.read_bytes()) for path in (REPOSITORY / "argmap").rglob("*.py"))
    words = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    assert {word for word in words if isinstance(word, str) and re.fullmatch(r"[EW][0-9]{3}", word)} == set(CODES)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_inside_the_project_resolve(page: Path):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for found in LINK.findall(text):
        target = next(part for part in found if part)
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{named(page)} links to {target}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), f"{named(page)} links to {target}"


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get, as on the usual code hosts."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_examples_give_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch):
    """Blocks of a page run in order, in one namespace, from the project's folder."""
    blocks = [body for language, body in BLOCK.findall(page.read_text(encoding="utf-8")) if language == "python"]
    examples = "\n".join(body for body in blocks if ">>>" in body)
    monkeypatch.chdir(REPOSITORY)
    test = doctest.DocTestParser().get_doctest(examples, {}, named(page), str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_every_dependency_has_its_reasons():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    declared = {re.split(r"[^A-Za-z0-9_-]", name)[0] for name in [*project["dependencies"], *extras]} - {"argmap"}
    text = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| \[?`([A-Za-z0-9_-]+)`", text, re.MULTILINE))
    assert explained == declared


def test_version_is_one_everywhere():
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE).group(1) == argmap.__version__
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert argmap.__version__ in re.search(r"^## .+$", changelog, re.MULTILINE).group(0)


def test_readme_names_the_two_commands():
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert "python3 run.py demo" in text
    assert "python3 run.py test" in text
