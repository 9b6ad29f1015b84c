"""``argmap check``: report what is wrong in annotation and correspondences files, and mend what needs no judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, dump_json, github_line, guarded
from argmap.problems import ArgmapError, DataError, Place, Problem

if TYPE_CHECKING:
    from argmap.check.fix import Fix
    from argmap.correspondence import Correspondences
    from argmap.model import ArgumentMap
    from argmap.plugins import Check
    from argmap.tei.validate import Schema

# most notations hold passages, or show them as what is claimed, not paraphrases; their ids need not be XML names
NOT_FOREIGN = ("E303", "W304", "E202")
SLOW_SCHEMA = 400_000  # bytes; lxml compiles larger ones for seconds


@dataclass
class _Run:
    """What one call has read and found."""

    extra: list[Check]
    schemas: list[Schema]
    profile: bool
    mend: bool
    problems: list[Problem] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    maps: dict[Path, ArgumentMap] = field(default_factory=dict)
    links: list[tuple[Path, Correspondences]] = field(default_factory=list)


@click.command(name="check", short_help="Report what is wrong, with place and remedy.")
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes, whole or by prefix: W2,E401.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes; the longer of two patterns decides.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are printed; github marks them in a pull request.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--fix", "mend", is_flag=True, help="Mend what needs no judgement, then check.")
@click.option("--profile", is_flag=True, help="Also validate against the argmap profile of TEI.")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=PATH,
    help="Also validate against this schema (.rng, .sch for XSLT 1, .xsd).",
)
@click.option("--strict", is_flag=True, help="Leave with status 1 for warnings too.")
@click.option("--codes", "table", is_flag=True, help="List all codes with their remedies, and leave.")
@guarded
def command(
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: str,
    as_json: bool,
    mend: bool,
    profile: bool,
    schemas: tuple[Path, ...],
    strict: bool,
    table: bool,
) -> None:
    """Report what is wrong in annotation files, each problem with its place and a remedy.

    PATHS are files, TEI or any other notation, folders whose .xml files are all checked, or archives (zip, tar.gz) of
    maps. Files that are checked together may share a code book; correspondences files are known by what they hold, and
    checked against the files that they link.

    \b
    Examples:
      argmap check annotations/                    everything in a folder
      argmap check article.xml --ignore W3         without advice on components
      argmap check article.xml --fix               mend what has one right answer
      argmap check article.xml --profile           and validate against the argmap profile
      argmap check article.xml --schema tei_all.rng   and against all of TEI (takes about ten seconds)
      argmap check --codes                         what the codes mean

    Exit status: 0 no errors, 1 errors (with --strict: or warnings), 2 misuse.
    """
    from argmap.check import narrow, patterns
    from argmap.plugins import checks

    style = "json" if as_json else style
    extra, broken = checks()
    own_codes = [code for check in extra for code in check.codes]
    if table:
        _show_table(own_codes, style)
        return
    if not paths:
        raise ArgmapError("there is nothing to check", "name files or folders, such as: argmap check annotations/")
    chosen, left = (patterns(text, (code.code for code in own_codes)) for text in (select, ignore))
    run = _Run(extra, [_schema(path) for path in schemas], profile, mend, list(broken))
    files = _files(paths)
    for path in files:
        _check_file(path, run)
    _check_together(run)
    found = narrow(sorted(set(run.problems)), chosen, left)
    _show(found, run.fixes, len(files), style)
    if any(item.severity == "error" or strict for item in found):
        raise SystemExit(1)


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files named, all ``.xml`` files in folders but hidden ones, and all maps in archives; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*.xml") if p.is_file()) if path.is_dir() else _packed(path)
        hidden = (any(part.startswith(".") for part in p.relative_to(path).parts) for p in inside)
        shown = [p for p, left in zip(inside, hidden, strict=True) if p == path or not left]
        if not shown:
            raise ArgmapError(f"there is no .xml file in the folder {path}", "name a folder with annotations")
        found.update(dict.fromkeys(shown))
    return list(found)


def _packed(path: Path) -> list[Path]:
    """The maps in an archive; the path itself of any other file, and of an archive that cannot be used."""
    from argmap import workspace

    try:
        return workspace.documents(path) or [path] if workspace.is_archive(path) else [path]
    except DataError:
        return [path]


def _check_file(path: Path, run: _Run) -> None:
    """Read, mend if asked to, and check one file; one that is no XML is a problem, not the end."""
    from argmap import formats, workspace
    from argmap.check.fix import fix
    from argmap.formats.home import recognises
    from argmap.plugins import Input
    from argmap.workspace.archives import faults

    try:
        path = workspace.document(path)
        run.problems.extend(faults(path))
        loaded = workspace.read_bytes(path)
        data = loaded.data
        source = Input(data, str(path), workspace.neighbours(path))
        form = None if recognises(source) else formats.detect(source)
        if form is not None and form.read is not None:
            run.problems.extend(_problems_of(form.read(source), path, run))
            return
        if run.mend:
            data, made = fix(data, str(path), workspace.neighbours(path))
            if made:
                workspace.save(path, data, expect=loaded.sha256)
                run.fixes.extend(made)
        run.problems.extend(_problems_in(path, data, run))
    except DataError as error:
        run.problems.append(_as_problem(error, path))


def _problems_of(found: tuple[ArgumentMap, list[Problem]], path: Path, run: _Run) -> list[Problem]:
    """What is wrong in another program's file: as its reader told it, and what the checks of any map say."""
    from argmap.check import check

    amap, problems = found
    run.maps[path.resolve()] = amap
    here = Place(str(path), 1, 1)
    for item in check(amap, run.extra):
        if item.code not in NOT_FOREIGN:
            problems.append(item if item.place.line else replace(item, place=here))
    return problems


def _problems_in(path: Path, data: bytes, run: _Run) -> list[Problem]:
    from argmap import workspace
    from argmap.check import check
    from argmap.check.markup import check_document, holds_correspondences
    from argmap.tei import correspondences
    from argmap.tei.parse import parse
    from argmap.tei.reader import read_document
    from argmap.tei.validate import validate, validate_profile

    document = parse(data, str(path))
    if holds_correspondences(document):
        links, problems = correspondences.read(data, str(path))
        run.links.append((path, links))
    else:
        amap, problems = read_document(document, workspace.neighbours(path))
        run.maps[path.resolve()] = amap
        told = {(item.code, item.place.line) for item in problems}
        problems += [item for item in check(amap, run.extra) if (item.code, item.place.line) not in told]
    problems += check_document(document)
    problems += validate_profile(data, str(path)) if run.profile else []
    return problems + [item for schema in run.schemas for item in validate(document, schema)]


def _check_together(run: _Run) -> None:
    """What shows only between files: correspondences against their maps, and entries that maps share."""
    from argmap.check import check_across, check_correspondences

    for path, links in run.links:
        run.problems.extend(check_correspondences(links, _linked(path, links, run)))
    run.problems.extend(check_across(list(run.maps.values()), [links for _, links in run.links]))


def _linked(path: Path, links: Correspondences, run: _Run) -> dict[str, ArgumentMap]:
    """The maps that a correspondences file names, by the names that it uses."""
    from argmap import workspace

    names = {ref.file for link in links.links for ref in (link.a, link.b)}
    names |= {stance.component.file for stance in links.stances}
    found: dict[str, ArgumentMap] = {}
    for name in sorted(names):
        target = (path.parent / name).resolve()
        if target in run.maps:
            found[name] = run.maps[target]
        elif target.is_file():
            try:
                found[name] = workspace.load(target)[0]
            except DataError as error:
                run.problems.append(_as_problem(error, target))
    return found


def _as_problem(error: DataError, path: Path) -> Problem:
    """A file that cannot be read at all, as a problem; its code leads the reader's message."""
    code, _, message = error.message.partition(" ")
    if not (len(code) == 4 and code[1:].isdigit()):
        code, message = "E100", error.message
    return Problem(error.place or Place(str(path), 1, 1), code, message, error.remedy)


def _schema(path: Path) -> Schema:
    from argmap import workspace
    from argmap.tei.validate import compile_schema

    loaded = workspace.read_bytes(path)
    if len(loaded.data) > SLOW_SCHEMA:
        click.echo(f"argmap: compiling {path.name}; for all of TEI this takes about ten seconds", err=True)
    return compile_schema(loaded.data, str(path))


def _show(found: list[Problem], fixes: list[Fix], files: int, style: str) -> None:
    """Print the report: problems to standard output, the sum to standard error."""
    errors = sum(item.severity == "error" for item in found)
    if style == "json":
        mended = [{"file": f.place.file, "line": f.place.line, "code": f.code, "message": f.message} for f in fixes]
        report = {"files": files, "errors": errors, "warnings": len(found) - errors, "fixed": mended}
        click.echo(dump_json({**report, "problems": [item.as_dict() for item in found]}))
        return
    for item in (*fixes, *found) if style == "text" else found:
        click.echo(github_line(item) if style == "github" and isinstance(item, Problem) else str(item))
    mended_count = f", {_count(len(fixes), 'thing')} mended" if fixes else ""
    what = f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}" if found else "no problems"
    click.echo(f"{_count(files, 'file')}: {what}{mended_count}", err=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _show_table(extra: Iterable[object], style: str) -> None:
    from argmap.check import CODES
    from argmap.plugins import Code

    table = [*CODES.values(), *(code for code in extra if isinstance(code, Code))]
    if style == "json":
        rows = [{"code": c.code, "severity": c.severity, "title": c.title, "remedy": c.remedy} for c in table]
        click.echo(dump_json(rows))
        return
    for code in table:
        click.echo(f"{code.code}  {code.title}: {code.remedy}")
