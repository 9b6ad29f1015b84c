"""Archives as folders: what is found in them, and what is refused."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import tarfile
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest

from argmap.formats.tables.zips import whole
from argmap.plugins import Input
from argmap.problems import ArgmapError, DataError
from argmap.workspace import archives, read_bytes, save, unpacking
from tests.workspace.packing import tarred, zipped

FILES = {"a/one.txt": b"one", "a/b/two.txt": b"two " * 99, "three.txt": b"three"}
NESTED = {"outer.txt": b"o", "in/nested.zip": zipped(FILES)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(FILES)),
        ("a.tar", tarred(FILES, "w")),
        ("a.tgz", tarred(FILES)),
        ("named.as.nothing", zipped(FILES)),
    ],
)
def test_members_by_path(tmp_path: Path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    assert archives.is_archive(path) and archives.is_archive(path / "a") and archives.faults(path) == []
    assert {one.relative_to(path).as_posix(): read_bytes(one).data for one in archives.members(path)} == FILES
    assert [one.name for one in archives.members(path / "a/b")] == ["two.txt"]
    for other in ("a", "four.txt", "three.txt/x", "../three.txt"):
        assert archives.inside(path / other) is None
        with pytest.raises(ArgmapError):
            read_bytes(path / other)
    with pytest.raises(ArgmapError, match="lies in an archive"):
        save(path / "a/one.txt", b"x")
    assert path.read_bytes() == data and sorted(tmp_path.iterdir()) == [path]


def test_an_archive_in_an_archive_is_a_folder_but_no_deeper(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(tarred({**NESTED, "deep.zip": zipped(NESTED)}))
    found = {one.relative_to(path).as_posix() for one in archives.members(path)}
    inner = {f"in/nested.zip/{name}" for name in FILES}
    assert found == {"outer.txt", *inner, "deep.zip/outer.txt", "deep.zip/in/nested.zip"}
    assert read_bytes(path / "in/nested.zip/three.txt").data == b"three"
    assert archives.is_archive(path / "in/nested.zip/a") and not archives.is_archive(path / "outer.txt")


def test_office_files_and_plain_files_are_no_archives(tmp_path: Path):
    for number, data in enumerate(
        (
            zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
            zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"})[:90],
            zipped({"_rels/.rels": b"<x/>", "xl/workbook.xml": b"<x/>"})[:110],
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            b"plain",
            b"",
        )
    ):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(data)
        assert not archives.is_archive(path) and archives.members(path) == []
    assert not archives.is_archive(tmp_path) and not archives.is_archive(tmp_path / "none")
    (tmp_path / "one.txt.gz").write_bytes(gzip.compress(b"one") + gzip.compress(b" more"))
    assert read_bytes(tmp_path / "one.txt.gz" / "one.txt").data == b"one more"


def test_names_lead_nowhere(tmp_path: Path):
    odd = ("../../up.txt", "/root.txt", "C:\\x\\drive.txt", "a/../b.txt", "new\nline.txt", "..", "up.txt", "UP.txt")
    outside = tmp_path / "in"
    outside.mkdir()
    for name, data in (("a.zip", zipped(dict.fromkeys(odd, b"x"))), ("a.tar", tarred(dict.fromkeys(odd, b"x"), "w"))):
        path = outside / name
        path.write_bytes(data)
        found = [one.relative_to(path).as_posix() for one in archives.members(path)]
        assert found == sorted(["UP.txt", "a/b.txt", "new_line.txt", "root.txt", "up-2.txt", "up.txt", "x/drive.txt"])
    assert [one.name for one in sorted(tmp_path.rglob("*"))] == ["in", "a.tar", "a.zip"]


def test_names_in_other_encodings(tmp_path: Path):
    path = tmp_path / "a.zip"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        held.writestr("Müll.txt", b"x")
    path.write_bytes(made.getvalue().replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00"))  # without the mark for UTF-8
    assert [one.name for one in archives.members(path)] == ["Müll.txt"]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT, encoding="cp1252") as held:
        held.addfile(tarfile.TarInfo("Müll.txt"))
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    assert [one.name for one in archives.members(tmp_path / "a.tar")] == ["Müll.txt"]


def test_links_and_devices_are_left_out(tmp_path: Path):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as held:
        for name, kind in (
            ("a", tarfile.SYMTYPE),
            ("b", tarfile.LNKTYPE),
            ("c", tarfile.CHRTYPE),
            ("d", tarfile.FIFOTYPE),
        ):
            item = tarfile.TarInfo(name)
            item.type, item.linkname = kind, "/etc/passwd"
            held.addfile(item)
        held.addfile(tarfile.TarInfo("e"))
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    assert [one.name for one in archives.members(tmp_path / "a.tar")] == ["e"]
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(link, "/etc/passwd")
        packed.writestr("e", "x")
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    assert [one.name for one in archives.members(tmp_path / "a.zip")] == ["e"]


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({f"{n}.txt": bytes(30_000_000) for n in range(1)}), "far too much"),
        (zipped({f"{n}.zip": zipped({"a.txt": bytes(9_000_000)}) for n in range(9)}), "far too much"),
        (gzip.compress(bytes(30_000_000)), "far too much"),
        (gzip.compress(b"") * 100_001, "more than 100,000 parts"),
        (lzma.compress(b"x"), "xz"),
        (locked(), "password"),
    ],
    ids=["zip", "many-zips", "gzip", "many-gzips", "xz", "locked"],
)
def test_bombs_and_locked_archives_are_refused(tmp_path: Path, data: bytes, says: str):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(DataError, match=says) as caught:
        archives.members(path)
    assert caught.value.place is not None and caught.value.place.line == 1 and caught.value.remedy


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_size_that_is_a_lie_does_not_fill_the_memory(tmp_path: Path, method: int):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as held:
        held.writestr("a.xml", bytes(50_000_000))
    data = bytearray(made.getvalue())
    entry = data.index(b"PK\x01\x02") + 24
    data[entry : entry + 4] = b"\x09\0\0\0"
    (tmp_path / "a.zip").write_bytes(data)
    tracemalloc.start()
    with pytest.raises(DataError, match="packed"):
        archives.inside(tmp_path / "a.zip/a.xml")
    assert not whole(Input(bytes(data), "a.xlsx"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_members_without_a_name_and_many_of_one_name(tmp_path: Path):
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as held:
        warnings.simplefilter("ignore")
        for _ in range(20_000):
            held.writestr(zipfile.ZipInfo("a.txt"), b"")
    data = made.getvalue()
    (tmp_path / "a.zip").write_bytes(data)
    assert len(archives.members(tmp_path / "a.zip")) == 20_000
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        nameless = zipfile.ZipInfo("a")
        nameless.filename = ""
        held.writestr(nameless, b"x")
        held.writestr("b.txt", b"x")
    (tmp_path / "b.zip").write_bytes(made.getvalue())
    assert [one.name for one in archives.members(tmp_path / "b.zip")] == ["b.txt"]


def test_a_tar_file_with_a_size_beyond_all_measure(tmp_path: Path):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as held:
        item = tarfile.TarInfo("a.txt")
        item.pax_headers = {"size": "9" * 20}
        held.addfile(item)
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    archives.members(tmp_path / "a.tar")
    assert [one.code for one in archives.faults(tmp_path / "a.tar")] == ["E911"]


def test_limits_of_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 2)
    monkeypatch.setattr(unpacking, "MOST_MEMBER", 4)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(FILES))
    with pytest.raises(DataError, match="more than 2"):
        archives.members(path)
    (tmp_path / "b.zip").write_bytes(zipped({"long.txt": b"12345", "short.txt": b"1234"}))
    assert archives.inside(tmp_path / "b.zip/short.txt") == b"1234"
    with pytest.raises(DataError, match="larger"):
        archives.inside(tmp_path / "b.zip/long.txt")


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, "w")], ids=["zip", "tar.gz", "tar"])
def test_of_an_archive_that_is_cut_off_what_is_left_is_told_and_read(tmp_path: Path, pack):
    chance = random.Random(1)
    files = {f"{n}.txt": chance.randbytes(2000).hex().encode() for n in range(9)}
    whole = pack(files)
    path = tmp_path / "a.zip"
    path.write_bytes(whole[: len(whole) // 2])
    found = {one.name: archives.inside(one) for one in archives.members(path)}
    assert [item.code for item in archives.faults(path)][:1] == ["E911"]
    assert len([name for name in files if found.get(name) == files[name]]) >= 3
    assert all(files[name].startswith(data or b"") for name, data in found.items())


def test_garbled_archives_end_nothing(tmp_path: Path):
    chance = random.Random(7)
    path = tmp_path / "a.zip"
    for number in range(120):
        data = bytearray((zipped(NESTED), tarred(NESTED), tarred(NESTED, "w"))[number % 3])
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(data) + bytes(number))  # another size: the archive is not taken for the one before
        try:
            for one in archives.members(path):
                archives.inside(one)
        except DataError as error:
            assert error.place is not None and error.remedy
