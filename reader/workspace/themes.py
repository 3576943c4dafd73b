"""Themes over the whole library: assignments worked out from the index, kept while they hold."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from index.model import Grouping
from reader.documents.model import Passage
from reader.errors import UsageError
from reader.library.outlines import OutlineStore
from reader.library.texts import TextStore
from reader.messages import msg
from reader.themes.assignment import Postings, assign, terms_of
from reader.themes.model import Assignment, EntryState, Outline, Theme, ThemeEntry
from reader.themes.results import Assignments, EntryOrder, ParagraphTable
from reader.workspace.model import Entry, ThemeCount, ThemeTag

AskPostings = Callable[[Sequence[str]], Sequence[Postings]]
_TERMS_AT_ONCE = 2
Places = frozenset[tuple[str, int]]


@dataclass(frozen=True, eq=False)
class _Kept:
    """What was worked out for one state of the texts and of the outline."""

    sequence: int
    outline: Outline
    assignments: Assignments
    places: dict[str, Places] = field(default_factory=dict)

    @cached_property
    def grouping(self) -> Grouping:
        rows, groups = self.assignments.memberships()
        return Grouping(self.assignments.paragraphs.keys, rows, groups, len(self.outline.themes))


class ThemeDesk:
    """Answers what stands under a theme, and which themes a paragraph has.

    Assignments are a function of the texts and the outline: nothing of them is stored. May be
    asked from any thread; the first question after a change of the texts takes the time of
    assigning the library anew.
    """

    def __init__(self, outlines: OutlineStore, texts: TextStore, postings: AskPostings) -> None:
        self._outlines = outlines
        self._texts = texts
        self._postings = postings
        self._lock = threading.Lock()
        self._kept: _Kept | None = None
        self._resting = 0

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """While many texts come in: what was worked out before holds.

        It would be worked out again for the whole library with every few of them. New texts
        have no themes meanwhile.
        """
        with self._lock:
            self._resting += 1
        try:
            yield
        finally:
            with self._lock:
                self._resting -= 1

    def outline(self) -> Outline:
        """The theme outline of the library."""
        outlines = self._outlines.outlines()
        return outlines[0] if outlines else Outline("", "", ())

    def find(self, name: str) -> Theme:
        """A theme by its id or its name.

        Raises:
            UsageError: there is none.
        """
        themes = self.outline().themes
        for theme in themes:
            if name in (theme.id, theme.name):
                return theme
        raise UsageError(msg("没有名为“{name}”的主题；主题名可用 themes 命令列出", name=name))

    def counts(self) -> tuple[ThemeCount, ...]:
        """All themes in outline order with the number of their passages."""
        assignments = self._assignments()
        counts = assignments.counts()
        return tuple(ThemeCount(t, counts[t.id]) for t in assignments.outline.themes)

    def count(self, name: str) -> ThemeCount:
        """One theme with the number of its passages."""
        theme = self.find(name)
        return ThemeCount(theme, self._assignments().counts()[theme.id])

    def entries(self, name: str, order: EntryOrder = EntryOrder.SCORE) -> tuple[Entry, ...]:
        """The passages of a theme and of those below it, best first."""
        theme = self.find(name)
        found = self._assignments().entries(theme.id, order)
        texts = self._texts.texts((item.document, item.paragraph) for item in found)
        titles = {r.document: r.metadata.title for r in self._texts.records()}
        return tuple(
            _entry(item, texts[item.document, item.paragraph], titles.get(item.document, ""))
            for item in found
            if (item.document, item.paragraph) in texts
        )

    def places(self, name: str) -> Places:
        """The paragraphs of a theme, as a scope for a search: one and the same set while it holds.

        Raises:
            UsageError: there is no such theme.
        """
        theme = self.find(name)
        kept = self._current()
        if theme.id not in kept.places:
            kept.places[theme.id] = kept.assignments.passages(theme.id)
        return kept.places[theme.id]

    def grouping(self) -> tuple[tuple[Theme, ...], Grouping]:
        """The themes in outline order, and the paragraphs under each and those below it.

        The grouping is one and the same object while it holds.
        """
        kept = self._current()
        return kept.outline.themes, kept.grouping

    def assignments(self, document: str | None = None) -> tuple[Assignment, ...]:
        """All assignments of a document or of the library, by paragraph and then best first."""
        return tuple(self._assignments().all(document))

    def tags(self, document: str, paragraph: int) -> tuple[ThemeTag, ...]:
        """The themes of one paragraph by name, best first."""
        assignments = self._assignments()
        names = {theme.id: theme.name for theme in assignments.outline.themes}
        return tuple(
            ThemeTag(item.theme, names[item.theme], item.score, item.reasons)
            for item in assignments.of(document, paragraph)
        )

    def _assignments(self) -> Assignments:
        return self._current().assignments

    def _current(self) -> _Kept:
        sequence, outline = self._texts.last_sequence(), self.outline()
        with self._lock:
            kept = self._kept
            holds = kept is not None and (self._resting > 0 or kept.sequence == sequence)
            if kept is None or not holds or kept.outline != outline:
                table = ParagraphTable(self._texts.lengths())
                found = assign(outline, table, self._all_postings(terms_of(outline)))
                kept = self._kept = _Kept(sequence, outline, found)
            return kept

    def _all_postings(self, terms: Sequence[str]) -> Iterator[Postings]:
        """A few terms at a time: all at once would need many times the memory of what is kept."""
        for start in range(0, len(terms), _TERMS_AT_ONCE):
            yield from self._postings(terms[start : start + _TERMS_AT_ONCE])


def _entry(item: Assignment, text: str, title: str) -> Entry:
    passage = Passage(item.document, item.paragraph, 0, len(text), text)
    return Entry(
        ThemeEntry(item.theme, passage, EntryState.AUTOMATIC, item.score, item.reasons), title
    )
