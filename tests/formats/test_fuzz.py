"""Every reader on hostile files: a located problem or a refusal, what is sound loaded, no crash, no hang."""

from __future__ import annotations

import time
import warnings

import pytest

from argmap import formats
from argmap.check import CODES
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError
from tests.formats.fuzzing import Files, chain, input_of, mutants, sound_files
from tests.formats.growth import is_linear

READERS = [form for form in formats.built_in() if form.read is not None]
CASES = 60  # for each notation
# a garbled file may take so many times as long as the sound one, and so many CPU seconds more
TIMES, MORE = 30, 1.0


def names(form: Format) -> str:
    return form.name


def examine(form: Format, files: Files) -> float:
    """Read a file and check what must hold whatever is in it; returns the CPU seconds that it took."""
    began = time.process_time()
    source = input_of(files)
    assert form.read is not None
    try:
        amap, problems = form.read(source)
    except DataError as error:
        assert error.place is not None and error.place.line >= 1 and error.place.column >= 1, error
        assert error.message
        return time.process_time() - began
    taken = time.process_time() - began
    assert isinstance(amap, ArgumentMap)
    for item in problems:
        assert item.code in CODES, item
        assert item.place.line >= 1 and item.place.column >= 1, item
        assert item.message and item.remedy, item
    for name in {"json", form.name}:  # whatever was read can be written, and that read again
        other = formats.named(name)
        if other.write is not None and other.read is not None:
            # not formats.read, which may say of what is left of a garbled file that it is in no notation at all
            again = formats.write(amap, name)
            other.read(Input(again.main, f"f{again.suffix}", {f"f{k}": v for k, v in again.beside.items()}.get))
    assert all(isinstance(item.id, str) for item in (*amap.components, *amap.relations))
    if form.recognises is not None:
        form.recognises(input_of(files))
    return taken


@pytest.mark.parametrize("form", READERS, ids=names)
def test_every_reader_has_sound_files_and_reads_them(form):
    files = sound_files(form)
    assert files, "a notation that is only read needs a file by hand in tests/formats/fuzzing.py"
    for one in files:
        amap, problems = form.read(input_of(one))
        assert amap.components
        assert [item for item in problems if item.severity == "error"] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", READERS, ids=names)
def test_garbled_files(form):
    files = sound_files(form)
    for number, sound in enumerate(files):
        usual = max(examine(form, sound), 0.002)
        for what, garbled in mutants(sound, CASES // len(files), f"{form.name}{number}"):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                taken = examine(form, garbled)
            assert taken < TIMES * usual + MORE, f"{what} took {taken:.1f} s"


@pytest.mark.slow
@pytest.mark.parametrize("form", [form for form in READERS if form.write], ids=names)
def test_time_grows_with_the_file_and_towers_cost_no_stack(form):
    def files(count: int) -> Files:
        made = formats.write(chain(count), form.name)
        return made.main, f"f{made.suffix}", {f"f{suffix}": data for suffix, data in made.beside.items()}

    small, large, tower = files(30), files(120), files(500)
    assert is_linear(
        lambda count: small[0] if count == 30 else large[0],
        lambda data: form.read(input_of(small if data is small[0] else large)),
        30,
    )
    amap, _ = form.read(input_of(tower))
    assert len(amap.components) == 500


BRACKETS = 100_000
BOMB = '<!DOCTYPE {0} [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
HOSTILE = [
    *(mark * BRACKETS for mark in "[{("),
    *(mark * (BRACKETS // 5) for mark in ("<a>", '{"a":', "[[", "1.", "- ", "> ", "<<")),
    '{"nodes":' + "[" * BRACKETS,
    '{"argmap": 1, "id": "m", "components": [{"id": "c", "kind": "claim", "x": ' + "[" * 900 + "]" * 900 + "}]}",
    '{"nodes": [], "edges": [], "locutions": [], "x": ' + '{"y":' * 900 + "1" + "}" * 900 + "}",
    *(BOMB.format(root) + f"]><{root}>&j;</{root}>" for root in ("TEI", "arggraph", "ARG")),
    *(f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>' for root in ("TEI", "ARG")),
    "statements:\n  a: &a [x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n",
    "===\na: &a [x, x]\nb: [*a, *a]\n===\n[a]: A\n",
    "statements:\n  a: !!python/object/apply:os.system [ls]\n",
    "id,gloss\n=cmd|' /C calc'!A0,@SUM(1+1)\n",
    "",
    "\x00" * 1000,
    "\ufeff",
    "\n" * BRACKETS,
]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_files_for_every_reader(number):
    data = HOSTILE[number].encode()
    source = Input(data, "f.xml")
    chosen = [form for form in READERS if form.recognises is not None and form.recognises(source)]
    for form in chosen[:2] if chosen and data.startswith(b"<!") else READERS:
        taken = examine(form, (data, f"f{form.suffixes[0]}", {}))
        assert taken < 10, f"{form.name} took {taken:.1f} s"
