"""One statement, argument or text from tokens: title, words, data; what does not belong there is told."""

from __future__ import annotations

import re
from typing import Any

from argmap.formats.argdown import yamlish
from argmap.formats.argdown.content import Spelling, Words
from argmap.formats.argdown.lexer import (
    ARGUMENT_DEF,
    ARGUMENT_REF,
    BLANK,
    CONTENT,
    DATA,
    NEWLINE,
    STATEMENT_DEF,
    STATEMENT_REF,
    TAG,
    TEXT,
    Token,
    Tokens,
)
from argmap.formats.argdown.nodes import (
    NO_SPAN,
    Document,
    Inference,
    Said,
    Span,
)

ELEMENTS = frozenset({STATEMENT_DEF, STATEMENT_REF, ARGUMENT_DEF, ARGUMENT_REF})
_BLOCK = re.compile(r"\{[ \t]*(?:\r\n|\n|\r)")
_END: Token = (BLANK, -1, -1)


class Reader:
    """A place in the tokens of one text, the nodes found so far, and the faults."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = [*tokens.found, _END, _END]  # two, so that one more can be looked at than is taken
        self.count = len(tokens.found)
        self.at = 0
        self.document = Document()
        self.spelling = Spelling()
        for offset in tokens.strange:
            self.fault(offset, "a backslash at the end of a line escapes nothing: double it")
        for offset, mark in tokens.unclosed[:1]:
            more = f" (and {len(tokens.unclosed) - 1} more)" if len(tokens.unclosed) > 1 else ""
            self.fault(offset, f"{mark} is never closed and counts as text{more}", "W918")

    def fault(self, offset: int, message: str, code: str = "E915") -> None:
        """Note what is wrong."""
        self.document.faults.append((offset, code, message))

    def peek(self) -> Token:
        """The token at hand, or a blank line at the end."""
        return self.tokens[self.at]

    def skip(self, *kinds: str) -> bool:
        """Pass over one token of these kinds."""
        if self.at < self.count and self.tokens[self.at][0] in kinds:
            self.at += 1
            return True
        return False

    def load(self, text: str, offset: int) -> dict[str, Any] | None:
        """YAML data that must be a mapping; anything else is told and left out."""
        try:
            value = yamlish.load(text)
        except yamlish.Unreadable as error:
            self.fault(offset + error.offset, f"the data: {error.message}", "E919" if error.refused else "E915")
            return None
        if value is None or isinstance(value, dict):
            return value
        self.fault(offset, "data should be a mapping of keys to values", "E914")
        return None

    def words(self) -> Words:
        """The words from here on; elements and unclosed marks among them are told and count as text."""
        words = Words(self.spelling)
        kind, start, stop = self.tokens[self.at]
        more = 1 + (self.tokens[self.at + 1][0] is NEWLINE)
        follows = self.tokens[min(self.at + more, self.count)][0]
        if kind is TEXT and follows not in CONTENT and follows not in ELEMENTS:  # by far the most common
            words.text = words.plain = self.text[start:stop]
            words.span = (start, stop)
            self.at += more
            return words
        self.at = words.read(self.text, self.tokens, self.at)
        while words.span[1] and self.peek()[0] in ELEMENTS:
            token = self.peek()
            image = self.text[token[1] : min(token[2], token[1] + 40)]
            self.fault(token[1], f"{image} stands inside a text: begin a new line, or write @{image} or \\{image}")
            words.take(self.text, token)
            self.at = words.read(self.text, self.tokens, self.at + 1)
        words.finish()
        for offset in words.unclosed:
            mark = self.text[offset]
            self.fault(offset, f"the emphasis is never closed: close it, or write \\{mark}")
        return words

    def data(self) -> tuple[dict[str, Any] | None, Span]:
        """YAML data, where there is some here."""
        kind, start, stop = self.peek()
        if kind is not DATA:
            return None, NO_SPAN
        self.at += 1
        self.skip(NEWLINE)
        block = _BLOCK.match(self.text, start, stop)
        if block is not None:
            return self.load(self.text[block.end() : stop - 1], block.end()), (start, stop)
        return self.load(self.text[start:stop], start), (start, stop)

    def said(self, role: str, symbol: str = "", parent: Said | Inference | None = None) -> Said:
        """One statement or argument with its data."""
        kind, start, stop = self.peek()
        found = Said(role=role, symbol=symbol, parent=parent, start=max(start, 0), end=max(stop, 0))
        if kind in ELEMENTS:
            self.at += 1
            found.head = (start, stop)
            found.argument = kind is ARGUMENT_DEF or kind is ARGUMENT_REF
            found.reference = kind is STATEMENT_REF or kind is ARGUMENT_REF
            found.title = self.text[start + 1 : stop - 1 - (not found.reference)]
        if found.reference:
            self._after_reference(found)
        else:
            if self.peek()[0] not in CONTENT:
                self.fault(start, "a text is missing here; a title alone is written without a colon")
            words = self.words()
            found.text, found.plain, found.tags, found.words = words.text, words.plain, words.tags, words.span
            found.marks = words.marks
        found.data, found.block = self.data()
        found.end = max(stop, found.end, found.words[1], found.block[1])
        if self.peek()[0] in ELEMENTS or (self.peek()[0] in CONTENT and self.peek()[0] is not NEWLINE):
            what = "data" if found.block[1] else f"the reference {self.text[start : min(stop, start + 40)]}"
            self.fault(self.peek()[1], f"nothing may follow {what} on its line; the rest is left out")
            self.words_away()
        return found

    def _after_reference(self, found: Said) -> None:
        tags = Words()
        while self.peek()[0] is TAG:
            tags.take(self.text, self.peek())
            found.end = self.peek()[2]
            self.at += 1
        tags.finish()
        found.text, found.tags, found.marks = tags.text, tags.tags, tags.marks
        self.skip(NEWLINE)

    def words_away(self) -> None:
        """Pass over words that have no place."""
        while self.peek()[0] in CONTENT or self.peek()[0] in ELEMENTS:
            self.at += 1
        self.skip(DATA)

    def skip_line(self) -> None:
        """Pass over the rest of the line."""
        while self.peek()[0] not in (NEWLINE, BLANK):
            self.at += 1
