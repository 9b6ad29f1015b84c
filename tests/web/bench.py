"""What the tests of the workbench share: a file of its own, a session, and a browser's requests without a socket."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

from argmap.web.app import Bench, create_app
from argmap.web.guard import Guard
from argmap.web.session import Session
from tests.conftest import REPOSITORY

SAMPLE = REPOSITORY / "annotations" / "sample" / "merrow-2024.xml"
PORT = 43210
HOST = f"127.0.0.1:{PORT}"


def sample(folder: Path, name: str = "article.xml") -> Path:
    """A copy of the annotated sample essay."""
    shutil.copy(SAMPLE, folder / name)
    return folder / name


class Client:
    """A browser that talks to the application directly."""

    def __init__(self, session: Session, guidelines: str = "") -> None:
        self.guard = Guard(PORT)
        self.bench = Bench(session, self.guard, guidelines, 30, self._quit)
        self.app = create_app(self.bench)
        self.cookie = ""
        self.ended = False
        self.headers: dict[str, str] = {}

    def _quit(self) -> None:
        self.ended = True

    def open(self) -> Client:
        """Use the key once."""
        status, headers, _ = self.ask("GET", "/", query=f"token={self.guard.token}")
        assert status == 303
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        return self

    def ask(
        self, method: str, path: str, body: bytes = b"", query: str = "", **environ: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request; ``environ`` overrides what a browser would send, "-" leaves it out."""
        told: list[Any] = []
        sent = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": self.cookie,
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "CONTENT_LENGTH": str(len(body)) if method == "POST" else "",
            "CONTENT_TYPE": "application/json" if method == "POST" else "",
        }
        sent.update(environ)
        whole: dict[str, Any] = {key: value for key, value in sent.items() if value != "-"}
        whole["wsgi.input"] = io.BytesIO(body)
        parts = self.app(whole, lambda status, headers: told.append((status, headers)))
        status, headers = told[0]
        return int(status.split()[0]), dict(headers), b"".join(parts)

    def get(self, path: str, query: str = "") -> Any:
        """A page's data."""
        status, _, body = self.ask("GET", path, query=query)
        assert status == 200, body
        return json.loads(body)

    def post(self, path: str, **body: Any) -> tuple[int, Any]:
        """An act; the version is that of the session unless it is given."""
        body.setdefault("version", self.bench.session.version)
        status, _, answer = self.ask("POST", path, json.dumps(body).encode())
        return status, json.loads(answer)

    def do(self, act: str, **args: Any) -> Any:
        """An act on the map that must work."""
        status, answer = self.post("/api/do", act=act, args=args)
        assert status == 200, answer
        return answer
