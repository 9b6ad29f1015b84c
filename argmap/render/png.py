"""Scenes as PNG pictures, drawn by resvg with the bundled fonts: the same on every machine.

Only where a text has characters that the bundled fonts lack are the machine's own fonts used as well.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from argmap.problems import ArgmapError
from argmap.render import svg
from argmap.render.measure import FACES, FAMILY, clean, font_path
from argmap.render.scene import Scene

MOST_PIXELS = 120_000_000


def write(scene: Scene, *, dpi: float = 200.0) -> bytes:
    """The scene as PNG with the given dots per inch of paper.

    Raises:
        ArgmapError: the picture would be too big to hold in memory.
    """
    import resvg_py

    zoom = scene.scale * dpi / 72.0
    width, height = round(scene.width * zoom), round(scene.height * zoom)
    if width * height > MOST_PIXELS or max(width, height) > 60_000:
        raise ArgmapError(
            f"a picture of {width} × {height} pixels is too big",
            "fold the map (--fold issue), draw a part (--root, --issue), lower --dpi, or write svg or pdf",
        )
    # a plain pixel size: resvg takes points for 4/3 pixels, which would depend on its own dpi setting
    plain = svg.write(replace(scene, scale=1.0), embed_font=False).replace('pt"', 'px"', 2)
    picture = bytes(
        resvg_py.svg_to_bytes(
            svg_string=plain,
            width=max(1, width),
            height=max(1, height),
            skip_system_fonts=all(line.exact for item in scene.items for line in item.texts),
            font_files=[str(font_path(face)) for face in FACES],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
    return _described(picture, scene)


def _described(picture: bytes, scene: Scene) -> bytes:
    """The picture with title and what it rests on as text chunks, for programs that show or keep them (PNG 11.3.4)."""
    about = " ".join(t.text for item in scene.items if item.id == "provenance" for t in item.texts)
    chunks = b"".join(
        _chunk(key, clean(words)) for key, words in (("Title", scene.title), ("Description", about)) if clean(words)
    )
    place = picture.index(b"IHDR") - 4 + 25  # after the first chunk, which is 25 bytes long
    return picture[:place] + chunks + picture[place:]


def _chunk(key: str, words: str) -> bytes:
    """An international text chunk, not compressed."""
    data = b"iTXt" + key.encode("latin-1") + b"\0\0\0\0\0" + words.encode("utf-8", "replace")
    return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
