"""The hub type: an `ArgumentMap` is what one reader found in one text.

Every reader makes one, every writer takes one. All types are frozen; `dataclasses.replace` makes
changed copies. Two maps that say the same are equal: places in files do not take part in ``==``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.problems import Place
from argmap.text.reading import ReadingText

if TYPE_CHECKING:
    import networkx

KINDS = ("claim", "evidence", "recommendation")
RELATIONS = ("supports", "attacks", "undercuts", "restates", "cites")
AUTHOR_VOICE = "voice.author"
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Fragment:
    """One continuous part of a component.

    ``start`` and ``end`` are code points in the reading text (end exclusive), None where the
    pointer could not be resolved. ``pointer`` is the reference as the file writes it. ``first``
    and ``last`` are a few words from either end, ``sha256`` the hash of the passage in normal form.
    ``status`` says how the fragment was attached: "" or exact, moved, fuzzy, lost.
    """

    start: int | None = None
    end: int | None = None
    pointer: str = ""
    first: str = ""
    last: str = ""
    sha256: str = ""
    status: str = ""
    score: float | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Component:
    """A stretch of text with an argumentative role, and the annotator's paraphrase of it."""

    id: str
    kind: str
    gloss: str = ""
    fragments: tuple[Fragment, ...] = ()
    issues: tuple[str, ...] = ()
    voice: str = AUTHOR_VOICE
    thesis: bool = False
    annotator: str = ""
    certainty: str = ""
    notes: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def start(self) -> int | None:
        """Where its first resolved fragment starts; None where none is resolved."""
        return min((f.start for f in self.fragments if f.start is not None), default=None)

    @property
    def reported(self) -> bool:
        """Whether it is somebody else's position that the author only reports."""
        return self.voice != AUTHOR_VOICE


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link: several ``sources`` are linked premises; the target of an undercut is a relation.

    ``mutual`` holds the members of an undirected relation; then sources and targets are empty.
    """

    id: str
    name: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    annotator: str = ""
    certainty: str = ""
    reason: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def linked(self) -> bool:
        """Whether several premises only work together."""
        return len(self.sources) > 1

    @property
    def ends(self) -> tuple[str, ...]:
        """All ids that it touches."""
        return self.sources + self.targets + self.mutual


@dataclass(frozen=True, slots=True)
class Issue:
    """An entry of the code book under which components are filed; ``parent`` is an issue's id or ""."""

    id: str
    label: str = ""
    question: str = ""
    parent: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Voice:
    """A person or body whose positions the text reports."""

    id: str
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Scheme:
    """An argumentation scheme (Walton, Reed and Macagno 2008)."""

    id: str
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Annotator:
    """Who judged: a person, or a program (``machine``)."""

    id: str
    name: str = ""
    role: str = ""
    machine: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def shown(self) -> str:
        """The name for readers; of a program it says so where the name does not.

        >>> Annotator("a", "Reader 2", machine=True).shown
        'Reader 2 (a program)'
        """
        name = self.name or self.id
        said = any(word in name.lower() for word in ("model", "program", "software"))
        return f"{name} (a program)" if self.machine and not said else name


@dataclass(frozen=True, slots=True)
class Source:
    """The article: its bibliographic facts. An unknown author is an empty tuple, never an invented name.

    ``supplied`` marks a title given by the editor; it is shown in brackets.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    container: str = ""
    volume: str = ""
    pages: str = ""
    language: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    supplied: bool = False

    @property
    def shown_title(self) -> str:
        """The title as printed in figures: in square brackets where the editor supplied it."""
        return f"[{self.title}]" if self.supplied and not self.title.startswith("[") else self.title


@dataclass(frozen=True, slots=True)
class BibItem:
    """A cited source: its id in the file and its text as given."""

    id: str
    text: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class ArgumentMap:
    """One text's argument as annotated: components, relations, code book, annotators, and the text if at hand.

    ``file`` is the name the map was read from, used in messages only. ``extra`` keeps, verbatim,
    what the model has no field for.
    """

    id: str
    title: str = ""
    source: Source = Source()
    text: ReadingText | None = None
    components: tuple[Component, ...] = ()
    relations: tuple[Relation, ...] = ()
    issues: tuple[Issue, ...] = ()
    voices: tuple[Voice, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    annotators: tuple[Annotator, ...] = ()
    bibliography: tuple[BibItem, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    file: str = field(default="", compare=False)

    @cached_property
    def component(self) -> Mapping[str, Component]:
        """Components by id; of several with one id, the first."""
        return {item.id: item for item in reversed(self.components)}

    @cached_property
    def relation(self) -> Mapping[str, Relation]:
        """Relations by id; of several with one id, the first."""
        return {item.id: item for item in reversed(self.relations)}

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return {item.id: item for item in reversed(self.issues)}

    @cached_property
    def voice(self) -> Mapping[str, Voice]:
        """Voices by id."""
        return {item.id: item for item in reversed(self.voices)}

    @cached_property
    def scheme(self) -> Mapping[str, Scheme]:
        """Schemes by id."""
        return {item.id: item for item in reversed(self.schemes)}

    @cached_property
    def bibliographic_item(self) -> Mapping[str, BibItem]:
        """Cited sources by id; of several with one id, the first."""
        return {item.id: item for item in reversed(self.bibliography)}

    @cached_property
    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """What each component cites, by the component's id: ids of cited sources, each once."""
        found: dict[str, dict[str, None]] = {}
        for relation in self.relations:
            for source in relation.sources if relation.name == "cites" else ():
                found.setdefault(source, {}).update(dict.fromkeys(relation.targets))
        return {source: tuple(targets) for source, targets in found.items()}

    @property
    def theses(self) -> tuple[Component, ...]:
        """The components marked as the text's main claim."""
        return tuple(item for item in self.components if item.thesis)

    @property
    def short_name(self) -> str:
        """How figures call the text: "Voloshin 2012", or its title where the author is unknown."""
        if not self.source.authors:
            return self.source.shown_title or self.title or self.id
        names = [name.split()[-1] for name in self.source.authors]
        who = names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} et al."
        return f"{who} {self.source.date[:4]}".strip()

    def page(self, component: Component) -> str:
        """The page (or "81–82") on which the component stands; "" where pages are unknown."""
        if self.text is None:
            return ""
        first = [self.text.page_at(f.start) for f in component.fragments if f.start is not None]
        last = [self.text.page_at(max(f.start or 0, f.end - 1)) for f in component.fragments if f.end is not None]
        pages = [page for page in first[:1] + last[-1:] if page]
        return "–".join(dict.fromkeys(pages))

    def passage(self, component: Component) -> str:
        """The component's own words, fragments joined by " … "; "" where the text is not at hand."""
        if self.text is None or self.text.content is None:
            return ""
        content = self.text.content
        parts = [content[f.start : f.end] for f in component.fragments if f.start is not None and f.end is not None]
        return " … ".join(parts)

    def words(self, component: Component, most: int = 30) -> str:
        """What a component says, for figures and lists: its gloss, else the first words of its passage in quotes."""
        if component.gloss.strip():
            return component.gloss
        passage = self.passage(component).split()
        return f"“{' '.join(passage[:most])}{' …' if len(passage) > most else ''}”" if passage else ""

    def issue_closure(self, issue: str) -> frozenset[str]:
        """The issue and all below it in the code book."""
        found = {issue}
        children: dict[str, list[str]] = {}
        for item in self.issues:
            children.setdefault(item.parent, []).append(item.id)
        queue = [issue]
        while queue:
            for child in children.get(queue.pop(), ()):
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return frozenset(found)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The map as a networkx graph; relations that are targets or linked become nodes of their own."""
        from argmap.graph import to_networkx

        return to_networkx(self)

    def _repr_svg_(self) -> str | None:
        """The map as a diagram, for notebooks; None for a map without components, which then shows as text."""
        from argmap.render.notebook import diagram

        return diagram(self) or None
