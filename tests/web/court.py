"""What the tests of the adjudication share: a session on two people's files, and a browser's requests to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from argmap.web.adjudicate import Court, create_adjudication_app
from argmap.web.adjudicate_session import Adjudication
from argmap.web.guard import Guard
from tests.adjudication.people import people
from tests.web.bench import PORT, Client


class CourtClient(Client):
    """A browser that talks to the adjudication directly."""

    def __init__(self, session: Adjudication) -> None:
        self.guard = Guard(PORT)
        self.court = Court(session, self.guard, self._quit)
        self.app = create_adjudication_app(self.court)
        self.cookie = ""
        self.ended = False
        self.headers: dict[str, str] = {}

    def post(self, path: str, **body: Any) -> tuple[int, Any]:
        body.setdefault("version", self.court.session.version)
        status, _, answer = self.ask("POST", path, json.dumps(body).encode())
        return status, json.loads(answer)


def court(folder: Path, person: str = "Jo Fox") -> Adjudication:
    """Ann's and Bo's files, and an agreed file to be."""
    made = [folder / "ann.xml", folder / "bo.xml"]
    if not made[0].exists():
        people(folder)
    return Adjudication(made, folder / "agreed.xml", person)
