"""Who may speak to the workbench: this machine's own browser, with its key, from its own pages.

Other pages in the same browser, other hosts that resolve to this machine (DNS rebinding) and other ports are
turned away before any request is looked at.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

MOST_BYTES = 2_000_000  # of a request's body
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cache-Control", "no-store"),
)
Environ = Mapping[str, Any]
_ONWARD = b'<!doctype html><title>argmap</title><meta http-equiv="refresh" content="0;url=/">'


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status line, type of content, body, further headers."""

    status: str
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def refusal(status: str, why: str) -> Answer:
    """A refusal in one line of text."""
    return Answer(status, "text/plain; charset=utf-8", f"{why}\n".encode())


@dataclass
class Guard:
    """The keys of one running workbench. The token opens it once; then the browser's cookie does."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _used: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies are shared by all ports of a host, so the port is part of it."""
        return f"argmap-{self.port}"

    @property
    def address(self) -> str:
        """What the browser opens."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def refuse(self, environ: Environ) -> Answer | None:
        """An answer for requests that may not go on; None for those that may."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if environ.get("HTTP_HOST", "") not in hosts:
            return refusal("421 Misdirected Request", "this is a workbench on its own machine only")
        if environ["REQUEST_METHOD"] not in ("GET", "POST"):
            return refusal("405 Method Not Allowed", "only GET and POST are known here")
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return refusal("403 Forbidden", "requests from other pages are refused")
        site = environ.get("HTTP_SEC_FETCH_SITE")
        opening = environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") == "/"
        # whoever holds the key may come from anywhere: a file that leads here counts as another site
        held = opening and _same(_token(environ), self.token)
        others = ("same-site", "cross-site") if held else ("same-site",) if opening else ()
        if site not in (None, "same-origin", "none", *others):
            return refusal("403 Forbidden", "requests from other pages are refused")
        return self._without_key(environ) or (_bad_body(environ) if environ["REQUEST_METHOD"] == "POST" else None)

    def _without_key(self, environ: Environ) -> Answer | None:
        given = _token(environ)
        if given and environ.get("PATH_INFO") == "/" and environ["REQUEST_METHOD"] == "GET":
            return self._open(given, environ.get("HTTP_SEC_FETCH_SITE") == "cross-site")
        try:
            cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            cookies = SimpleCookie()
        held = cookies[self.cookie].value if self.cookie in cookies else ""
        if _same(held, self._secret):
            return None
        return refusal("401 Unauthorized", "open the address that argmap printed")

    def _open(self, given: str, from_elsewhere: bool) -> Answer:
        if self._used or not _same(given, self.token):
            return refusal("403 Forbidden", "this address was used already; go back to its page, or start anew")
        self._used = True
        cookie = f"{self.cookie}={self._secret}; HttpOnly; SameSite=Strict; Path=/"
        if from_elsewhere:  # a redirect would still count as the other site's, and carry no strict cookie
            return Answer("200 OK", "text/html; charset=utf-8", _ONWARD, (("Set-Cookie", cookie),))
        return Answer("303 See Other", "text/plain", b"", (("Location", "/"), ("Set-Cookie", cookie)))


def _token(environ: Environ) -> str:
    found: str = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
    return found


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _bad_body(environ: Environ) -> Answer | None:
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return refusal("415 Unsupported Media Type", "only JSON is taken")
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        return refusal("411 Length Required", "the length of the request is missing")
    if len(length) > 12 or int(length) > MOST_BYTES:
        return refusal("413 Content Too Large", f"at most {MOST_BYTES} bytes are taken")
    return None
