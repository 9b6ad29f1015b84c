"""Where OVA3 draws nodes: what the file has, without what is gone, with a place for what is new."""

from __future__ import annotations

from collections import deque
from typing import Any

from argmap.formats.aif.graph import Node

WIDE, HIGH, EDGE = 240, 120, 50  # pixels from node to node, and to the border


def drawing(given: Any, nodes: list[Node], edges: list[Node]) -> Any:
    """The object ``OVA`` of a file.

    Args:
        given: What the file had; anything but an object is replaced.
        nodes: The graph's nodes as they are written.
        edges: Its edges.
    """
    kept = given if isinstance(given, dict) else {}
    ids = {str(node.get("nodeID")) for node in nodes}
    placed = [item for item in _list(kept.get("nodes")) if isinstance(item, dict) and str(item.get("nodeID")) in ids]
    have = {str(item.get("nodeID")) for item in placed}
    new = [node for node in nodes if str(node.get("nodeID")) not in have]
    below = max((item["y"] for item in placed if isinstance(item.get("y"), int | float)), default=EDGE - HIGH) + HIGH
    for node, (column, row) in zip(new, _places(new, edges), strict=True):
        place = {"x": EDGE + column * WIDE, "y": below + row * HIGH}
        placed.append({"nodeID": node.get("nodeID"), "visible": True, **place, "timestamp": ""})
    pairs = {_pair(edge): edge for edge in edges}
    drawn = [item for item in _list(kept.get("edges")) if isinstance(item, dict) and _pair(item) in pairs]
    known = {_pair(item) for item in drawn}
    drawn += [
        {"fromID": edge.get("fromID"), "toID": edge.get("toID"), "visible": True}
        for pair, edge in pairs.items()
        if pair not in known and ids.issuperset(pair)
    ]
    head = {key: kept.get(key, "") for key in ("firstname", "surname", "url")}
    return {**head, **{key: value for key, value in kept.items() if key not in head}, "nodes": placed, "edges": drawn}


def _places(nodes: list[Node], edges: list[Node]) -> list[tuple[int, int]]:
    """A column and a row for each node: what supports or attacks stands below what it bears on."""
    ids = [str(node.get("nodeID")) for node in nodes]
    below: dict[str, list[str]] = {ident: [] for ident in ids}
    bearing = set()
    for edge in edges:
        start, end = _pair(edge)
        if start in below and end in below:
            below[end].append(start)
            bearing.add(start)
    row: dict[str, int] = {}
    for root in [*(ident for ident in ids if ident not in bearing), *ids]:
        queue = deque([root] if root not in row else [])
        row.setdefault(root, 0)
        while queue:
            ident = queue.popleft()
            for child in below[ident]:
                if child not in row:
                    row[child] = row[ident] + 1
                    queue.append(child)
    used: dict[int, int] = {}
    places = []
    for ident in ids:
        column = used.get(row[ident], 0)
        used[row[ident]] = column + 1
        places.append((column, row[ident]))
    return places


def _pair(edge: Node) -> tuple[str, str]:
    return str(edge.get("fromID")), str(edge.get("toID"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
