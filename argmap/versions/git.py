"""What git needs of argmap: a readable form of a file for ``git diff``, and the settings of diff and merge drivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.correspondence import Correspondences, Link, Stance
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Issue, Relation
from argmap.problems import DataError
from argmap.tei import correspondences
from argmap.tei.parse import Document, parse
from argmap.tei.reader import read_document

NAME = "argmap"
LISTS = ("correspondences", "stances")
MARK = "# argmap: annotations are compared and merged by what they say"


def attribute_lines(patterns: Iterable[str]) -> list[str]:
    """The lines of ``.gitattributes`` that hand files over to argmap."""
    return [MARK, *(f"{pattern} diff={NAME} merge={NAME}" for pattern in patterns)]


def with_lines(content: str, lines: list[str]) -> str:
    r"""``.gitattributes`` with these lines at its end, each once.

    >>> with_lines("*.png binary", ["*.xml merge=argmap"])
    '*.png binary\n*.xml merge=argmap\n'
    """
    present = set(content.splitlines())
    new = [line for line in lines if line not in present]
    start = content if not content or content.endswith("\n") else content + "\n"
    return start + "".join(f"{line}\n" for line in new)


def without_lines(content: str) -> str:
    """``.gitattributes`` without the lines that name argmap's drivers."""
    ours = (f"diff={NAME}", f"merge={NAME}")
    kept = [
        line
        for line in content.splitlines(keepends=True)
        if line.rstrip("\r\n") != MARK and not any(word in ours for word in line.split()[1:])
    ]
    return "".join(kept)


def settings(command: str) -> dict[str, str]:
    """Git's configuration: key to value; ``command`` is how a shell calls argmap.

    A merge driver gets the ancestor (%O), our version (%A, which it overwrites), theirs (%B) and the path (%P);
    status 0 says merged, 1 says that conflicts are marked in the file.
    """
    literal = command.replace("%", "%%")
    return {
        f"merge.{NAME}.name": "argmap: three-way merge of annotations by their elements",
        f"merge.{NAME}.driver": f"{literal} merge %O %A %B -o %A --name %P",
        f"diff.{NAME}.textconv": f"{command} diff --textconv",
    }


def readable(data: bytes, file: str = "") -> str:
    """A file as lines that ``git diff`` can set against those of another version.

    One block for each entry, in the order of their ids where that order tells nothing; a file that is no
    annotation, or cannot be read, is given as it is.
    """
    try:
        document = parse(data, file)
        if holds_links(document):
            return "\n".join(_links(correspondences.read(data, file)[0])) + "\n"
        amap, _ = read_document(document)
    except DataError:
        return data.decode("utf-8", "replace")
    if not amap.components and not amap.relations:
        return data.decode(document.source.codec, "replace")
    return "\n".join(_map(amap)) + "\n"


def holds_links(document: Document) -> bool:
    """Whether a file is one of correspondences."""
    return any(node.attrs.get("type") in LISTS for node in document.named("listRelation"))


def _map(amap: ArgumentMap) -> Iterator[str]:
    yield f"map {amap.id}: {amap.title}"
    source = amap.source
    yield f"  source: {', '.join(source.authors)} | {source.title} | {source.date} | {source.container}"
    if amap.text is not None:
        yield f"  text: {amap.text.length} characters, {amap.text.sha256}"
    for annotator in amap.annotators:
        yield f"annotator {annotator.id}: {annotator.name}, {annotator.role}"
    yield from _issues(amap.issues)
    yield from (f"voice {voice.id}: {voice.label}" for voice in amap.voices)
    yield from (f"scheme {scheme.id}: {scheme.label}" for scheme in amap.schemes)
    for component in amap.components:
        yield ""
        yield from _component(amap, component)
    for relation in amap.relations:
        yield ""
        yield from _relation(relation)


def _issues(issues: Iterable[Issue]) -> Iterator[str]:
    for issue in issues:
        yield f"issue {issue.id}: {issue.label}"
        yield from _said(("question", issue.question), ("below", issue.parent))


def _component(amap: ArgumentMap, item: Component) -> Iterator[str]:
    yield f"{item.kind} {item.id}{' (thesis)' if item.thesis else ''}: {item.gloss}"
    for fragment in item.fragments:
        words = f"{fragment.first} … {fragment.last}" if fragment.first or fragment.last else ""
        yield "  " + " | ".join(part for part in (f"at {fragment.pointer}", words, fragment.status) if part)
    yield from _said(
        ("page", amap.page(item)),
        ("passage", amap.passage(item)),
        ("issues", " ".join(item.issues)),
        ("voice", item.voice if item.voice != AUTHOR_VOICE else ""),
        ("by", item.annotator),
        ("certainty", item.certainty),
        *(("note", note) for note in item.notes),
        *item.extra,
    )


def _relation(item: Relation) -> Iterator[str]:
    ends = " = ".join(item.mutual) or f"{' + '.join(item.sources)} -> {' '.join(item.targets)}"
    yield f"{item.name} {item.id}: {ends}"
    yield from _said(
        ("reason", item.reason),
        ("schemes", " ".join(item.schemes)),
        ("by", item.annotator),
        ("certainty", item.certainty),
        *item.extra,
    )


def _links(found: Correspondences) -> Iterator[str]:
    yield f"correspondences {found.id}: {found.title}"
    for annotator in found.annotators:
        yield f"annotator {annotator.id}: {annotator.name}, {annotator.role}"
    yield from _issues(found.issues)
    for stance in found.stances:
        yield ""
        yield from _stance(stance)
    for link in found.links:
        yield ""
        yield from _link(link)


def _stance(item: Stance) -> Iterator[str]:
    yield f"stance {item.id}: {item.component} is {item.value} {item.issue}"
    yield from _said(("reason", item.reason), ("by", item.annotator), ("certainty", item.certainty))


def _link(item: Link) -> Iterator[str]:
    yield f"link {item.id}: {item.a} {item.type} {item.b} ({item.status})"
    yield from _said(
        ("reason", item.reason),
        ("issues", " ".join(item.issues)),
        ("by", item.annotator),
        ("date", item.date),
        ("certainty", item.certainty),
        ("score", "" if item.score is None else str(item.score)),
        ("cues", "; ".join(item.cues)),
    )


def _said(*pairs: tuple[str, str]) -> Iterator[str]:
    """Lines for what is not empty."""
    return (f"  {name}: {value}" for name, value in pairs if value)
