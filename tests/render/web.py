"""What the tests of HTML pages share: a sample map, hostile content, and a page as a browser would see it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source, Voice
from argmap.text.reading import ReadingText, Region

HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\' onmouseover="alert(3) '
    "\u202e\x00 ]]> {{7*7}} &lt;"
)
WORDS = "First there was rain over the hills. Then came wind from the sea. At last the sun stood over it all."


def sample(gloss: str = "Rain fell.", ident: str = "c1") -> ArgumentMap:
    """A map with every kind of relation, a reported voice, a thesis, and its text."""
    text = ReadingText.of(
        WORDS,
        pages=(Region(0, 40, "7"), Region(40, len(WORDS), "8")),
        sections=(Region(0, len(WORDS), "1", "Weather"),),
    )
    spans = {ident: (0, 36), "c2": (37, 65), "c3": (66, len(WORDS)), "c4": (66, 80)}
    kinds = ("claim", "evidence", "recommendation", "claim")
    components = tuple(
        Component(
            name,
            kind,
            gloss if name == ident else f"Gloss of {name}.",
            (Fragment(start, end, f"src:{start}-{end}", "first words", "last words"),),
            ("issue.sky.rain",) if name == ident else ("issue.wind",),
            voice="voice.sailor" if name == "c4" else "voice.author",
            thesis=name == ident,
            annotator="ann.x",
            certainty="high",
            notes=("A remark.",) if name == "c2" else (),
        )
        for (name, (start, end)), kind in zip(spans.items(), kinds, strict=True)
    )
    relations = (
        Relation("k1", "supports", ("c2", "c3"), (ident,), reason="Both are needed.", schemes=("scheme.sign",)),
        Relation("k2", "undercuts", ("c4",), ("k1",)),
        Relation("k3", "attacks", mutual=("c3", "c4")),
    )
    issues = (
        Issue("issue.sky", "Sky"),
        Issue("issue.sky.rain", "Rain", "Did it rain?", "issue.sky"),
        Issue("issue.wind", "Wind"),
    )
    return ArgumentMap(
        "weather", "Weather", Source("Weather", ("Ann Author",), "1901", language="en"),
        text, components, relations, issues,
        (Voice("voice.sailor", "A sailor"),),
    )  # fmt: skip


class Page(HTMLParser):
    """What a browser would see: elements with attributes, and the text of each kind of element."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> set[str]:
        """All ids, decoded."""
        return {attributes["id"] or "" for _, attributes in self.elements if attributes.get("id")}


def assert_harmless(page: Page) -> None:
    """Nothing is fetched, nothing but the one script can run."""
    assert len(page.named("script")) == 1
    for tag, attributes in page.elements:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img", "foreignobject")
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in ("src", "style", "srcdoc", "xlink:href"), (tag, name)
            assert name != "href" or (value or "").startswith("#"), value


def assert_addressed(page: Page) -> None:
    """Every id is there once, and every link leads to one."""
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(page.ids)
    assert {unquote((a["href"] or "")[1:]) for a in page.named("a")} <= page.ids
