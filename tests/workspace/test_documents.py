"""Maps in archives, as INCEpTION, CATMA and brat export them."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import workspace
from argmap.problems import ArgmapError, DataError
from argmap.workspace.documents import document, documents, named
from tests.formats.cas.test_cas import exported, needs_cassis
from tests.workspace.packing import TEI, tarred, zipped


@needs_cassis
def test_a_project_of_inception(tmp_path: Path):
    """With the type system in each inner archive, and the table of layers beside the outer one."""
    files = exported()
    inner = {
        who: zipped({f"{who}.xmi": files["a.xmi"], "TypeSystem.xml": files["TypeSystem.xml"]}) for who in ("anna", "bo")
    }
    path = tmp_path / "project.zip"
    path.write_bytes(
        zipped(
            {
                "exportedproject.json": b'{"name": "p"}',
                "source/kerbs.txt": b"Kerbs.",
                "annotation/kerbs.txt/anna.zip": inner["anna"],
                "annotation/kerbs.txt/bo.zip": inner["bo"],
                "annotation/kerbs.txt/INITIAL_CAS.zip": inner["bo"],
            }
        )
    )
    assert [name.as_posix() for name in named(path).values()] == [f"annotation/kerbs.txt/{who}.xmi" for who in inner]
    with pytest.raises(ArgmapError, match="2 maps"):
        workspace.load(path)
    for table in ("layers.toml", "anna.layers.toml"):
        (tmp_path / table).write_bytes(files["a.layers.toml"])
        amap, problems = workspace.load(path / "annotation/kerbs.txt/anna.zip")
        assert problems == [] and [item.kind for item in amap.components] == ["claim", "evidence", "Warrant"]
        (tmp_path / table).unlink()
    assert [item.code for item in workspace.load(path / "annotation/kerbs.txt/bo.zip/bo.xmi")[1]] == ["W917"]


def test_a_collection_of_brat(tmp_path: Path):
    path = tmp_path / "coll.tar.gz"
    text = "Kerbs should go."
    path.write_bytes(
        tarred({"c/annotation.conf": "[entities]\nClaim\n", "c/a.txt": text, "c/a.ann": "T1\tClaim 0 5\tKerbs\n"})
    )
    amap, problems = workspace.load(path)
    assert problems == [] and [amap.passage(item) for item in amap.components] == ["Kerbs"]
    fetch = workspace.neighbours(path / "c/a.ann")
    assert fetch("a.txt") == text.encode() and fetch("../c/a.txt") == text.encode()
    (tmp_path / "secret.txt").write_text("x")
    for name in (
        "annotation.conf",
        "../../secret.txt",
        str(tmp_path / "secret.txt"),
        "/c/a.txt",
        "file:a.txt",
        "\0.txt",
    ):
        assert fetch(name) is None, name


def test_which_files_are_maps(tmp_path: Path):
    path = tmp_path / "a.zip"
    maps = {f"{name}.xml": TEI.format(id=name) for name in ("b", "a")}
    others = {"correspondences.xml": TEI, "__MACOSX/._a.xml": TEI, ".hidden/a.xml": TEI, "notes.txt": "No map."}
    path.write_bytes(zipped({**maps, **others}))
    assert (
        [one.name for one in documents(path)]
        == ["a.xml", "b.xml"]
        == [one.name for one in workspace.annotation_files([path])]
    )
    collections, _ = workspace.load_collections(path)
    assert [(one.name, [amap.id for amap in one.maps]) for one in collections] == [("a", ["a", "b"])]
    path.write_bytes(zipped(others))
    with pytest.raises(DataError, match="holds no map"):
        document(path)
    assert document(tmp_path / "none.zip") == tmp_path / "none.zip"


def test_a_broken_archive_is_told_with_its_map(tmp_path: Path):
    path = tmp_path / "a.zip"
    whole = zipped({"a.xml": TEI.format(id="a"), "b.txt": b"x"})
    path.write_bytes(whole[: whole.index(b"PK\x01\x02") + 20])
    amap, problems = workspace.load(path)
    assert len(amap.components) == 1 and [item.code for item in problems][:1] == ["E911"]
