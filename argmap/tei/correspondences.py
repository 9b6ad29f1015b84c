"""The correspondences file: links between components of different texts, and stances on issues.

A TEI file of its own: ``listRelation type="correspondences"`` with ``relation name="contrary"
type="confirmed" mutual="a.xml#c1 b.xml#c7"`` (*broader* and *narrower* have ``active`` and
``passive``), and ``listRelation type="stances"`` with ``relation name="for" active="a.xml#c1"
passive="#issue.x"``. ``ana`` names the issues under which a pair was compared. Cues of a suggestion follow
its reason in ``desc``: "reason | cue; cue". One judgement on many pairs ("c12 was weighed against all of
these and is unrelated") is one relation with several ids in ``passive``; it is read as one link for each
pair, the second and later ones called ``x50.2``, ``x50.3`` …, and written back as one relation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from argmap.correspondence import CONVERSE, Correspondences, Link, Ref, Stance
from argmap.problems import Problem
from argmap.tei.components import inherited, number_of
from argmap.tei.header import read_annotators, read_codes, read_title
from argmap.tei.home import EMPTY_STATE, number
from argmap.tei.markup import (
    block,
    element,
    file_description,
    issue_lines,
    pointers,
    tag,
    taxonomy_lines,
    tei_file,
)
from argmap.tei.parse import Document, Node, parse

LINKS, STANCES = "correspondences", "stances"
_CUES = " | "
_REMEDY = "write file.xml#id at both ends"


def read(data: bytes, file: str = "") -> tuple[Correspondences, list[Problem]]:
    """Read a correspondences file.

    Returns:
        What it holds, and the problems in the order of their places; relations that lack an end are left out
        and reported.

    Raises:
        DataError: the bytes are no XML that can be read.
    """
    document = parse(data, file)
    reader = _Reader(document, list(document.problems))
    links: list[Link] = []
    stances: list[Stance | None] = []
    for node in document.named("relation"):
        kind = node.parent.attrs.get("type") if node.parent is not None else None
        if kind == LINKS:
            links.extend(reader.links(node))
        elif kind == STANCES:
            stances.append(reader.stance(node))
    found = Correspondences(
        id=document.root.id,
        title=read_title(document),
        issues=tuple(read_codes(document).issues),
        stances=tuple(stance for stance in stances if stance is not None),
        links=tuple(links),
        annotators=tuple(read_annotators(document)),
        file=file,
    )
    for node in document.repeated:
        reader.report("E201", f"the id {node.id} stands twice", node, "xml:id", "give one of the two a new id")
    return found, sorted(reader.problems)


@dataclass
class _Reader:
    document: Document
    problems: list[Problem]
    unnamed: int = 0

    def report(self, code: str, message: str, node: Node, attribute: str = "", remedy: str = _REMEDY) -> None:
        self.problems.append(Problem(self.document.place(node, attribute), code, message, remedy))

    def links(self, node: Node) -> list[Link]:
        """One link for each pair of its ends; none where an end is missing."""
        name = node.attrs.get("name", "")
        mutual = node.attrs.get("mutual", "").split()
        active, passive = node.attrs.get("active", "").split(), node.attrs.get("passive", "").split()
        pairs = [(mutual[0], mutual[1])] if len(mutual) == 2 else [(a, b) for a in active for b in passive]
        if not pairs or not name or not all(_ref(end).id for pair in pairs for end in pair):
            self.report("E215", "the link needs a name and a component at both ends", node)
            return []
        status = node.attrs.get("type", "confirmed")
        certainty = inherited(node, "cert")
        score = number_of(certainty) if status == "suggested" else None
        reason, cues = _reason(node, status)
        first = Link(
            id=self.name(node),
            type=name,
            a=_ref(pairs[0][0]),
            b=_ref(pairs[0][1]),
            status=status,
            annotator=_who(node),
            date=node.attrs.get("when", ""),
            certainty="" if score is not None else certainty,
            reason=reason,
            issues=tuple(code.rpartition("#")[2] for code in node.attrs.get("ana", "").split()),
            score=score,
            cues=cues,
            place=self.document.place(node),
        )
        more = [replace(first, id=f"{first.id}.{n}", a=_ref(a), b=_ref(b)) for n, (a, b) in enumerate(pairs[1:], 2)]
        return [first, *more]

    def stance(self, node: Node) -> Stance | None:
        """A stance, or None where it lacks component or issue."""
        active, passive = node.attrs.get("active", "").split(), node.attrs.get("passive", "").split()
        if len(active) != 1 or len(passive) != 1 or not _ref(active[0]).id or not node.attrs.get("name"):
            self.report("E215", "the stance needs a name, one component and one issue", node)
            return None
        return Stance(
            id=self.name(node),
            component=_ref(active[0]),
            issue=passive[0].rpartition("#")[2],
            value=node.attrs["name"],
            annotator=_who(node),
            certainty=inherited(node, "cert"),
            reason=_reason(node, "")[0],
            place=self.document.place(node),
        )

    def name(self, node: Node) -> str:
        """Its id; an invented one, reported, where it has none."""
        if node.id:
            return node.id
        self.unnamed += 1
        while (name := f"unnamed.{self.unnamed}") in self.document.ids:
            self.unnamed += 1
        self.report("W208", f"the relation has no xml:id; it is called {name} here", node, "", "give it one")
        return name


def _ref(pointer: str) -> Ref:
    file, _, name = pointer.rpartition("#")
    return Ref(file, name)


def _who(node: Node) -> str:
    return (inherited(node, "resp").split() or [""])[0].removeprefix("#")


def _reason(node: Node, status: str) -> tuple[str, tuple[str, ...]]:
    description = node.find("desc")
    text = description.text() if description is not None else ""
    if status != "suggested" or "|" not in text:
        return text, ()
    reason, _, cues = text.partition("|")
    return reason.strip(), tuple(cue.strip() for cue in cues.split(";") if cue.strip())


def write(correspondences: Correspondences) -> bytes:
    """A whole correspondences file; the same content gives the same bytes."""
    lines = file_description(
        correspondences.title or "Correspondences", correspondences.annotators, [], "Written with argmap."
    )
    issues = taxonomy_lines("issues", issue_lines(correspondences.issues))
    if issues:
        lines += block("encodingDesc", block("classDecl", issues))
    body = block("teiHeader", lines)
    lists = [
        *_list(STANCES, [_stance(item) for item in correspondences.stances]),
        *_list(LINKS, [_link(group) for group in _judgements(correspondences.links)]),
    ]
    body += block("standOff", lists or EMPTY_STATE, [("type", LINKS)])
    return tei_file(body, [("xml:id", correspondences.id)])


def _list(kind: str, lines: list[str]) -> list[str]:
    return block("listRelation", lines, [("type", kind)]) if lines else []


def _relation(attributes: list[tuple[str, str]], text: str) -> str:
    if not text:
        return tag("relation", attributes, empty=True)
    return f"{tag('relation', attributes)}{element('desc', text)}</relation>"


def _judgements(links: Sequence[Link]) -> list[list[Link]]:
    """Links that one judgement made: ids in sequence, one ``a``, everything else alike."""
    found: list[list[Link]] = []
    for link in links:
        if found and link.id == f"{found[-1][0].id}.{len(found[-1]) + 1}":
            first = found[-1][0]
            if replace(link, id=first.id, b=first.b) == first:
                found[-1].append(link)
                continue
        found.append([link])
    return found


def _link(judged: list[Link]) -> str:
    link = judged[0]
    ends = [("mutual", f"{link.a} {link.b}")]
    if link.type in CONVERSE or len(judged) > 1:
        ends = [("active", str(link.a)), ("passive", " ".join(str(each.b) for each in judged))]
    certainty = link.certainty if link.score is None else number(link.score)
    attributes = [
        ("xml:id", link.id),
        ("name", link.type),
        ("type", link.status),
        *ends,
        ("ana", pointers(link.issues)),
        ("resp", pointers([link.annotator] if link.annotator else [])),
        ("when", link.date),
        ("cert", certainty),
    ]
    cues = _CUES + "; ".join(link.cues) if link.cues else ""
    return _relation(attributes, f"{link.reason}{cues}".strip())


def link_line(link: Link) -> str:
    """One link as a line of markup."""
    return _link([link])


def _stance(stance: Stance) -> str:
    attributes = [
        ("xml:id", stance.id),
        ("name", stance.value),
        ("active", str(stance.component)),
        ("passive", f"#{stance.issue}"),
        ("resp", pointers([stance.annotator] if stance.annotator else [])),
        ("cert", stance.certainty),
    ]
    return _relation(attributes, stance.reason)
