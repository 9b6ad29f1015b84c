"""The corpora of benchmarks/suggest.py as samples and gold links. Nothing of them is kept in this repository."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from argmap.suggest.passages.samples import Sample, labels, sample
from argmap.tei.attach import attach
from argmap.tei.reader import read
from argmap.text.sentences import splitter

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
BRAT_KINDS = {"Premise": "evidence", "Claim": "claim", "MajorClaim": "claim"}
BRAT_LINKS = {"Support": "supports", "Attack": "attacks", "Partial-Attack": "attacks"}
MICRO_LINKS = {"sup": "supports", "exa": "supports", "reb": "attacks", "und": "attacks", "add": "supports"}


@dataclass(frozen=True)
class Text:
    """A sample; what people marked in it (start, end, kind); and their links by place in ``marked``."""

    sample: Sample
    marked: tuple[tuple[int, int, str], ...]
    links: frozenset[tuple[str, int, int]]


def abstrct(split: str) -> list[Text]:
    """AbstRCT, neoplasm (Mayer, Cabrio, Villata 2020): abstracts of trials; ``train`` or ``dev``."""
    split_sentences = splitter("en")
    found = []
    for path in sorted((SHARED / "corpora" / "abstrct-brat" / f"neoplasm_{split}").glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        marked: dict[str, tuple[int, int, str]] = {}
        links = []
        for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            name, _, rest = line.partition("\t")
            fields = rest.replace("\t", " ").split(" ")
            if name.startswith("T"):
                marked[name] = (int(fields[1]), int(fields[2]), BRAT_KINDS[fields[0]])
            elif name.startswith("R"):
                links.append((BRAT_LINKS[fields[0]], fields[1].partition(":")[2], fields[2].partition(":")[2]))
        order = list(marked)
        ends = frozenset((name, order.index(a), order.index(b)) for name, a, b in links if a in marked and b in marked)
        spans = tuple(split_sentences([content])[0])
        kinds = labels(spans, list(marked.values()))
        found.append(Text(Sample(path.stem, content, spans, kinds), tuple(marked.values()), ends))
    return found


def microtexts() -> list[Text]:
    """Microtexts, English (Peldszus and Stede 2015): the central claim as claim, all other units as evidence."""
    found = []
    for path in sorted((SHARED / "corpora" / "microtexts-xml").glob("micro_*.xml")):
        root = ET.fromstring(path.read_bytes())
        units = [(edu.get("id", ""), " ".join((edu.text or "").split())) for edu in root.iter("edu")]
        content, spans, at = "", [], {}
        for name, words in units:
            at[name] = len(spans)
            spans.append((len(content), len(content) + len(words)))
            content += words + " "
        edges = {edge.get("id"): (edge.get("type"), edge.get("src"), edge.get("trg")) for edge in root.iter("edge")}
        unit = {trg: at[src] for kind, src, trg in edges.values() if kind == "seg" and src in at}
        links = set()
        for kind, source, target in edges.values():
            # an undercut, and a premise that joins another, are counted as links to the source of that link
            end = unit.get(target, unit.get(edges[target][1]) if target in edges else None)
            end = unit.get(edges[target][2], end) if kind == "add" and target in edges else end
            if kind in MICRO_LINKS and source in unit and end is not None:
                links.add((MICRO_LINKS[kind], unit[source], end))
        kinds = tuple("evidence" if any(a == i for _, a, _ in links) else "claim" for i in range(len(spans)))
        item = Sample(path.stem, content.rstrip(), tuple(spans), kinds)
        marked = tuple((*span, kind) for span, kind in zip(spans, kinds, strict=True))
        found.append(Text(item, marked, frozenset(links)))
    return found


def articles() -> list[Text]:
    """Our two articles, each annotation put back onto its text."""
    folder = REPOSITORY / "annotations" / "central-asia"
    printed = [path.read_bytes() for path in sorted((SHARED / "texts").glob("*.txt"))]
    found = []
    for name in ("voloshin-2012.xml", "central-asia-challenges.xml"):
        data = (folder / name).read_bytes()
        attached = next(done for text in printed if (done := attach(data, text, name, "text.txt", force=True)).same)
        amap, _ = read(attached.data, name)
        item = sample(amap)
        assert item is not None
        marked = {c.id: (f.start or 0, f.end or 0, c.kind) for c in amap.components for f in c.fragments[:1]}
        order = list(marked)
        links = frozenset(
            (relation.name if relation.name == "supports" else "attacks", order.index(source), order.index(target))
            for relation in amap.relations
            if relation.name in ("supports", "attacks")
            for source in relation.sources
            for target in relation.targets
            if source in marked and target in marked
        )
        found.append(Text(item, tuple(marked.values()), links))
    return found
