"""The shape of the house: where things stand, how long they are, and who may touch files."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "argmap"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.stem.startswith("__"))
SCRIPTS = [REPOSITORY / "run.py", *sorted((REPOSITORY / "benchmarks").glob("*.py"))]
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
MOST_LINES, MOST_CODE, MOST_NESTING, MOST_PARAMETERS = 500, 45, 4, 7
NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
WIDE = {"everything", "Exception", "BaseException"}
FILE_CALLS = {"write_text", "write_bytes", "read_text", "read_bytes", "mkstemp", "unlink", "rename", "replace_file"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    """A path as shown in the names of tests."""
    return path.relative_to(REPOSITORY).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's syntax tree, read once for all tests."""
    return ast.parse(path.read_bytes())


def functions(tree: ast.AST) -> Iterator[Function]:
    """All functions and methods of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def code_lines(function: Function, source: list[str]) -> int:
    """Lines of a function's body that hold code: no docstring, comment or blank line."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body or body[-1].end_lineno is None:
        return 0
    lines = (line.strip() for line in source[body[0].lineno - 1 : body[-1].end_lineno])
    return sum(1 for line in lines if line and not line.startswith("#"))


def depth(node: ast.AST) -> int:
    """How deep blocks stand inside each other; an ``elif`` is no level of its own."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        level = 1 if isinstance(child, NESTING) and not chained else 0
        deepest = max(deepest, level + depth(child))
    return deepest


def parameters(function: Function) -> int:
    """Parameters that a caller sees; those of a command are its options and do not count."""
    if any("click" in ast.unparse(decorator) for decorator in function.decorator_list):
        return 0
    arguments = function.args
    everything = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in everything)


def has_tests(module: Path) -> bool:
    """Whether ``tests/tei/test_reader.py`` is there for ``tei/reader.py``, or a test of that folder imports it by name.

    A family of modules (``anchor.py``, ``anchor_find.py``) may share one file of tests.
    """
    place = module.relative_to(PACKAGE)
    stem = place.stem.strip("_")
    folder = REPOSITORY / "tests" / place.parent
    if any((folder / f"test_{name}.py").is_file() for name in (stem, stem.partition("_")[0])):
        return True
    dotted = ".".join(("argmap", *place.with_suffix("").parts))
    imported = re.compile(
        rf"^from {re.escape(dotted)} import|^from {re.escape(dotted.rpartition('.')[0])} import .*\b{stem}\b",
        re.MULTILINE,
    )
    return any(imported.search(test.read_text("utf-8")) for test in folder.glob("test_*.py"))


def test_modules_have_tests_in_the_mirrored_place():
    assert [named(m) for m in MODULES if any(functions(tree_of(m))) and not has_tests(m)] == []


def test_house_limits():
    beyond = []
    for path in [*MODULES, *SCRIPTS]:
        source = path.read_text(encoding="utf-8").splitlines()
        if len(source) > MOST_LINES:
            beyond.append((named(path), "lines", len(source)))
        for function in functions(tree_of(path)):
            for what, found, most in (
                ("code lines", code_lines(function, source), MOST_CODE),
                ("nesting", depth(function), MOST_NESTING),
                ("parameters", parameters(function), MOST_PARAMETERS),
            ):
                if found > most:
                    beyond.append((f"{named(path)}:{function.lineno} {function.name}", what, found))
    assert beyond == []


def test_test_files_are_short_enough():
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in TESTS}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_only_the_workspace_touches_files():
    """Modules read what the package ships through importlib.resources; users' files only in workspace/."""
    touched = []
    for module in (module for module in MODULES if module.parent.name != "workspace"):
        shipped = {"read_text", "read_bytes"} if b"importlib.resources" in module.read_bytes() else set()
        for call in (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)):
            bad = isinstance(call.func, ast.Name) and call.func.id == "open"
            if isinstance(call.func, ast.Attribute) and call.func.attr in FILE_CALLS - shipped:
                bad = ast.unparse(call.func.value) != "workspace"
            if bad:
                touched.append(f"{named(module)}:{call.lineno}")
    assert touched == []


def test_no_swallowed_errors_and_no_leftovers():
    found = []
    for module in MODULES:
        for node in (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.ExceptHandler)):
            caught = ast.unparse(node.type) if node.type else "everything"
            if caught in WIDE and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
                found.append(f"{named(module)}:{node.lineno} {caught}")
        text = module.read_text(encoding="utf-8")
        left = re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b|^\s*print\(", text, re.MULTILINE)
        found += [f"{named(module)}: {words}" for words in left]
    assert found == []


def test_no_paths_of_one_machine():
    """Tracked text names no folder of the machine it was written on."""
    pattern = r"(^|[^A-Za-z0-9_.])/(work|farm|root|home/[a-z]+|Users/[a-z]+)/"
    command = ["git", "grep", "-nIE", pattern, "--", ".", ":!tests/test_layout.py", ":!.ci"]
    try:
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not on this machine")
    if done.returncode > 1:
        pytest.skip("this copy of the project is no git repository")
    assert done.stdout == ""
