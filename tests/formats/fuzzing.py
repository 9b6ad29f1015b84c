"""Hostile files for readers: sound ones, and what becomes of them when they are cut, garbled and tampered with."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings

from argmap import formats
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Format, Input
from tests.formats.aml_samples import AIFDB, ARAUCARIA
from tests.strategies import rich_maps

SEED = 20261121
# files for notations that argmap does not write
BY_HAND: dict[str, tuple[str, ...]] = {
    "aml": (ARAUCARIA, AIFDB),
    "kialo": ("Discussion Title: Kerbs?\n\n1. Go.\n1.1. Pro: Wheels [stumble](http://x.org).\n1.2. Con: -> See 1.\n",),
    "carneades": (
        "meta: {title: K}\nstatements:\n  p: P\n  q: {text: Q, assumed: true}\nissues:\n  i: {positions: [p, q]}\n"
        "arguments:\n  a: {premises: [p], conclusion: q, undercutter: p}\n  b:\n    scheme: sign\n"
        "    premises: {x: q}\n    conclusion: p\ntests: {in: [p], out: q}\n",
    ),
    "ova2": (
        '{"nodes": [{"id": 1, "type": "I", "text": "A", "x": 1}, {"id": 2, "type": "RA", "text": "RA", "scheme": "0"},'
        '{"id": 3, "type": "I", "text": "B"}], "edges": [{"from": {"id": 1}, "to": {"id": 2}},'
        '{"from": {"id": 2}, "to": {"id": 3}}], "analysis": {"txt": "A <span id=\\"node3\\">B</span>"}}',
    ),
}
TOKENS = (
    b"__proto__", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\x96", b"\xe9\x80", b"\xed\xa0\x80", b"[" * 400, b"{" * 400,
    b'{"a":' * 300, b"<a>" * 300, b"(" * 400, b"]}>", b"1e999999", b"9" * 5000, b"-1", b"NaN", b"null", b"\r", b"\t\t",
    b"=cmd|' /C calc'!A0", b"&a;", b"*x", b"&x ", b"!!python/object ", b"<!DOCTYPE a [", b"]]>", b"-->", b"\\", b'"',
    b"\\ud800", b"\n\n\n", b"\xe2\x80\xae", b"%s%n", b"../../etc/passwd", b"\n===\n", b"\n---\n", b"#" * 50, b"\n\t",
)  # fmt: skip
Files = tuple[bytes, str, dict[str, bytes]]  # the main file, its name, the files beside it


@cache
def sample_maps(count: int) -> tuple[ArgumentMap, ...]:
    """A few generated maps, always the same."""
    found: list[ArgumentMap] = []

    @seed(SEED)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(amap=rich_maps())
    def gather(amap: ArgumentMap) -> None:
        found.append(amap)

    gather()
    return tuple(sorted(found, key=lambda amap: len(amap.components))[-3:])


def sound_files(form: Format) -> list[Files]:
    """Files in a notation: written by argmap where it writes it, else made by hand."""
    found: list[Files] = [(text.encode(), f"f{form.suffixes[0]}", {}) for text in BY_HAND.get(form.name, ())]
    if form.write is None:
        return found
    for amap in sample_maps(12):
        made = formats.write(amap, form.name)
        beside = {f"f{suffix}": data for suffix, data in made.beside.items()}
        found.append((made.main, f"f{made.suffix}", beside))
    return found


def input_of(files: Files) -> Input:
    """What a reader is given for a file with others beside it."""
    data, name, beside = files
    return Input(data, name, beside.get)


def mutants(files: Files, count: int, salt: str) -> Iterator[tuple[str, Files]]:
    """Garbled copies of a file, each with what was done to it; a file beside it is hit now and then."""
    chance = random.Random(f"{SEED}{salt}")
    data, name, beside = files
    for number in range(count):
        label, change = chance.choice(CHANGES)
        if beside and number % 5 == 4:
            key = chance.choice(sorted(beside))
            yield f"{label} in {key}", (data, name, {**beside, key: change(beside[key], chance)})
        else:
            made = change(data, chance)
            if number % 3 == 2:
                made = chance.choice(CHANGES)[1](made, chance)
            yield label, (made, name, beside)


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 3, 20, 200, len(data))))


def cut(data: bytes, chance: random.Random) -> bytes:
    """The beginning alone."""
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned over."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def dropped(data: bytes, chance: random.Random) -> bytes:
    """A stretch left out."""
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A stretch given twice."""
    start, end = _stretch(data, chance)
    return data[:end] + data[start:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two neighbouring stretches in the other order."""
    start, end = _stretch(data, chance)
    middle = (start + end) // 2
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def injected(data: bytes, chance: random.Random) -> bytes:
    """Something put in."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def words_swapped(data: bytes, chance: random.Random) -> bytes:
    """A word of the file in the place of another: ids and keys that do not fit, circles, loops."""
    words = list(re.finditer(rb"[\w.:-]+", data))
    if len(words) < 2:
        return data
    one, other = chance.choice(words), chance.choice(words)
    return data[: one.start()] + other[0] + data[one.end() :]


def recoded(data: bytes, chance: random.Random) -> bytes:
    """The text in another encoding."""
    text = data.decode("utf-8", "replace")
    return chance.choice((text.encode("utf-16"), text.encode("cp1252", "replace"), "é – ".encode("cp1252") + data))


CHANGES: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = tuple(
    (change.__name__, change)
    for change in (cut, flipped, dropped, doubled, swapped, injected, injected, words_swapped, words_swapped, recoded)
)


def chain(count: int) -> ArgumentMap:
    """Claims that support one after the other, a step linked of many, and a tower of undercuts."""
    claims = tuple(Component(f"c{n}", "claim", f"Claim {n}") for n in range(count))
    steps = tuple(Relation(f"s{n}", "supports", (f"c{n}",), (f"c{n - 1}",)) for n in range(1, count))
    tower = tuple(
        Relation(f"u{n}", "undercuts", (f"c{n}",), (f"u{n - 1}" if n > 1 else "s1",)) for n in range(1, count)
    )
    linked = Relation("k", "supports", tuple(item.id for item in claims[1:]), ("c0",))
    return ArgumentMap("m", components=claims, relations=(*steps, *tower, linked))
