"""Serving the workbench on this machine: a thread for each request, the loopback interface only."""

from __future__ import annotations

import threading
import time
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from argmap.web.app import App


class _Server(ThreadingMixIn, WSGIServer):
    """Answers requests side by side; ends without waiting for those that hang."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    last = 0.0

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note that somebody is there, then answer."""
        self.last = time.monotonic()
        super().process_request(request, client_address)

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name."""
        import socketserver

        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])
        self.setup_environ()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error worth a word."""


class _Handler(WSGIRequestHandler):
    """Says nothing, and does not wait for ever on a client that sends nothing."""

    timeout = 60
    server_version = "argmap"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal free: addresses hold the key."""


class Server:
    """The workbench's server; made first, so that its port is known, then given the application."""

    def __init__(self, port: int = 0, idle: float = 0.0) -> None:
        """Bind to the loopback interface; port 0 takes a free one.

        After ``idle`` seconds without a request (an open page asks once a minute at least) it ends; 0: never.

        Raises:
            OSError: the port is taken.
        """
        self._server = _Server(("127.0.0.1", port), _Handler)
        self.port = self._server.server_port
        self.idle = idle
        self.fell_idle = False

    def run(self, app: App) -> None:
        """Serve until `stop` is called."""
        self._server.set_app(app)
        self._server.last = time.monotonic()
        ended = threading.Event()
        if self.idle:
            threading.Thread(target=self._watch, args=(ended,), daemon=True).start()
        try:
            self._server.serve_forever(poll_interval=0.2)
        finally:
            ended.set()
            self._server.server_close()

    def _watch(self, ended: threading.Event) -> None:
        while not ended.wait(min(self.idle / 4, 15.0)):
            if time.monotonic() - self._server.last > self.idle:
                self.fell_idle = True
                self._server.shutdown()
                return

    def stop(self) -> None:
        """End `run` from another thread, once the request at hand is answered."""
        threading.Timer(0.1, self._server.shutdown).start()
