"""Themes over the whole library: worked out from the index and the user's decisions."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from index.model import Grouping
from reader.errors import UsageError
from reader.library.outlines import OutlineStore
from reader.library.text_reading import TextReader
from reader.messages import msg
from reader.themes.assignment import Postings, assign, terms_of
from reader.themes.model import Assignment, Outline, Theme, ThemeEntry
from reader.themes.paragraphs import ParagraphTable
from reader.themes.results import Assignments, EntryOrder
from reader.workspace.decided import Decided, Found, Places, decide
from reader.workspace.model import Entry, ThemeCount, ThemeTag
from reader.workspace.rulings import Rulings

AskPostings = Callable[[Sequence[str]], Iterator[Postings]]


class ThemeDesk:
    """Answers what stands under a theme, and which themes a paragraph has.

    Assignments are a function of the texts and the outline: nothing of them is stored. Decisions
    of the user are laid over them, and count in every answer. May be asked from any thread; the
    first question after a change of the texts takes the time of assigning the library anew, the
    first after a decision that of finding the passages of the decisions.
    """

    def __init__(
        self, outlines: OutlineStore, texts: TextReader, postings: AskPostings, rulings: Rulings
    ) -> None:
        self._outlines = outlines
        self._texts = texts
        self._postings = postings
        self._rulings = rulings
        self._lock = threading.Lock()
        self._kept: Decided | None = None
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
        """The outline in its order, with the number of passages of each theme."""
        assignments = self._assignments()
        counts = assignments.counts()
        return tuple(ThemeCount(t, counts[t.id]) for t in assignments.outline.themes)

    def count(self, name: str) -> ThemeCount:
        """One theme by id or name."""
        theme = self.find(name)
        return ThemeCount(theme, self._assignments().counts()[theme.id])

    def entries(self, name: str, order: EntryOrder = EntryOrder.SCORE) -> tuple[Entry, ...]:
        """The passages of a theme and of those below it: added ones, then the best first."""
        theme, current = self.find(name), self.current()
        return self._entries(current, current.assignments.entries(theme.id, order))

    def removed(self, name: str) -> tuple[Entry, ...]:
        """The passages that the user removed from a theme or those below it, in text order."""
        theme, current = self.find(name), self.current()
        return self._entries(current, current.removed(theme.id))

    def _entries(self, current: Decided, found: Sequence[Assignment]) -> tuple[Entry, ...]:
        texts = self._texts.texts((item.document, item.paragraph) for item in found)
        titles = {r.document: r.metadata.title for r in self._texts.records()}
        return tuple(
            _entry(current, item, texts[place], titles.get(item.document, ""))
            for item in found
            if (place := (item.document, item.paragraph)) in texts
        )

    def places(self, name: str) -> Places:
        """The paragraphs of a theme, as a scope for a search: one and the same set while it holds.

        Raises:
            UsageError: there is no such theme.
        """
        theme = self.find(name)
        return self.current().places(theme.id)

    def grouping(self) -> tuple[tuple[Theme, ...], Grouping]:
        """The themes in outline order, and the paragraphs under each and those below it.

        The grouping is one and the same object while it holds.
        """
        current = self.current()
        return current.found.outline.themes, current.grouping

    def assignments(self, document: str | None = None) -> tuple[Assignment, ...]:
        """The themes of every paragraph of a document or of the library, best first.

        Raises:
            UsageError: there is no such document.
        """
        if document is not None and self._texts.record(document) is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        return tuple(self._assignments().all(document))

    def tags(self, document: str, paragraph: int) -> tuple[ThemeTag, ...]:
        """The themes of one paragraph by name, best first."""
        assignments = self._assignments()
        names = {theme.id: theme.name for theme in assignments.outline.themes}
        return tuple(
            ThemeTag(item.theme, names[item.theme], item.score, item.reasons, item.state)
            for item in assignments.of(document, paragraph)
        )

    def _assignments(self) -> Assignments:
        return self.current().assignments

    def current(self) -> Decided:
        """What stands under the themes now: one and the same object while it holds."""
        sequence, outline, stamp = (
            self._texts.last_sequence(),
            self.outline(),
            self._rulings.stamp(),
        )
        with self._lock:
            kept = self._kept
            if kept is None or not self._holds(kept.found, sequence, outline):
                found = self._find(sequence, outline)
            elif kept.stamp == stamp:
                return kept
            else:
                found = kept.found
            settled = found.sequence == sequence
            kept = self._kept = decide(found, stamp, self._rulings.rulings(), settled)
            return kept

    def _holds(self, found: Found, sequence: int, outline: Outline) -> bool:
        return found.outline == outline and (self._resting > 0 or found.sequence == sequence)

    def _find(self, sequence: int, outline: Outline) -> Found:
        table = ParagraphTable(self._texts.lengths())
        return Found(sequence, outline, assign(outline, table, self._postings(terms_of(outline))))


def _entry(current: Decided, item: Assignment, text: str, title: str) -> Entry:
    passage = current.passage(item, text)
    return Entry(ThemeEntry(item.theme, passage, item.state, item.score, item.reasons), title)
