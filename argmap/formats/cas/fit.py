"""Whether a table of layers fits a CAS, and a table for a CAS that has none, for its user to edit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from argmap.formats.cas.document import ELEMENTS, TYPE, Document
from argmap.formats.cas.layers import RELATION_FIELDS, SPAN_FIELDS, Layer, Table
from argmap.formats.codes import fault
from argmap.formats.vocabulary import kind_meant, relation_meant
from argmap.problems import Place, Problem

BUILT_IN = ("uima.", "de.tudarmstadt.ukp.dkpro.core.", "argmap.")  # tokens, sentences and so on; argmap's own
SOURCES, TARGETS = ("governor", "source", "from", "arg1"), ("dependent", "target", "to", "arg2")
NAMES = ("kind", "value", "label", "name", "type", "category", "role", "relation", "argument")
SHOWN = 12
HEAD = """# Which layers of the CAS are components ([[span]]) or relations ([[relation]]), and what their features mean.
# Keep it beside the export as layers.toml. Left of = stands argmap's word, right of it the name in the CAS.
# Fields of a span: {spans}.
# Fields of a relation: {relations}.
# values: what the CAS says = argmap's word (kinds: claim, evidence, recommendation, or any other;
# relations: supports, attacks, undercuts, restates, cites, or any other).
"""


def layers_of(document: Document) -> list[tuple[str, int]]:
    """The layers of a CAS with how many annotations each has: those of the project before those of every project."""
    counts = Counter(one[TYPE] for one in document.structures.values() if "begin" in one and ELEMENTS not in one)
    return sorted(counts.items(), key=lambda item: (item[0].startswith(BUILT_IN), -item[1], item[0]))


def features_of(document: Document, layer: str) -> dict[str, str]:
    """The features of a layer, and what each holds; with those of the layers that it is a kind of."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    while isinstance(document.types.get(layer), dict) and layer not in seen:
        seen.add(layer)
        said = document.types[layer]
        own = {key: one for key, one in said.items() if key[:1] != "%" and isinstance(one, dict)}
        found = {**found, **{key: str(one.get("%RANGE", "")) for key, one in own.items()}}
        layer = str(said.get("%SUPER_TYPE", ""))
    return found


def misfits(document: Document, table: Table) -> Iterator[Problem]:
    """What a table names and the CAS has not, each at its place in the table."""
    there = {*document.types, *(one[TYPE] for one in document.structures.values())}
    for layer in (*table.spans, *table.relations):
        if layer.place is None:
            continue
        if layer.type not in there:
            known = ", ".join(name for name, _ in layers_of(document)[:SHOWN]) or "none"
            yield fault("W918", f"the CAS has no layer {layer.type}; it has {known}", layer.place)
        elif layer.type in document.types:
            yield from _features(document, layer, layer.place)


def _features(document: Document, layer: Layer, place: Place) -> Iterator[Problem]:
    features = features_of(document, layer.type)
    for field, name in layer.features.items():
        if name not in features:
            known = ", ".join(one for one in features if one != "argmap") or "none"
            message = f"{field}: the layer {layer.type} has no feature {name}; it has {known}"
            code = "E913" if field in ("source", "target") else "W918"
            yield fault(code, message, layer.places.get(field, place))


def proposed(document: Document) -> str:
    """A table for the layers of a CAS, with the values that occur, for its user to edit."""
    head = HEAD.format(spans=", ".join(SPAN_FIELDS), relations=", ".join(RELATION_FIELDS))
    own = [item for item in layers_of(document) if not item[0].startswith(BUILT_IN)]
    ends = {name: _ends(features_of(document, name)) for name, _ in own}
    parts = [_entry(document, name, count, ends[name]) for name, count in own if ends[name] is None]
    parts += [_entry(document, name, count, ends[name]) for name, count in own if ends[name] is not None]
    others = [f"{name} ({count})" for name, count in layers_of(document) if name.startswith(BUILT_IN)]
    tail = [f"# not taken up: {', '.join(others[:SHOWN])}\n"] if others else []
    return "\n".join([head, *parts, *tail])


def as_toml(table: Table) -> str:
    """A table as it stands in a file."""
    parts: list[str] = []
    for name, entries in table.plain().items():
        for entry in entries:
            lines = [f"[[{name}]]"]
            for key, value in entry.items():
                pairs = ", ".join(f"{_quoted(k)} = {_quoted(v)}" for k, v in value.items()) if key == "values" else ""
                lines.append(f"{key} = {{ {pairs} }}" if key == "values" else f"{key} = {_quoted(value)}")
            parts.append("\n".join([*lines, ""]))
    return "\n".join(parts)


def _ends(features: dict[str, str]) -> tuple[str, str] | None:
    """The features that a relation leads from and to; None for a layer that is no relation."""
    refer = [name for name, kind in features.items() if _refers(kind) and name != "sofa"]
    source = next((name for name in refer if name.lower() in SOURCES), None)
    target = next((name for name in refer if name.lower() in TARGETS), None)
    return (source, target) if source is not None and target is not None else None


def _refers(kind: str) -> bool:
    return bool(kind) and not kind.startswith("uima.cas.") and not kind.endswith("[]")


def _entry(document: Document, layer: str, count: int, ends: tuple[str, str] | None) -> str:
    """One layer's entry."""
    features = {name: kind for name, kind in features_of(document, layer).items() if not _refers(kind)}
    features = {name: kind for name, kind in features.items() if name not in ("begin", "end", "sofa", "argmap")}
    main = "kind" if ends is None else "name"
    texts = [name for name, kind in features.items() if kind == "uima.cas.String"]
    chosen = next((one for name in NAMES for one in texts if one.lower() == name), texts[0] if len(texts) == 1 else "")
    lines = [f"[[{'span' if ends is None else 'relation'}]]  # annotations: {count}", f"layer = {_quoted(layer)}"]
    if ends is not None:
        lines += [f"source = {_quoted(ends[0])}", f"target = {_quoted(ends[1])}"]
    if chosen:
        values = Counter(
            one[chosen]
            for one in document.structures.values()
            if one[TYPE] == layer and isinstance(one.get(chosen), str)
        )
        meant = kind_meant if ends is None else relation_meant
        shown = sorted(value for value, _ in values.most_common(SHOWN))
        pairs = ", ".join(f"{_quoted(value)} = {_quoted(meant(value) or value)}" for value in shown)
        lines += [f"{main} = {_quoted(chosen)}", *([f"values = {{ {pairs} }}"] if pairs else [])]
    else:
        lines.append(f"is = {_quoted('claim' if ends is None else 'supports')}  # for all alike")
    known = SPAN_FIELDS if ends is None else RELATION_FIELDS
    lines += [f"{name} = {_quoted(name)}" for name in features if name in known and name not in (main, chosen)]
    left = [name for name in features if name != chosen and name not in known]
    lines += [f"# further features: {', '.join(left)}"] if left else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
