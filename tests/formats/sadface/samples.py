"""Hand-made SADFace documents of both versions."""

from __future__ import annotations

from typing import Any

A, B, C, S, X, R = (f"{letter * 8}-1111-4111-8111-111111111111" for letter in "abcdef")
TEXT = "Kerbs should go.\r\nWheels  stumble, and carts too."


def atom(ident: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "type": "atom", "text": text, "sources": [], "metadata": {}, **more}


def edge(start: str, end: str) -> dict[str, str]:
    return {"id": f"{start[:8]}-{end[:8]}", "source_id": start, "target_id": end}


def document(version: str = "0.5") -> dict[str, Any]:
    """A and B linked for C by expert opinion; X attacks that step."""
    source = {"resource_id": R, "text": "Wheels  stumble", "offset": TEXT.index("Wheels"), "length": 15}
    new = version == "0.5"
    core = {"id": "0" * 8 + "-1111-4111-8111-111111111111", "version": version, "created": "2020-01-01T10:00:00",
            "edited": "2020-01-02T10:00:00", "analyst_name": "Ann Lee", "analyst_email": "ann@example.org"}  # fmt: skip
    if not new:
        core |= {"title": "Kerbs", "notes": "kept", "description": ""}
    return {
        "metadata": {"core": core, "mine": {"colour": "red"}},
        "resources": [{"id": R, "type": "text", "content": TEXT, "metadata": {"mine": {"page": 3}}}],
        "nodes": [
            atom(A, "Experts say so.", metadata={"mine": {"x": 1}}),
            atom(B, "Wheels stumble.", sources=[source]),
            atom(C, "Kerbs should go."),
            atom(X, "Experts err."),
            {"id": S, "type": "inference" if new else "scheme", "name": "Expert Opinion", "metadata": {}},
            {"id": "k", "type": "conflict" if new else "scheme", "name": "disagree" if new else "conflict",
             "metadata": {}},
        ],
        "edges": [edge(A, S), edge(B, S), edge(S, C), edge(X, "k"), edge("k", S)],
    }  # fmt: skip
