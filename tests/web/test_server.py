"""The real server: on the loopback interface only, quiet, and stopped from within."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request

import pytest

from argmap.web.server import Server


def app(environ: dict[str, object], start: object) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [str(environ["PATH_INFO"]).encode()]


@pytest.fixture
def server():
    made = Server()
    thread = threading.Thread(target=made.run, args=(app,))
    thread.start()
    yield made
    made.stop()
    thread.join(10)
    assert not thread.is_alive()


def ask(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=10) as answer:
        return answer.read()


def test_it_answers_quietly(server: Server, capfd: pytest.CaptureFixture[str]):
    assert ask(server, "/x?token=secret") == b"/x"
    assert capfd.readouterr() == ("", "")


def test_only_this_machine_reaches_it(server: Server):
    assert server._server.socket.getsockname()[0] == "127.0.0.1"
    names = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for name in names - {"127.0.0.1"} - {n for n in names if n.startswith("127.")}:
        with pytest.raises(OSError), socket.create_connection((name, server.port), timeout=2):
            pass


def test_one_that_hangs_does_not_hold_up_the_others(server: Server):
    with socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.send(b"GET / HT")
        assert ask(server, "/y") == b"/y"


def test_ports_differ_and_a_taken_one_is_refused(server: Server):
    with pytest.raises(OSError):
        Server(server.port)


def test_it_ends_when_nobody_has_asked_for_a_while():
    made = Server(idle=0.4)
    thread = threading.Thread(target=made.run, args=(app,))
    thread.start()
    for _ in range(4):
        assert ask(made, "/x") == b"/x"
        thread.join(0.2)
        assert thread.is_alive() and not made.fell_idle
    thread.join(10)
    assert not thread.is_alive() and made.fell_idle
    with pytest.raises(OSError):
        ask(made, "/x")
