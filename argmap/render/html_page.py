"""The frame of every HTML page: one file, no network, a strict policy, the letters it needs, themes by variables."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

from argmap import __version__
from argmap.model import ArgumentMap
from argmap.render import svg
from argmap.render.boxes import page_words
from argmap.render.html_tags import Html, el, esc, join, plain
from argmap.render.measure import FACES, FAMILY, advances, plural
from argmap.render.scene import Scene
from argmap.render.theme import DARK, LIGHT, PRINT, Theme

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
OFFLINE = "The page is one file and fetches nothing."
LATIN = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, "‘’“”–—…·§×→←↑↓−éèüöäß"))


def variable(role: str) -> str:
    """The CSS variable that holds the colour of a role."""
    return f"--{role.replace('.', '-')}"


# figures in a page take their colours from the page's variables, so that one drawing serves all themes
PAGE_THEME = Theme("page", {role: f"var({variable(role)})" for role in LIGHT.colours})


def document(
    title: str, body: Html, assets: Iterable[str], *, language: str = "en", theme: Theme = LIGHT, foot: str = ""
) -> str:
    """A whole page around a body, with the CSS and JavaScript files of those names from ``assets/`` put in.

    The page follows the reader's preference for light or dark, unless the theme is ``dark`` or ``print``.
    On paper every sheet but the first bears the title, and every sheet the words of ``foot`` and its number.
    """
    names = list(assets)
    css = "".join(
        [_colours(), _fonts(body), _paper(title, foot), *(_asset(name) for name in names if name.endswith(".css"))]
    )
    script = "".join(_asset(name) for name in names if name.endswith(".js"))
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(css)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    head = join(
        [
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=policy),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="generator", content=f"argmap {__version__}"),
            el("meta", name="referrer", content="no-referrer"),
            el("title", title),
            el("style", Html(css)),
        ],
        "\n",
    )
    fixed = theme.name if theme.name in (DARK.name, PRINT.name) else ""
    whole = el("html", el("head", head), Html("\n"), body, lang=language or "en", data_theme=fixed)
    return f"<!doctype html>\n{_with_script(whole, script)}\n"


def _with_script(whole: Html, script: str) -> str:
    end = "</body></html>"
    return whole.removesuffix(end) + f"<script>{script}</script>{end}"


def _asset(name: str) -> str:
    """A file of ``assets/`` with its line ends as they stand in the repository on every system."""
    data = (files("argmap.render") / "assets" / name).read_text(encoding="utf-8")
    return data.replace("\r\n", "\n")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}'"


def _colours() -> str:
    """The variables of all themes; paper is always light."""

    def block(theme: Theme, scheme: str) -> str:
        return f"color-scheme:{scheme};" + "".join(f"{variable(r)}:{c};" for r, c in theme.colours.items())

    light, dark, print_ = block(LIGHT, "light"), block(DARK, "dark"), block(PRINT, "light")
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f":root[data-theme=light]{{{light}}}\n:root[data-theme=dark]{{{dark}}}\n:root[data-theme=print]{{{print_}}}\n"
        f"@media print{{:root,:root[data-theme=light],:root[data-theme=dark]{{{light}}}}}\n"
    )


def _paper(title: str, foot: str) -> str:
    """The heads and feet of sheets; the first sheet has the title as a heading."""
    style = f'font:8pt "{FAMILY}",sans-serif;color:{LIGHT.colours["muted"]}'
    return (
        f"@page{{size:A4;margin:19mm 15mm 17mm;@top-left{{content:{_css(title)};width:100%;text-align:left;{style}}}"
        f"@bottom-left{{content:{_css(foot)};width:86%;text-align:left;{style}}}"
        f'@bottom-right{{content:counter(page) " / " counter(pages);width:14%;text-align:right;{style}}}}}\n'
        '@page:first{@top-left{content:""}}\n'
    )


def _css(words: str) -> str:
    """Plain words as a string of CSS that can end neither the string nor the style sheet."""
    made = "".join(c if c.isalnum() or c in " .,;:()–’“”" else f"\\{ord(c):x} " for c in " ".join(words.split()))
    return f'"{made}"'


def _fonts(body: Html) -> str:
    """The bundled face with the letters that the page uses."""
    used = LATIN | frozenset(map(ord, _TAG.sub("", body)))
    rules = []
    for face in FACES:
        codes = tuple(sorted(used & advances(face).keys()))
        data = base64.b64encode(svg.font_subset(face, codes)).decode("ascii")
        weight, slant = ("bold" if face == "bold" else "normal"), ("italic" if face == "italic" else "normal")
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{slant};'
            f'src:url("data:font/woff;base64,{data}") format("woff")}}\n'
        )
    return "".join(rules)


def drawing(scene: Scene, prefix: str) -> Html:
    """A scene as SVG in the page: the page's colours and fonts, ids with a prefix of their own."""
    found = svg.write(replace(scene, theme=PAGE_THEME), prefix=prefix, embed_font=False, standalone=False)
    return Html(plain(_STYLE.sub("", found, count=1)))


def byline(amap: ArgumentMap) -> Html:
    """The bibliographic facts of a map in one line: authors, title, where it appeared."""
    source = amap.source
    title = (source.shown_title or amap.title) if source.authors else ""  # else it is the name in the heading
    parts = [esc(", ".join(source.authors)), el("cite", title, dir="auto") if title else Html("")]
    parts += [esc(part) for part in (source.container, source.volume, source.date)]
    parts.append(esc(page_words(source.pages.replace("-", "–"))))
    return join(parts, ", ")


def provenance(amap: ArgumentMap) -> list[str]:
    """What the page rests on: the text and its hash, who annotated."""
    counts = f"{plural(len(amap.components), 'component')}, {plural(len(amap.relations), 'relation')}"
    lines = [f"{amap.short_name}: {counts}."]
    if amap.text:
        lines.append(f"Text: {amap.text.length:,} characters, SHA-256 {amap.text.sha256[:16]}…")
    people = ", ".join(a.shown for a in amap.annotators)
    lines.append(f"Annotators: {people or 'not named'}.")
    return lines


def made_with() -> str:
    """The program and its version."""
    return f"Made with argmap {__version__}."
