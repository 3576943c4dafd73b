"""What somebody means by a name: documents, themes, headings, commands, or a copied reference."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.fold import fold, fold_text
from reader.documents.cited import read_references
from reader.documents.model import Wording
from reader.documents.references import Reference, locate
from reader.library.text_reading import TextReader
from reader.workspace.catalogue import Catalogue
from reader.workspace.headings import HeadingIndex
from reader.workspace.model import Match, MatchKind
from reader.workspace.recognition import Rank, Recognised, Recogniser, rank, typed
from reader.workspace.themes import ThemeDesk

# Of kinds that fit alike the one that people go to more often comes first.
_ORDER = {
    kind: number
    for number, kind in enumerate(
        (
            MatchKind.PASSAGE,
            MatchKind.THEME,
            MatchKind.DOCUMENT,
            MatchKind.COMMAND,
            MatchKind.HEADING,
        )
    )
}

# The best first.
_WORDINGS = tuple(Wording)

_Name = tuple[MatchKind, str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    place: Recognised
    rank: Rank

    @property
    def order(self) -> tuple[Rank, int, str, str]:
        return self.rank, _ORDER[self.match.kind], self.match.name, self.match.key


NO_COMMANDS: Mapping[str, str] = MappingProxyType({})


class LookupDesk:
    """Recognises what somebody types. Any thread."""

    def __init__(
        self,
        texts: TextReader,
        catalogue: Catalogue,
        themes: ThemeDesk,
        headings: HeadingIndex,
        recogniser: Recogniser,
    ) -> None:
        self._texts = texts
        self._catalogue = catalogue
        self._themes = themes
        self._headings = headings
        self._recogniser = recogniser
        self._lock = threading.Lock()
        self._folded: dict[str, str] = {}

    def lookup(
        self, text: str, limit: int = 10, commands: Mapping[str, str] = NO_COMMANDS
    ) -> tuple[Match, ...]:
        """Documents, themes, headings and commands by their names, the best first.

        By a piece of the name, by pinyin ("duchaduban"), by initials ("dcdb") or by a mixture.
        A copied reference (reader.documents.references) gives the passage that it names.
        `commands` are what else has a name, by key.
        """
        referred = self._referred(text)
        if referred:
            return referred[:limit]
        found = [*self._by_name(text, commands), *self._by_heading(text)]
        found.sort(key=lambda one: one.order)
        return tuple(_marked(one) for one in found[:limit])

    def themes(self, text: str) -> tuple[Match, ...]:
        """Themes by their names alone, as `lookup` recognises them; all of them, best first."""
        names = ((MatchKind.THEME, theme.id, theme.name) for theme in self._themes.outline().themes)
        found = sorted(self._recognised(text, names), key=lambda one: one.order)
        return tuple(_marked(one) for one in found)

    # A reference

    def _referred(self, text: str) -> tuple[Match, ...]:
        """The passages that copied references name, those with their very words first."""
        found = [match for one in read_references(text) for match in self._named(one)]
        best = min((_WORDINGS.index(match.wording) for match in found), default=0)
        return tuple(match for match in found if _WORDINGS.index(match.wording) == best)

    def _named(self, reference: Reference) -> Iterator[Match]:
        """One for each document of that title."""
        wanted = fold_text(reference.title)
        for document, metadata in self._catalogue.holdings().metadata.items():
            if self._fold(metadata.title) != wanted:
                continue
            title = metadata.title
            found = locate(reference, document, self._texts.paragraphs(document))
            if found is None:
                yield Match(MatchKind.PASSAGE, document, title, (), wording=Wording.GONE)
            else:
                passage, wording = found
                name = passage.text
                yield Match(MatchKind.PASSAGE, document, name, (), title, passage, wording)

    # Names

    def _by_name(self, text: str, commands: Mapping[str, str]) -> Iterator[_Found]:
        return self._recognised(text, self._names(commands))

    def _recognised(self, text: str, names: Iterable[_Name]) -> Iterator[_Found]:
        wanted = typed(text)
        if not wanted.literal:
            return
        for kind, key, name in names:
            folded = self._fold(name)
            place = self._recogniser.find(wanted, folded)
            if place is not None:
                yield _Found(Match(kind, key, name, ()), place, rank(place, folded))

    def _names(self, commands: Mapping[str, str]) -> Iterator[_Name]:
        for theme in self._themes.outline().themes:
            yield MatchKind.THEME, theme.id, theme.name
        for document, metadata in self._catalogue.holdings().metadata.items():
            yield MatchKind.DOCUMENT, document, metadata.title
        for key, name in commands.items():
            yield MatchKind.COMMAND, key, name

    def _by_heading(self, text: str) -> Iterator[_Found]:
        holdings = self._catalogue.holdings()
        for heading, folded, place in self._headings.find(typed(text)):
            document = heading.passage.document
            title = holdings.title(document)
            if title != heading.name:
                key = f"{document}:{heading.passage.paragraph}:{heading.passage.start}"
                match = Match(MatchKind.HEADING, key, heading.name, (), title, heading.passage)
                yield _Found(match, place, rank(place, folded))

    def _fold(self, name: str) -> str:
        with self._lock:
            if name not in self._folded:
                self._folded[name] = fold_text(name)
            return self._folded[name]


def _marked(found: _Found) -> Match:
    """The match with what was recognised in its name."""
    match, place = found.match, found.place
    span = fold(match.name).original_span(place.start, place.end)
    return Match(match.kind, match.key, match.name, (span,), match.detail, match.passage)
