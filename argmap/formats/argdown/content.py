"""The words of statements: emphasis, escapes, special characters, links, tags and mentions made plain text."""

from __future__ import annotations

from argmap.formats.argdown.lexer import (
    CLOSE,
    CONTENT,
    ESCAPE,
    LINK,
    NEWLINE,
    OPEN,
    SPECIAL,
    TAG,
    TEXT,
    Token,
)
from argmap.formats.argdown.nodes import NO_SPAN, Span

# what Argdown's short codes stand for: each between two dots or two colons
_CODES = """\
A ∀ E ∃ O 𝗢 P 𝗣 v ∨ v_ ⊻ -> → <-> ↔ ~ ¬ ^ ∧ <> ◇ [] ◻ ? ❓ +1 👍 -1 👎 happy 😀 smile ☺️ smiley ☺ laugh 😆 lol 😆
rofl 🤣 joy 😂 heart ❤ question ❓ love 😍 wink 😉 shush 🤫 meh 😐 eye-roll 🙄 sad 😢 disappointed 😞 scream 😱
up 👍 down 👎 think 🤔 star ⭐ y ✔ agree ✔ n ❌ disagree ❌
"""
SHORT_CODES = dict(zip(_CODES.split()[::2], _CODES.split()[1::2], strict=True))


class Words:
    """Reads the words of a statement from a list of tokens.

    Attributes:
        text: The words, tags included.
        plain: The words without the tags at the end.
        tags: Tags in order, each once.
        span: Where the words stand.
        unclosed: Offsets of emphasis that is never closed.
    """

    __slots__ = ("_known", "_open", "_pieces", "_plain", "plain", "span", "tags", "text", "unclosed")

    def __init__(self) -> None:
        self.text = ""
        self.plain = ""
        self.tags: list[str] = []
        self.span: Span = NO_SPAN
        self.unclosed: list[int] = []
        self._known: set[str] = set()
        self._pieces: list[str] = []
        self._plain = 0  # how many pieces come before the tags at the end
        self._open: list[tuple[int, int, str]] = []

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
            pieces.append(image)
        elif kind is OPEN:
            self._open.append((start, len(pieces), source[start:stop]))
            pieces.append("")
        elif kind is CLOSE:
            pieces.append(self._close(source[start:stop]))
        else:
            pieces.append(_plain(kind, source[start:stop]))
        if kind is not TAG:
            self._plain = len(pieces)
        self.span = (self.span[0] if self.span[1] else start, stop)

    def _close(self, image: str) -> str:
        if self._open:
            self._open.pop()
            return " " if image[-1] in " \t" else ""
        return image

    def finish(self) -> None:
        """Put the pieces together."""
        for start, place, image in self._open:
            self._pieces[place] = image
            self.unclosed.append(start)
        pieces = self._pieces
        if self._plain == 1 and (len(pieces) == 1 or pieces[1:] == [" "]):
            self.text = self.plain = pieces[0]
            return
        self.text = _joined(pieces)
        self.plain = _joined(pieces[: self._plain]) if self.tags else self.text


def _joined(pieces: list[str]) -> str:
    """Pieces as one text; a line break next to a space adds none, and one at either end counts for nothing."""
    made: list[str] = []
    for place, piece in enumerate(pieces):
        if piece != " " or (made and place + 1 < len(pieces) and not made[-1].endswith(" ")):
            made.append(piece)
    return "".join(made)


def _tag(image: str) -> str:
    """The name of a tag."""
    image = image.rstrip(" \t")
    return image[2:-1] if image.startswith("#(") else image[1:]


def _plain(kind: str, image: str) -> str:
    """The text that a token stands for."""
    if kind is ESCAPE:
        return image[1:]
    if kind is SPECIAL:
        code = image.rstrip(" \t")
        known = SHORT_CODES.get(code[1:-1])
        return image if known is None else known + image[len(code) :]
    if kind is LINK:
        return image[1 : image.index("](")] + (" " if image[-1] in " \t" else "")
    return image


def rule_text(source: str, tokens: list[Token]) -> str:
    """The words of an inference rule."""
    return "".join(_plain(kind, source[start:stop]) for kind, start, stop in tokens).strip()
