"""Names and citations of statements for the reports on cruxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase as LETTERS

from argmap.analysis.cruxes import Crux
from argmap.analysis.frameworks import Framework, Member


@dataclass(frozen=True)
class Item:
    """One sentence or line, with what stands below it."""

    text: str
    below: tuple[Item, ...] = ()


SHOWN = 5  # in the terminal, of each list


def cut(items: list[Item], most: int | None) -> list[Item]:
    """The first few, and how many more there are."""
    if most is None or len(items) <= most:
        return items
    return [*items[:most], Item(f"… and {len(items) - most} more (see -o report.md)")]


class Words:
    """Puts components and statements of one graph into words. Of several texts each is called by a letter."""

    def __init__(self, frame: Framework) -> None:
        self.frame = frame
        self.labels = {i.id: i.label for amap in reversed(frame.maps) for i in amap.issues}
        count = len(frame.maps)
        self.letters = [""] if count == 1 else [LETTERS[n] if n < 26 else f"T{n + 1}" for n in range(count)]

    def legend(self) -> str:
        """Which letter is which text; "" for a single one."""
        pairs = zip(self.letters, self.frame.maps, strict=True)
        return "; ".join(f"{letter} is {amap.short_name}" for letter, amap in pairs if letter)

    def text(self, side: int) -> str:
        """The text's letter, or its name where there is one only."""
        return self.letters[side] or self.frame.maps[side].short_name

    def who(self, member: Member) -> str:
        """The text's letter; for a reported position, who is reported."""
        component = self.frame.component(member)
        if not component.reported:
            return self.text(member.side)
        voice = self.frame.maps[member.side].voice.get(component.voice)
        return f"{(voice.label or voice.id) if voice else component.voice}, as {self.text(member.side)} reports"

    def cited(self, member: Member) -> str:
        """Gloss, id and page."""
        component = self.frame.component(member)
        page = self.frame.maps[member.side].page(component)
        pages = f", pp. {page}" if "–" in page else f", p. {page}" if page else ""
        return f"{component.gloss.rstrip('.') or '(no gloss)'} ({member.id}{pages})"

    def name(self, member: Member) -> str:
        """Letter and id."""
        return f"{self.letters[member.side]} {member.id}".strip()

    def short(self, place: int) -> str:
        """Letter and id of what names a statement."""
        return self.name(self.frame.statements[place].members[0])

    def statement(self, place: int) -> str:
        """Letter, gloss, id and page."""
        first = self.frame.statements[place].members[0]
        return f"{self.who(first)}: {self.cited(first)}"

    def crux(self, crux: Crux) -> str:
        """What is to be settled."""
        refs = self.told(", ".join(crux.refs))
        if crux.undercuts:
            return f"whether {self.short(crux.statement)} holds, which its own text sets against a step [{refs}]"
        if crux.rival is None:
            return f"whether {self.short(crux.statement)} holds, against which its own text speaks [{refs}]"
        return f"{self.short(crux.statement)} or {self.short(crux.rival)} [{refs}]"

    def pair(self, a: Member, b: Member) -> str:
        """Two components by letter and id."""
        return f"{self.name(a)} = {self.name(b)}"

    def issues(self, ids: tuple[str, ...]) -> str:
        """Labels of issues."""
        return ", ".join(self.labels.get(i) or i for i in ids)

    def told(self, sentence: str) -> str:
        """A sentence of the analysis with letters in the place of the files' names, and labels for issues."""
        for name, letter in zip(self.frame.names, self.letters, strict=True):
            sentence = sentence.replace(f"{name}#", f"{letter} " if letter else "")
        for ident, label in self.labels.items():
            if label and ident in sentence:
                whole = rf"(?<![\w#.-]){re.escape(ident)}(?![\w-]|\.\w)"
                sentence = re.sub(whole, f"“{label}”".replace("\\", r"\\"), sentence)
        return sentence
