"""Nodes and edges of a JSON text a few at a time, so that there is never room needed for all of them at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from argmap.formats.aif.graph import Node

Take = Callable[[list[Any], int], None]
SIZE = 256  # enough to spare calls, few enough to stay in the processor's cache
_TAKEN: Any = object()


class Unfit(Exception):
    """The text must be looked at as a whole; what was taken of it is of no use."""


def pass_on(text: str, nodes: Take, edges: Take) -> dict[str, Any]:
    """Read an object and pass on the members of its lists of nodes and edges, in order, each list from its start.

    Args:
        text: The JSON.
        nodes: Takes some nodes, and the index of the first.
        edges: The same for edges; called when all nodes are passed on.

    Returns:
        What else the object holds.

    Raises:
        Unfit: the JSON is not sound, edges come before nodes, or something like a node or an edge is elsewhere.
    """
    waiting: dict[str, list[Node]] = {"nodes": [], "edges": []}
    counts = {"nodes": 0, "edges": 0}

    def flush(key: str) -> None:
        batch, first = waiting[key], counts[key]
        if not batch:
            return
        if key == "nodes" and counts["edges"]:
            raise Unfit
        counts[key] += len(batch)
        (nodes if key == "nodes" else edges)(batch, first)
        batch.clear()

    def take(item: Node) -> Any:
        if "fromID" in item:
            batch = waiting["edges"]
        elif "nodeID" in item and "type" in item:
            batch = waiting["nodes"]
        else:
            return item
        batch.append(item)
        if len(batch) >= SIZE:
            flush("nodes")
            flush("edges")
        return _TAKEN

    try:
        value = json.loads(text, object_hook=take)
    except (ValueError, RecursionError):
        raise Unfit from None
    flush("nodes")
    flush("edges")
    if not isinstance(value, dict) or any(value.pop(key, None) != [_TAKEN] * counts[key] for key in counts):
        raise Unfit
    return value
