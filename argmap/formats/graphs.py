"""GraphML, GEXF, Cytoscape JSON and node-link JSON: written for graph programs, not read."""

from __future__ import annotations

from typing import Any

from argmap.formats.jsontext import dump
from argmap.formats.losses import unnamed, unused, without
from argmap.formats.project import Edge, Node, Value, project
from argmap.formats.xmltext import attributes, content
from argmap.model import ArgumentMap
from argmap.plugins import Format, Loss

# what a graph of nodes and edges has no place for
LOSES = frozenset(
    {
        "map.source",
        "map.extra",
        "component.extra",
        "relation.extra",
        "component.fragments",  # where a passage stands; its words are written where the text is at hand
        "issue.question",
        "issue.parent",
        "scheme.label",
        "annotators",
        "text",
    }
)


def reduce(amap: ArgumentMap, *unsaid: str) -> tuple[ArgumentMap, list[Loss]]:
    """The map as far as a graph holds it, and what it does not; ``unsaid`` are elements whose ids are not written."""
    amap, losses = without(amap, LOSES)
    amap, more = unused(amap)
    return amap, sorted([*losses, *more, *unnamed(amap, "issue", "voice", *unsaid)])


def graphml(amap: ArgumentMap) -> str:
    """GraphML (Brandes and others 2002), as yEd, Gephi, igraph and NetworkX read it."""
    nodes, edges = project(amap)
    keys: dict[tuple[str, str], str] = {}
    body = [f"  <graph{attributes([('id', amap.id), ('edgedefault', 'directed')])}>"]
    body += _data({"title": amap.title}, "graph", keys) if amap.title else []
    for node in nodes:
        data = _data({"label": node.label, "what": node.what, **node.data}, "node", keys)
        body += [f"    <node{attributes([('id', node.id)])}>", *data, "    </node>"]
    for edge in edges:
        data = _data({"name": edge.role, **edge.data}, "edge", keys)
        pairs = [("id", edge.id), ("source", edge.source), ("target", edge.target)]
        body += [f"    <edge{attributes(pairs)}>", *data, "    </edge>"]
    heads = [
        f"  <key{attributes([('id', ident), ('for', owner), ('attr.name', name), ('attr.type', _type(name))])}/>"
        for (owner, name), ident in keys.items()
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
            *heads,
            *body,
            "  </graph>",
            "</graphml>",
            "",
        ]
    )


def _type(name: str) -> str:
    return "boolean" if name == "thesis" else "string"


def _data(values: dict[str, Value], owner: str, keys: dict[tuple[str, str], str]) -> list[str]:
    lines = []
    for name, value in values.items():
        ident = keys.setdefault((owner, name), f"d{len(keys)}")
        lines.append(f"      <data{attributes([('key', ident)])}>{content(_text(value))}</data>")
    return lines


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def gexf(amap: ArgumentMap) -> str:
    """GEXF 1.3, as Gephi reads it."""
    nodes, edges = project(amap)
    node_keys = _columns(["what", *(name for node in nodes for name in node.data)])
    edge_keys = _columns([name for edge in edges for name in edge.data])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f"  <meta><creator>argmap</creator><description>{content(amap.title)}</description></meta>",
        '  <graph mode="static" defaultedgetype="directed">',
        *_declared("node", node_keys),
        *_declared("edge", edge_keys),
        "    <nodes>",
    ]
    for node in nodes:
        values = _values({"what": node.what, **node.data}, node_keys)
        lines += [f"      <node{attributes([('id', node.id), ('label', node.label)])}>", *values, "      </node>"]
    lines += ["    </nodes>", "    <edges>"]
    for edge in edges:
        pairs = [("id", edge.id), ("source", edge.source), ("target", edge.target), ("label", edge.role)]
        lines += [f"      <edge{attributes(pairs)}>", *_values(edge.data, edge_keys), "      </edge>"]
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""])


def _columns(names: list[str]) -> dict[str, str]:
    return {name: str(place) for place, name in enumerate(dict.fromkeys(names))}


def _declared(owner: str, keys: dict[str, str]) -> list[str]:
    if not keys:
        return []
    rows = [
        f"      <attribute{attributes([('id', ident), ('title', name), ('type', _type(name))])}/>"
        for name, ident in keys.items()
    ]
    return [f'    <attributes class="{owner}">', *rows, "    </attributes>"]


def _values(data: dict[str, Value], keys: dict[str, str]) -> list[str]:
    if not data:
        return []
    rows = [
        f"          <attvalue{attributes([('for', keys[name]), ('value', _text(value))])}/>"
        for name, value in data.items()
    ]
    return ["        <attvalues>", *rows, "        </attvalues>"]


def cytoscape(amap: ArgumentMap) -> str:
    """Cytoscape.js JSON (elements with ``data``), as Cytoscape and ``networkx.cytoscape_graph`` read it too.

    NetworkX calls nodes by ``value``, and of parallel edges keeps those with a ``key`` of their own.
    """
    nodes, edges = project(amap)
    return dump(
        {
            "data": {"id": amap.id, "name": amap.title},
            "directed": True,
            "multigraph": True,
            "elements": {
                "nodes": [{"data": {**_node(node), "value": node.id}} for node in nodes],
                "edges": [{"data": {**made, "key": made["id"]}} for made in map(_edge, edges)],
            },
        }
    )


def node_link(amap: ArgumentMap) -> str:
    """Node-link JSON as ``networkx.node_link_graph`` reads it (with ``edges="edges"``)."""
    nodes, edges = project(amap)
    return dump(
        {
            "directed": True,
            "multigraph": True,
            "graph": {"id": amap.id, "title": amap.title},
            "nodes": [_node(node) for node in nodes],
            "edges": [{**_edge(edge), "key": edge.id} for edge in edges],
        }
    )


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "label": node.label, "what": node.what, **node.data}


def _edge(edge: Edge) -> dict[str, Any]:
    return {"id": edge.id, "source": edge.source, "target": edge.target, "name": edge.role, **edge.data}


def _gexf_reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    return reduce(amap, "map")


_ABOUT = "Written only. Linked, mutual and undercut relations are nodes between their ends; the rest are edges."
FORMATS = (
    Format("graphml", "GraphML", (".graphml",), write=graphml, loses=LOSES, reduce=reduce, about=_ABOUT),
    Format("gexf", "GEXF 1.3", (".gexf",), write=gexf, loses=LOSES, reduce=_gexf_reduce, about=_ABOUT),
    Format("cytoscape", "Cytoscape JSON", (".cyjs",), write=cytoscape, loses=LOSES, reduce=reduce, about=_ABOUT),
    Format(
        "nodelink",
        "node-link JSON (NetworkX, D3)",
        (".nodelink.json",),
        write=node_link,
        loses=LOSES,
        reduce=reduce,
        about=_ABOUT,
    ),
)
