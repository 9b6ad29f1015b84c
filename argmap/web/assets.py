"""Colours and letters of the page: those of all other figures."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from argmap.render.html_page import variable
from argmap.render.measure import FACES, FAMILY
from argmap.render.theme import DARK, LIGHT, Theme


def theme_css() -> str:
    """The colours as CSS variables, light and dark, and the bundled faces."""

    def block(theme: Theme) -> str:
        return f"color-scheme:{theme.name};" + "".join(f"{variable(r)}:{c};" for r, c in theme.colours.items())

    faces = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{"bold" if face == "bold" else "normal"};'
        f'font-style:{"italic" if face == "italic" else "normal"};src:url("/font-{face}.ttf") format("truetype")}}\n'
        for face in FACES
    )
    return (
        f":root{{{block(LIGHT)}}}\n@media (prefers-color-scheme:dark){{:root{{{block(DARK)}}}}}\n"
        f":root[data-theme=light]{{{block(LIGHT)}}}\n:root[data-theme=dark]{{{block(DARK)}}}\n{faces}"
    )


@lru_cache(maxsize=4)
def font(face: str) -> bytes:
    """A bundled face as it is shipped."""
    return (files("argmap.render") / "fonts" / f"ArgmapSans-{face.capitalize()}.ttf").read_bytes()
