"""Ctrl-C at any moment: one line and status 130, also before a command has begun and after it has ended.

Python's own answer to an interrupt is an exception, which surfaces as a traceback where nobody waits for it: while
modules are imported, or while click parses the arguments. So a program that has only just started, or has done its
work, ends at once; only a command that runs gets the exception, and can put things in order.
"""

from __future__ import annotations

import os
import signal
from types import TracebackType

LINE = "argmap: interrupted; files already written are whole"
STATUS = 130


class Interrupted(KeyboardInterrupt):
    """An interrupt of a command. CPython ends with the signal, whatever the status, where a plain one crosses exec."""


def quit_at_once(*_: object) -> None:
    """The answer while no command runs: nothing is half done, so nothing has to be put in order."""
    os.write(2, f"{LINE}\n".encode())
    os._exit(STATUS)


def raise_it(*_: object) -> None:
    """The answer while a command runs."""
    raise Interrupted


def install() -> None:
    """Answer interrupts from here on, unless whoever started the program has them ignored (``nohup``, a shell's &)."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, quit_at_once)


class Interruptible:
    """While it is open, an interrupt raises; in a program of others nothing changes."""

    def __enter__(self) -> None:
        """Let interrupts through."""
        self.ours = signal.getsignal(signal.SIGINT) is quit_at_once
        if self.ours:
            signal.signal(signal.SIGINT, raise_it)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Quit at once again."""
        if self.ours:
            signal.signal(signal.SIGINT, quit_at_once)
