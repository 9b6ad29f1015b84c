"""The workbench asked directly: what it answers, and every attack of the security checklist turned away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.web.session import Session
from tests.web.bench import HOST, PORT, Client, sample

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x00 ]]> & \"'"
READS = ["/", "/main.js", "/api/map", "/api/document", "/api/state", "/api/problems", "/api/differences", "/graph.svg"]
WRITES = ["/api/do", "/api/undo", "/api/redo", "/api/save", "/api/resolve", "/api/sign", "/api/quit"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(sample(tmp_path), "Ada Moss")
    yield made
    made.close()


@pytest.fixture
def client(session: Session) -> Client:
    return Client(session, "# Rules").open()


def test_a_working_day(client: Client, session: Session):
    found = client.get("/api/document")
    assert found["guidelines"] == "# Rules" and found["content"].startswith("Let the ground drink")
    made = client.do("mark", kind="claim", spans=[[98, 120]])
    assert made["undo"] == "mark claim c13" and made["unsaved"] == 2
    ident = made["changes"][-1]["id"]
    client.do("gloss", id=ident, value="It floods.", key="g1")
    client.do("link", name="supports", sources=[ident], target="c1")
    assert any(item["id"] == ident and item["code"] == "W316" for item in client.get("/api/problems"))
    assert client.post("/api/undo")[1]["redo"].endswith("supports c1")
    assert client.post("/api/redo")[0] == 200
    status, answer = client.post("/api/save")
    assert (status, answer["written"], answer["unsaved"]) == (200, 3, 0) and answer["saved"]
    assert ident in session.base.map.component
    assert client.post("/api/sign", name="Bo Lind")[1]["annotator"] == "Bo Lind"
    assert client.post("/api/quit")[1] == {"ended": True} and client.ended


def test_errors_say_what_and_what_to_do(client: Client):
    status, answer = client.post("/api/do", act="gloss", args={"id": "ghost", "value": "x"})
    assert (status, answer["error"]) == (400, "there is no component 'ghost'") and answer["remedy"]
    status, answer = client.post("/api/do", act="gloss", args={"id": "c1", "value": "x"}, version=77)
    assert (status, answer["stale"]) == (409, True)


def test_figures_of_a_part_and_of_the_whole(client: Client, session: Session):
    count = len(session.map.components)
    for query, boxes in (
        ("steps=all", count),
        ("id=c1&steps=0", 1),
        ("issue=", 0),
        ("id=ghost", 0),
        ("steps=all&id=c1", count),
    ):
        status, headers, body = client.ask("GET", "/graph.svg", query=query)
        assert (status, body.count(b'class="box"')) == (200 if boxes else 204, boxes)
        assert not boxes or json.loads(headers["Argmap-Folds"]) == {}


def test_a_changed_file_is_a_conflict(client: Client, session: Session):
    client.do("gloss", id="c1", value="Mine")
    session.path.write_bytes(session.base.data.replace(b"Among several causes", b"Theirs: several causes"))
    assert client.get("/api/state")["disk"] == "changed"
    status, answer = client.post("/api/save")
    assert (status, answer["changed"]) == (409, True)
    found = client.get("/api/differences")
    (clash,) = found["clash"]
    (field,) = clash["fields"]
    assert (clash["id"], field["name"], field["mine"]) == ("c1", "gloss", "Mine")
    assert field["theirs"].startswith("Theirs: several causes")
    assert found["theirs"][0]["after"].startswith("gloss: Theirs")
    assert client.post("/api/resolve", choice="keep")[0] == 200
    assert session.map.component["c1"].gloss == "Mine"


# ---- the checklist


@pytest.mark.parametrize("path", READS)
def test_other_hosts_are_turned_away(client: Client, path: str):
    """DNS rebinding: the browser is led to 127.0.0.1 under another name."""
    for host in ("evil.test", f"evil.test:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1:{PORT}.evil.test", "", "-"):
        assert client.ask("GET", path, HTTP_HOST=host)[0] == 421
    assert client.ask("GET", "/api/state", HTTP_HOST=f"localhost:{PORT}")[0] == 200


@pytest.mark.parametrize("path", [*READS, "/theme.css", "/api/nothing"])
def test_without_the_key_nothing_is_read(client: Client, path: str):
    for cookie in (
        "",
        f"argmap-{PORT}=wrong",
        f"argmap-1={client.cookie.partition('=')[2]}",
        "\x00;=;",
        client.cookie[:-1],
    ):
        assert client.ask("GET", path, HTTP_COOKIE=cookie)[0] == 401


@pytest.mark.parametrize("path", WRITES)
def test_without_the_key_nothing_is_written(client: Client, session: Session, path: str):
    assert client.ask("POST", path, b"{}", HTTP_COOKIE="")[0] == 401
    assert session.version == 0 and not client.ended


def test_the_key_opens_once(session: Session):
    client = Client(session)
    for wrong in ("x", "", "é", client.guard.token[:-1]):
        assert client.ask("GET", "/", query=f"token={wrong}")[0] in (401, 403)
    client.open()
    assert client.ask("GET", "/", query=f"token={client.guard.token}", HTTP_COOKIE="")[0] == 403
    assert len(client.guard.token) >= 32


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(session: Session):
    client = Client(session)
    status, headers, body = client.ask("GET", "/", query=f"token={client.guard.token}")
    assert (status, headers["Location"], body) == (303, "/", b"")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in headers["Set-Cookie"].split(";")}
    assert headers["Set-Cookie"].startswith(f"argmap-{PORT}=")
    assert client.guard.token not in headers["Set-Cookie"]


def test_the_key_may_come_from_a_file_and_nothing_else_may(session: Session):
    """A file that leads to the address counts as another site; its visit ends on a page of our own."""
    client = Client(session)
    elsewhere = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    for query in ("", "token=x", f"token={client.guard.token[:-1]}"):
        assert client.ask("GET", "/", query=query, **elsewhere)[0] == 403
    assert client.ask("GET", "/main.js", query=f"token={client.guard.token}", **elsewhere)[0] == 403
    status, headers, body = client.ask("GET", "/", query=f"token={client.guard.token}", **elsewhere)
    assert status == 200 and "SameSite=Strict" in headers["Set-Cookie"] and client.guard.token.encode() not in body
    client.cookie = headers["Set-Cookie"].partition(";")[0]
    assert client.ask("GET", "/")[0] == 200 and client.ask("GET", "/", **elsewhere)[0] == 403
    assert client.ask("GET", "/", query=f"token={client.guard.token}", **elsewhere)[0] == 403


@pytest.mark.parametrize("path", WRITES)
def test_other_pages_cannot_write(client: Client, session: Session, path: str):
    for origin in ("http://evil.test", "null", "http://127.0.0.1:1", f"https://{HOST}", f"http://{HOST}.evil.test"):
        assert client.ask("POST", path, b"{}", HTTP_ORIGIN=origin)[0] == 403
    for site in ("cross-site", "same-site", "odd"):
        assert client.ask("POST", path, b"{}", HTTP_SEC_FETCH_SITE=site)[0] == 403
    assert session.version == 0 and not client.ended


@pytest.mark.parametrize("path", READS[1:])
def test_other_pages_cannot_read(client: Client, path: str):
    assert client.ask("GET", path, HTTP_SEC_FETCH_SITE="cross-site")[0] == 403
    assert client.ask("GET", path, HTTP_ORIGIN="http://evil.test")[0] == 403


@pytest.mark.parametrize("path", WRITES)
def test_only_json_is_taken(client: Client, session: Session, path: str):
    """A form or a text/plain request needs no permission from the browser: it must not be taken."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonp"):
        assert client.ask("POST", path, b"{}", CONTENT_TYPE=kind)[0] == 415
    for body in (b"", b"[]", b"x", b"\xff", b"[" * 5000, b"1"):
        status, answer = client.ask("POST", path, body)[::2]
        assert status == 400 or path == "/api/quit", answer
    assert session.version == 0


@pytest.mark.parametrize("path", WRITES)
def test_reading_changes_nothing(client: Client, session: Session, path: str):
    assert client.ask("GET", path)[0] == 404
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "get"):
        assert client.ask(method, path)[0] == 405
    assert session.version == 0 and not client.ended


@pytest.mark.parametrize("path", ["/", "/api/state", "/graph.svg"])
def test_no_connection_is_ever_upgraded(client: Client, path: str):
    """There is no WebSocket here, so none whose origin could go unchecked."""
    asks = {"HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade", "HTTP_SEC_WEBSOCKET_KEY": "x" * 22 + "=="}
    assert client.ask("GET", path, HTTP_ORIGIN="http://evil.test", **asks)[0] == 403
    status, headers, _ = client.ask("GET", path, **asks)
    assert status in (200, 204) and "upgrade" not in {name.lower() for name in headers}


def test_size_limits(client: Client):
    assert client.ask("POST", "/api/do", b"{}", CONTENT_LENGTH="2000001")[0] == 413
    assert client.ask("POST", "/api/do", b"{}", CONTENT_LENGTH="9" * 500)[0] == 413
    for length in ("", "-1", "x", "١"):
        assert client.ask("POST", "/api/do", b"{}", CONTENT_LENGTH=length)[0] == 411


@pytest.mark.parametrize("path", [*READS, "/nothing", "/api/do"])
def test_every_answer_is_locked_down(client: Client, path: str):
    for method in ("GET", "POST"):
        _, headers, _ = client.ask(method, path, b"{}")
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'" and policy["trusted-types"] == "'none'"
        assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert not any(name.lower().startswith("access-control") for name in headers)


@pytest.mark.parametrize(
    "path",
    ["/../article.xml", "/article.xml", "/%2e%2e/x", "//etc/passwd", "/etc/passwd", "/static/../app.py", "/app.py",
     "/.article.xml.argmap-journal", "/font-../../x.ttf", "/font-regular.ttf/..", "/main.js\x00", "/api/../main.js"],
)  # fmt: skip
def test_no_path_comes_from_the_page(client: Client, path: str):
    assert client.ask("GET", path)[0] == 404


def test_names_in_requests_are_not_paths(client: Client, session: Session, tmp_path: Path):
    before = sorted(p.name for p in tmp_path.iterdir())
    client.post("/api/save", file="../x", choice="../x")
    client.post("/api/resolve", choice="../../x")
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_hostile_text_comes_back_as_data(client: Client, session: Session):
    client.do("gloss", id="c1", value=HOSTILE)
    client.do("new-issue", id="c1", label=HOSTILE)
    client.do("note", id="c1", value=[HOSTILE])
    status, headers, body = client.ask("GET", "/api/map")
    assert headers["Content-Type"] == "application/json" and b"\x00" not in body
    gloss = session.map.component["c1"].gloss
    assert "\x00" not in gloss and "\u202e" not in gloss and "alert(1)" in gloss
    status, headers, body = client.ask("GET", "/graph.svg", query="id=c1&steps=1")
    assert status == 200 and b"<script" not in body and b"<img" not in body
    assert client.post("/api/save")[0] == 200
    assert session.base.map.component["c1"].gloss == gloss


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["act", "args", "version", "choice", "name"]),
        st.none()
        | st.integers()
        | st.text(max_size=5)
        | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    ),
    st.sampled_from(WRITES[:-1]),
)
def test_any_json_is_answered(client: Client, content: dict[str, Any], path: str):
    assert client.ask("POST", path, json.dumps(content).encode())[0] in (200, 400, 409)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_address_is_answered(client: Client, path: str, query: str):
    assert client.ask("GET", f"/{path}", query=query)[0] in (200, 400, 401, 403, 404)
