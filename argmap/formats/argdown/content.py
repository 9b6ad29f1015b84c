"""The words of statements: emphasis, escapes, special characters, links, tags and mentions made plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from argmap.formats.argdown.lexer import (
    CLOSE,
    CONTENT,
    ESCAPE,
    LINK,
    MENTION,
    NEWLINE,
    OPEN,
    SPECIAL,
    TAG,
    TEXT,
    Token,
)
from argmap.formats.argdown.nodes import NO_SPAN, Mark, Span

# what Argdown's short codes stand for: each between two dots or two colons
_CODES = """\
A ∀ E ∃ O 𝗢 P 𝗣 v ∨ v_ ⊻ -> → <-> ↔ ~ ¬ ^ ∧ <> ◇ [] ◻ ? ❓ +1 👍 -1 👎 happy 😀 smile ☺️ smiley ☺ laugh 😆 lol 😆
rofl 🤣 joy 😂 heart ❤ question ❓ love 😍 wink 😉 shush 🤫 meh 😐 eye-roll 🙄 sad 😢 disappointed 😞 scream 😱
up 👍 down 👎 think 🤔 star ⭐ y ✔ agree ✔ n ❌ disagree ❌
"""
_MENTIONED = {"[": "statement", "<": "argument"}
SHORT_CODES = dict(zip(_CODES.split()[::2], _CODES.split()[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text's frontmatter asks for its words to be read.

    Attributes:
        codes: Short codes of its own, with the marks around them, and what they stand for.
        tagless: Whether tags are no part of the words.
    """

    codes: dict[str, str] = field(default_factory=dict)
    tagless: bool = False

    @classmethod
    def of(cls, front: object) -> Spelling:
        """What frontmatter says; values that Argdown's program could not take either are passed over."""
        group = front.get("model") if isinstance(front, dict) else None
        if not isinstance(group, dict):
            return USUAL
        given = group.get("shortcodes")
        codes = {
            code: value["unicode"]
            for code, value in (given.items() if isinstance(given, dict) else ())
            if isinstance(code, str) and isinstance(value, dict) and isinstance(value.get("unicode"), str)
        }
        return cls(codes, bool(group.get("removeTagsFromText")))


USUAL = Spelling()


class Words:
    """Reads the words of a statement from a list of tokens.

    Attributes:
        text: The words, tags included.
        plain: The words without the tags at the end.
        tags: Tags in order, each once.
        marks: Emphasis, links, tags and mentions in the text.
        span: Where the words stand.
        unclosed: Offsets of emphasis that is never closed.
    """

    __slots__ = (
        "_known",
        "_marks",
        "_open",
        "_pieces",
        "_plain",
        "_spelling",
        "marks",
        "plain",
        "span",
        "tags",
        "text",
        "unclosed",
    )

    def __init__(self, spelling: Spelling = USUAL) -> None:
        self._spelling = spelling
        self.text = ""
        self.plain = ""
        self.tags: list[str] = []
        self.marks: Sequence[Mark] = ()
        self.span: Span = NO_SPAN
        self.unclosed: list[int] = []
        self._known: set[str] = set()
        self._pieces: list[str] = []
        self._plain = 0  # how many pieces come before the tags at the end
        self._open: list[tuple[int, int, str]] = []
        self._marks: dict[int, tuple[str, int, str]] = {}  # by the piece they begin with: kind, last piece, value

    def read(self, source: str, tokens: list[Token], index: int) -> int:
        """Take all tokens of content from an index on; gives the index behind them."""
        count = len(tokens)
        while index < count and tokens[index][0] in CONTENT:
            self.take(source, tokens[index])
            index += 1
        return index

    def take(self, source: str, token: Token) -> None:
        """Add one token, whatever its kind: what is no content counts as text."""
        kind, start, stop = token
        pieces = self._pieces
        if kind is NEWLINE:
            pieces.append(" ")
            return
        if kind is TEXT:
            pieces.append(source[start:stop])
        elif kind is TAG:
            image = source[start:stop]
            name = _tag(image)
            if name not in self._known:
                self._known.add(name)
                self.tags.append(name)
            if self._spelling.tagless:
                self.span = (self.span[0] if self.span[1] else start, stop)
                return
            self._marks[len(pieces)] = ("tag", len(pieces), name)
            pieces.append(image)
        elif kind is OPEN:
            self._open.append((start, len(pieces), source[start:stop]))
            pieces.append("")
        elif kind is CLOSE:
            pieces.append(self._close(source[start:stop]))
        else:
            image = source[start:stop]
            if kind is LINK:
                self._marks[len(pieces)] = ("link", len(pieces), image[image.index("](") + 2 : image.rindex(")")])
            elif kind is MENTION:
                title = image.rstrip(" \t")[2:-1]
                self._marks[len(pieces)] = (f"{_MENTIONED[image[1]]}-mention", len(pieces), title)
            pieces.append(_plain(kind, image, self._spelling.codes))
        if kind is not TAG:
            self._plain = len(pieces)
        self.span = (self.span[0] if self.span[1] else start, stop)

    def _close(self, image: str) -> str:
        if self._open:
            _, place, mark = self._open.pop()
            self._marks[place] = ("bold" if len(mark) > 1 else "italic", len(self._pieces) - 1, "")
            return " " if image[-1] in " \t" else ""
        return image

    def finish(self) -> None:
        """Put the pieces together."""
        for start, place, image in self._open:
            self._pieces[place] = image
            self.unclosed.append(start)
        pieces = self._pieces
        if self._plain == 1 and not self._marks and (len(pieces) == 1 or pieces[1:] == [" "]):
            self.text = self.plain = pieces[0]
            return
        self.text = _joined(pieces)
        self.plain = _joined(pieces[: self._plain]) if self.tags else self.text
        if self._marks:
            self.marks = self._placed()

    def _placed(self) -> list[Mark]:
        """The marks with their places in the text; a link's last character is no space, a tag's may be one."""
        pieces = list(_spaced(self._pieces))
        ends = list(accumulate(map(len, pieces)))
        found: list[Mark] = []
        for place, (kind, last, value) in sorted(self._marks.items()):
            stop = ends[last] - 1
            if kind == "link" and pieces[last].endswith(" "):
                stop -= 1
            found.append((kind, ends[place] - len(pieces[place]), stop, value))
        return found


def _joined(pieces: list[str]) -> str:
    """Pieces as one text; a line break next to a space adds none, and one at either end counts for nothing."""
    return "".join(_spaced(pieces))


def _spaced(pieces: list[str]) -> Iterator[str]:
    before = " "
    for place, piece in enumerate(pieces):
        if piece == " " and (place + 1 == len(pieces) or before.endswith(" ")):
            yield ""
        else:
            yield piece
            before = piece or before


def _tag(image: str) -> str:
    """The name of a tag."""
    image = image.rstrip(" \t")
    return image[2:-1] if image.startswith("#(") else image[1:]


def _plain(kind: str, image: str, codes: Mapping[str, str] = USUAL.codes) -> str:
    """The text that a token stands for."""
    if kind is ESCAPE:
        return image[1:]
    if kind is SPECIAL:
        code = image.rstrip(" \t")
        known = codes.get(code) or SHORT_CODES.get(code[1:-1])
        return image if known is None else known + image[len(code) :]
    if kind is LINK:
        return image[1 : image.index("](")] + (" " if image[-1] in " \t" else "")
    return image


def rule_text(source: str, tokens: list[Token]) -> str:
    """The words of an inference rule."""
    return "".join(_plain(kind, source[start:stop]) for kind, start, stop in tokens).strip()
