"""The index page of all outputs: plain HTML without scripts, readable anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from argmap import __version__

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid #ccc}h3{font-size:1rem;margin:0}
a{color:#0b5c94}.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.2rem}
article{border:1px solid #c8c8c8;border-radius:6px;padding:1rem}img{width:100%;height:14rem;object-fit:cover;
object-position:top;border:1px solid #ddd;margin:.6rem 0;background:#fff}ul{margin:.3rem 0;padding-left:1.1rem}
footer{margin-top:3rem;color:#5a5a5a;font-size:.9rem}
@media(prefers-color-scheme:dark){body{background:#14171c;color:#f2f2f2}a{color:#79bff0}
h2,article,img{border-color:#444}footer{color:#b0b4ba}}
"""


@dataclass(frozen=True)
class Entry:
    """One map or comparison: the stem of its files, its title, and (label, suffix) of each file."""

    stem: str
    title: str
    files: tuple[tuple[str, str], ...]
    compared: bool = False

    @property
    def picture(self) -> str:
        """The figure shown beside the links."""
        return f"{self.stem}.overview.svg" if self.compared else f"{self.stem}.svg"


@dataclass(frozen=True)
class Listing:
    """One collection on the index: its folder, its title, its entries."""

    folder: str
    title: str
    entries: tuple[Entry, ...]


def index_page(listings: list[Listing]) -> str:
    """The index as one HTML page with relative links."""
    body = "\n".join(_listing(listing) for listing in listings)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Argument maps and comparisons</title><style>{STYLE}</style></head>\n<body>\n"
        f"<h1>Argument maps and comparisons</h1>\n{body}\n"
        f"<footer>Made with argmap {escape(__version__)}.</footer>\n</body></html>\n"
    )


def _listing(listing: Listing) -> str:
    cards = "\n".join(_card(listing.folder, entry) for entry in listing.entries)
    return f'<h2>{escape(listing.title)}</h2>\n<div class="cards">\n{cards}\n</div>'


def _card(folder: str, entry: Entry) -> str:
    base = escape(f"{quote(folder)}/", quote=True)
    links = "".join(
        f'<li><a href="{base}{escape(quote(entry.stem), quote=True)}.{suffix}">{escape(label)}</a></li>'
        for label, suffix in entry.files
    )
    picture = f'<img src="{base}{escape(quote(entry.picture), quote=True)}" alt="{escape(entry.title, quote=True)}">'
    return f"<article><h3>{escape(entry.title)}</h3>{picture}<ul>{links}</ul></article>"
