"""``argmap agree``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import PATH, SAME, dump_json, guarded, load_annotated, output_folder_exists, watched
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.analysis.agreement.parts import Options
    from argmap.analysis.agreement.record import Record
    from argmap.workspace import Journal

    Text = tuple[str, Mapping[str, Path]]

FORMS = ("html", "md", "json")
LONG = 1000  # components of a text, by all annotators, from which counting takes more than about two seconds
CORPUS = 20  # from so many texts on, what is done is kept in a journal beside the report


@click.command("agree")
@click.argument("annotators", nargs=-1, type=PATH, metavar="A B …")
@click.option("--output", "-o", type=PATH, help="Write the report with all disagreements (.html, .md, .json).")
@SAME
@click.option(
    "--window",
    default=0,
    type=click.IntRange(min=0),
    help="Relations: only pairs at most so many components apart. [default: all]",
)
@click.option(
    "--rounds", default=1000, show_default=True, type=click.IntRange(0, 100_000), help="Draws of the bootstrap."
)
@click.option("--seed", default=1, show_default=True, help="Of the random numbers.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@guarded
def command(
    annotators: tuple[Path, ...],
    output: Path | None,
    same: float,
    window: int,
    rounds: int,
    seed: int,
    as_json: bool,
) -> None:
    """Measure how far annotators agree, and list where they do not.

    Two or more arguments are annotators: files, or folders whose files have the same names in every folder. All files
    of a name must be annotations of the same text. One folder alone, or files of several texts, are a corpus:
    annotations of the same text (by its hash) are set against each other, text by text and pooled.

    Boundaries, kinds, issues and relations are reported apart; there is no blended score. Every coefficient comes
    with what it rests on, with an interval where there are documents or sections enough, and with a warning where it
    means little. A long run with -o that is interrupted goes on where it stopped when it is called again.

    \b
    argmap agree anna.xml boris.xml
    argmap agree anna.xml boris.xml -o agreement.html
    argmap agree anna/ boris/ clara/ --window 10
    argmap agree corpus/ -o agreement.html
    """
    from argmap import workspace
    from argmap.analysis.agreement.parts import Options
    from argmap.analysis.agreement.report import pooled
    from argmap.render import agreement

    form = output.suffix.lstrip(".").lower() if output is not None else ""
    if output is not None:
        output_folder_exists(output)
        if form not in FORMS:
            raise ArgmapError(f"a report cannot be written as .{form}", "use .html, .md or .json")
    how = Options(same, window, rounds, seed)
    report = pooled(_records(_texts(annotators), how, output), how)
    if output is not None:
        made = {"html": agreement.html, "md": agreement.markdown}.get(form)
        written = made(report) if made else dump_json(report.as_dict()) + "\n"
        workspace.save(output, written.encode("utf-8"))
        click.echo(f"{output} written", err=True)
    if as_json:
        click.echo(dump_json(report.as_dict()))
    elif output is None:
        click.echo(agreement.text(report), nl=False)


def _texts(paths: tuple[Path, ...]) -> list[Text]:
    """The texts with the files of their annotators."""
    known: dict[Path, Path] = {}
    for path in paths:
        if known.setdefault(path.resolve(), path) is not path:
            raise ArgmapError(f"{path} is named twice", "name what another annotator made of the same text")
    folders = [path.is_dir() or _packed(path) for path in paths]
    if len(paths) == 1 and folders[0]:
        return _corpus(paths)
    if len(paths) < 2:
        raise ArgmapError("agreement needs two annotators", "name two files or folders, or one folder that holds them")
    if all(folders) and not any(map(_packed, paths)):
        return _same_names(paths)
    if any(map(_packed, paths)):
        return _corpus(paths)
    if any(folders):
        odd = ", ".join(str(path) for path, folder in zip(paths, folders, strict=True) if folder)
        remedy = "name a file for each annotator, or a folder for each"
        raise ArgmapError(f"files and folders cannot be mixed: {odd} is a folder", remedy)
    if len(paths) == 2:
        return [(paths[0].stem, _named(paths))]
    return _corpus(paths)


def _packed(path: Path) -> bool:
    """Whether this is an archive of several maps."""
    from argmap.workspace import documents, is_archive

    return is_archive(path) and len(documents(path)) > 1


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    """Files by their annotators: by the names of the files, or the whole paths where those are alike."""
    names = [path.stem for path in paths]
    return dict(zip(names if len(set(names)) == len(names) else map(str, paths), paths, strict=True))


def _same_names(paths: tuple[Path, ...]) -> list[Text]:
    from argmap.workspace.documents import LINKS

    shared = set.intersection(*({item.name for item in path.glob("*.xml")} for path in paths)) - {LINKS}
    if not shared:
        raise ArgmapError(
            "the folders have no file name in common", "give the files of one text the same name everywhere"
        )
    for path in paths:
        for item in sorted(path.glob("*.xml")):
            if item.name not in shared and item.name != LINKS:
                click.echo(f"{item} is left out: not every annotator has it", err=True)
    names = [path.resolve().name for path in paths]
    names = names if len(set(names)) == len(names) else [str(path) for path in paths]
    return [(name, {who: path / name for who, path in zip(names, paths, strict=True)}) for name in sorted(shared)]


def _corpus(places: tuple[Path, ...]) -> list[Text]:
    """Files with the same text, text by text; those that nobody else annotated are left out, with a word."""
    from argmap.analysis.agreement.corpus import grouped
    from argmap.workspace import annotation_files, load

    hashes: dict[Path, str] = {}
    for path in watched(annotation_files(places), "reading"):
        amap, _ = load(path)
        if amap.components and amap.text is not None:
            hashes[path] = amap.text.sha256
        else:
            what = "no component in it" if not amap.components else "its text is not known"
            click.echo(f"{path} is left out: {what}", err=True)
    texts, alone = grouped(hashes)
    for path in alone if texts else ():
        click.echo(f"{path} is left out: nobody else annotated its text", err=True)
    if not texts:
        remedy = "agreement needs two annotations of the same copy of a text; attach them to it"
        what = f"all {len(hashes)} annotations are of different texts"
        raise ArgmapError(what if len(hashes) > 1 else f"{len(hashes)} annotations of a known text are here", remedy)
    return texts


def _records(texts: Sequence[Text], how: Options, output: Path | None) -> list[Record]:
    """Each text's counts; with many texts and a report to write, kept in a journal as they are made."""
    from argmap.analysis.agreement.data import document
    from argmap.analysis.agreement.record import from_json, record

    done: dict[str, Record] = {}
    journal, lines = _journal(texts, how, output)
    for line in lines:
        key, found = json.loads(line)
        done[key] = from_json(found)
    try:
        for name, files in watched([text for text in texts if text[0] not in done], "comparing"):
            maps = {who: load_annotated(path)[0] for who, path in files.items()}
            if sum(len(amap.components) for amap in maps.values()) > LONG:
                click.echo(f"{name} is long: counting …", err=True)
            done[name] = record(tuple(files), document(name, maps), how, sections=len(texts) == 1)
            if journal is not None:
                journal.append(f"{json.dumps([name, done[name].as_json()])}\n".encode())
    except BaseException:
        if journal is not None:
            journal.close()
            click.echo(f"{journal.path} keeps what is done; the same command goes on from there", err=True)
        raise
    if journal is not None:
        journal.close(remove=True)
    return [done[name] for name, _ in texts]


def _journal(texts: Sequence[Text], how: Options, output: Path | None) -> tuple[Journal | None, list[bytes]]:
    """The journal of a long run, and the whole lines of an earlier one on the same files with the same options."""
    if output is None or len(texts) < CORPUS:
        return None, []
    from hashlib import sha256

    from argmap.workspace import Journal, read_bytes

    digest = sha256(repr(how).encode())
    for name, files in texts:
        digest.update(repr((name, [(who, read_bytes(path).sha256) for who, path in files.items()])).encode())
    journal = Journal(output)
    head, *lines = journal.lines()
    if head.decode("utf-8", "replace") == digest.hexdigest():
        kept = lines[:-1]  # what follows the last line break is empty, or was broken off
        journal.clear()
        journal.append(b"".join(line + b"\n" for line in (head, *kept)))
        return journal, kept
    journal.clear()
    journal.append(f"{digest.hexdigest()}\n".encode())
    return journal, []
