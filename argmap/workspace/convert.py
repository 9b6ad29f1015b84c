"""One file from one notation into another: read, reduced to what the target holds, written beside or elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from argmap import formats
from argmap.check.markup import holds_correspondences
from argmap.formats import xmltext
from argmap.formats.silence import silenced
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss
from argmap.problems import ArgmapError, DataError, Place, Problem
from argmap.tei.sidecar import EDITION, SUFFIX
from argmap.workspace import archives
from argmap.workspace.documents import LINKS, document, documents, is_side_file, named
from argmap.workspace.files import read_bytes, same_file, save
from argmap.workspace.maps import neighbours

# suffixes of printed articles
PRINTED = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".xml", ".tei")
SPARED = "choose another name, or overwrite it with --force"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert: where from, where to (None for no file), and in which notations ("": by content, by name).

    ``force`` overwrites files that are something else than what is to be written.
    """

    source: Path
    target: Path | None
    read_as: str = ""
    write_as: str = ""
    strict: bool = False
    text: bool = True
    force: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: notations, losses, problems; ``written`` the files, ``data`` the main one's bytes.

    ``fault`` says why nothing was loaded or written at all, ``holds_text`` whether words of the article may be in
    what was written, ``beside`` which files go with ``data`` where none was written.
    """

    task: Task
    read_as: str = ""
    write_as: str = ""
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    written: tuple[Path, ...] = ()
    data: bytes = b""
    fault: str = ""
    holds_text: bool = False
    beside: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all was read without errors and, where asked for, nothing was lost."""
        return not self.fault and not any(item.severity == "error" for item in self.problems)


def convert(task: Task, tell: Callable[[Done], None] | None = None) -> Done:
    """Carry out one conversion; faults of the data are part of the result.

    Args:
        task: What to do.
        tell: Called with what will be lost before anything is written.

    Raises:
        ArgmapError: a notation that there is not, or a target that cannot be written.
    """
    try:
        found, source, amap, problems = _read(task)
    except DataError as error:
        return Done(task, fault=str(error))
    amap, taken = (amap, []) if task.text else silenced(amap)
    form = formats.named(task.write_as) if task.write_as else _by_name(task.target)
    if form.write is None:
        raise ArgmapError(f"{form.name} is read only, not written", "argmap formats tells what can be written")
    stem = _stem(task, form)
    made = formats.write(amap, form.name, source, stem)
    lost = [] if made.kept else formats.losses(amap, form.name)
    done = Done(task, found, form.name, (*taken, *lost), tuple(problems))
    done = replace(done, holds_text=amap.text is not None and amap.text.content is not None)
    if tell is not None:
        tell(done)
    if task.strict and lost:
        return replace(done, fault=f"{task.source}: {form.title} cannot hold all of it; nothing was written")
    done = replace(done, data=made.main)
    if task.target is None:
        return replace(done, beside=tuple(stem + suffix for suffix in made.beside))
    files = _named(task.target, stem, made)
    if len(files) <= len(made.beside):  # such as brat's text, which is always called .txt
        fault = f"{task.target} is the name of a file beside it; nothing was written (name it …{form.suffixes[0]})"
        return replace(done, data=b"", fault=fault)
    return _saved(done, form, files)


def one_of_many(task: Task) -> Done:
    """The same; what cannot be written is part of the result, and hinders no other."""
    try:
        return convert(task)
    except ArgmapError as error:
        return Done(task, fault=str(error))


def _saved(done: Done, form: Format, files: dict[Path, bytes]) -> Done:
    """Write the files, where none of them is the input or something else."""
    same = next((path for path in files if same_file(path, done.task.source)), None)
    if same is not None:
        return replace(done, data=b"", fault=f"{same} is the input itself; nothing was written (choose another name)")
    other = None if done.task.force else _something_else(form, files)
    if other is not None:
        fault = f"{other} exists and is something else; nothing was written ({SPARED})"
        return replace(done, data=b"", fault=fault)
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
    return replace(done, written=tuple(files))


def _read(task: Task) -> tuple[str, Input, ArgumentMap, list[Problem]]:
    path = document(task.source)
    source = Input(read_bytes(path).data, str(path), neighbours(path))
    form = formats.named(task.read_as) if task.read_as else formats.detect(source)
    if form is None:
        formats.read(b"", str(task.source))  # raises, in its words
    if form is None or form.read is None:
        raise ArgmapError(f"{task.read_as} is written only, not read", "argmap formats tells what can be read")
    amap, problems = formats.read_as(form, source) if task.read_as else form.read(source)
    if form.name == "tei" and not amap.components:
        _refuse_links(path, source)
    return form.name, source, amap, [*archives.faults(path), *problems]


def _refuse_links(path: Path, source: Input) -> None:
    """The links between maps are no map, and no other notation has room for them: they would be lost."""
    if holds_correspondences(xmltext.parse(source)[0]):
        remedy = "convert the maps; argmap compare -o links.csv gives the links as a table"
        raise DataError("the file holds links between maps, and no map", remedy, place=Place(str(path), 1, 1))


def _by_name(target: Path | None) -> Format:
    form = formats.by_suffix(target.name) if target is not None else None
    if form is None:
        from argmap.render.figures import FORMATS as FIGURES

        where = f"the name {target}" if target is not None else "the standard output"
        remedy = "name it with --to; argmap formats lists what there is"
        if target is not None and target.suffix[1:].lower() in FIGURES:
            remedy = "figures are drawn by argmap render"
        raise ArgmapError(f"{where} tells no format", remedy)
    return form


def _stem(task: Task, form: Format) -> str:
    """The name of the files to be written before their suffix; where nothing is written, that of the input."""
    if task.target is None:
        return _bare(task.source.name)
    name = task.target.name
    fits = [suffix for suffix in form.suffixes if name.endswith(suffix) and len(name) > len(suffix)]
    return name.removesuffix(max(fits, key=len)) if fits else task.target.stem


def _named(target: Path, stem: str, made: formats.Written) -> dict[Path, bytes]:
    """The main file, then those beside it."""
    return {target: made.main, **{target.with_name(stem + suffix): data for suffix, data in made.beside.items()}}


def _something_else(form: Format, files: dict[Path, bytes]) -> Path | None:
    """A file that would be overwritten and is no earlier output: of another notation, or beside no main file.

    Somebody's own text often lies beside the map under the very name that the notation's text has.
    """
    target, *beside = files
    if target.is_file():
        old = Input(target.read_bytes(), target.name, neighbours(target))
        ours = not old.data or form.read is None or formats.detect(old) is form
        return None if ours or (form.recognises is not None and form.recognises(old)) else target
    return next((path for path in beside if path.is_file() and path.read_bytes() != files[path]), None)


def sources(places: tuple[Path, ...]) -> dict[Path, Path]:
    """The files named and, of folders and archives, all files in them whose content argmap recognises, in order.

    The links between maps (``correspondences.xml``) are left out, but where they are named. Each with the name that
    its output gets, before the suffix: of a folder's files with the folders below it.

    Raises:
        ArgmapError: a place is missing, or a folder holds nothing that can be read.
    """
    found: dict[Path, Path] = {}
    for place in places:
        if archives.is_archive(place):
            packed = {path: name.with_name(_bare(name.name)) for path, name in named(place).items()}
            found.update({path: name for path, name in packed.items() if path not in found})
            if not packed:
                document(place)  # raises, in its words
            continue
        if not place.is_dir():
            found.setdefault(place, Path(_bare(place.name)))
            continue
        everything = dict.fromkeys(path for path in _below(place) if path.name != LINKS)
        likely = (path for path in everything if not is_side_file(path, everything) and not _edition_of_sidecar(path))
        inside = [path for path in likely if _form(path) is not None]
        if not inside:
            raise ArgmapError(f"{place} holds no file in a notation that argmap knows", "see argmap formats")
        for path in inside:
            found.setdefault(path, path.relative_to(place).with_name(_bare(path.name)))
    return found


def refuse_map(path: Path) -> None:
    """Refuse what is a map where a printed article is wanted; words alone decide nothing, for prose may look like one.

    Raises:
        ArgmapError: the file is a map in another notation than TEI, or an archive of maps.
    """
    if path.suffix.lower() in PRINTED or not path.is_file():
        return
    try:
        found = documents(path) if archives.is_archive(path) else [path]
    except DataError:  # whoever imports it has words of its own for what is wrong
        return
    form = _form(found[0]) if found else None
    if form is None or form.name in formats.TEI:
        return
    remedy = f"make TEI of it first: argmap convert {path.name} {_bare(path.name)}.xml"
    if len(found) > 1:
        remedy = f"make TEI of its {len(found)} maps first: argmap convert {path.name} FOLDER --to tei"
    raise ArgmapError(f"{path} is no printed article; its content is {form.title}", remedy)


def _form(path: Path) -> Format | None:
    """The notation that a file is in."""
    try:
        return formats.detect(Input(read_bytes(path).data, path.name, neighbours(path)))
    except (ArgmapError, OSError):
        return None


def _bare(name: str) -> str:
    """A file's name without the suffix of its notation (``a.aif.json`` is ``a``), or without its last suffix."""
    known = [suffix for form in formats.formats()[0] for suffix in form.suffixes if name.lower().endswith(suffix)]
    return name[: -len(max(known, key=len))] if known and len(name) > len(max(known, key=len)) else Path(name).stem


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _edition_of_sidecar(path: Path) -> bool:
    """Whether it is the text that an annotation beside it points into."""
    return path.name.endswith(EDITION) and path.with_name(path.name.removesuffix(EDITION) + SUFFIX).is_file()
