"""One process of the machine's dot for many drawings: starting one takes longer than most drawings do.

Graphviz draws graph after graph as they come in. After each comes a small graph that marks the end; if that is all
that comes back, or nothing does, the graph is left to a process of its own, which says what is wrong with it.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_END = b"digraph end {}\n"
_END_NAMED = b'"name": "end"'
_TRIAL = 2.0  # seconds until a dot that keeps its answers back counts as unfit


class Dot:
    """A dot that is kept running, from the first graph on."""

    def __init__(self, program: str = "") -> None:
        self._command = [program or shutil.which("dot") or "dot", "-Tjson0"]
        self._process: subprocess.Popen[bytes] | None = None
        self._unfit = False

    def ask(self, source: str, seconds: float) -> bytes | None:
        """The drawing of one graph; None where it must be drawn alone.

        Raises:
            TimeoutError: it takes longer than it may.
        """
        if self._process is None and not self._unfit:
            self._start()
        if self._unfit:
            return None
        try:
            made = self._answer(source.encode() + b"\n" + _END, seconds)
        except BaseException:  # an interrupt too: what comes next would get the rest of this answer
            self.close()
            raise
        if not made:
            self.close()
        return made or None

    def close(self) -> None:
        """End the process; the next graph starts another one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed program, its input our own
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._answer(_END, _TRIAL)
        except (OSError, TimeoutError):
            self._unfit = True
            self.close()

    def _answer(self, graphs: bytes, seconds: float) -> bytes:
        """What comes back before the end's own drawing; b"" where the process ended."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return b""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        found: list[bytes] = []
        start = ended = 0
        try:
            process.stdin.write(graphs)
            process.stdin.flush()
            for line in process.stdout:
                if line.startswith(b"{"):
                    start = len(found)
                ended = ended or _END_NAMED in line
                found.append(line)
                if ended and line.rstrip() == b"}":
                    return b"".join(found[:start])
        except OSError:  # it ended while it was written to
            pass
        finally:
            timer.cancel()
        if late.is_set():
            raise TimeoutError
        return b""


_RUNNING: ContextVar[Dot | None] = ContextVar("_RUNNING", default=None)


def running() -> Dot | None:
    """The dot that is shared here, if any."""
    return _RUNNING.get()


@contextmanager
def shared() -> Iterator[None]:
    """Share one dot among all drawings that this thread makes meanwhile."""
    dot = Dot()
    token = _RUNNING.set(dot)
    try:
        yield
    finally:
        _RUNNING.reset(token)
        dot.close()
