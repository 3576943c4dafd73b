"""Deciding what belongs to a theme: adding, confirming, removing passages, and taking that back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.documents.model import Kind, Paragraph, Passage, Selector
from reader.documents.record import DocumentRecord
from reader.errors import UsageError
from reader.library.decisions import DecisionStore
from reader.library.model import Decision
from reader.library.text_reading import TextReader
from reader.messages import msg
from reader.themes.model import EntryState
from reader.workspace.model import SetAside
from reader.workspace.rulings import Ruling

if TYPE_CHECKING:
    from reader.workspace.decided import Decided
    from reader.workspace.themes import ThemeDesk

_READ = tuple[DocumentRecord, tuple[Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """The decisions that a deed took away and those that it made: all that undoing it needs."""

    gone: tuple[Decision, ...] = ()
    come: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


class DecisionDesk:
    """Decides on passages under themes, by theme id or name. Any thread.

    A decision is on a paragraph under one theme; it takes the place of earlier ones on the same.
    All raise UsageError for a theme or a place that is not there.
    """

    def __init__(self, store: DecisionStore, texts: TextReader, themes: "ThemeDesk") -> None:
        self._store = store
        self._texts = texts
        self._themes = themes

    def add(self, theme: str, passages: Sequence[Passage]) -> Change:
        """Put passages under a theme, whatever its terms say.

        Of two passages of one paragraph that are added, the entry reaches from the first to the
        end of the last.

        Raises:
            UsageError: besides, where a passage is empty or no text (a page number, say).
        """
        key = self._themes.find(theme).id
        return self._decide([(key, self._joined(key, p)) for p in passages], EntryState.ADDED)

    def keep(self, theme: str, passages: Sequence[Passage]) -> Change:
        """Confirm passages: they stay under a theme even if its terms no longer find them.

        Those that the user added stand there by the user's own word already.
        """
        key, current = self._themes.find(theme).id, self._themes.current()
        return self._decide(
            [(key, passage) for passage in passages if not _is_added(current, key, passage)],
            EntryState.KEPT,
        )

    def remove(self, theme: str, passages: Sequence[Passage]) -> Change:
        """Take passages away from a theme and from those below it where they stand."""
        current = self._themes.current()
        below = self._below(theme)
        pairs = []
        for passage in passages:
            tags = current.assignments.of(passage.document, passage.paragraph)
            pairs += [(tag.theme, passage) for tag in tags if tag.theme in below]
        return self._decide(pairs, EntryState.REMOVED)

    def reset(self, theme: str, passages: Sequence[Passage]) -> Change:
        """Leave passages to the terms of a theme and those below it again."""
        current = self._themes.current()
        gone = [
            ruling.decision
            for passage in passages
            for key in self._below(theme)
            for ruling in _on(current, key, passage)
        ]
        return self._made(Change(tuple(gone)))

    def forget(self, decisions: Iterable[Decision]) -> Change:
        """Let go of decisions whose words are lost."""
        return self._made(Change(tuple(decisions)))

    def undo(self, change: Change) -> None:
        """Take a change back."""
        self._store.exchange(change.come, change.gone)

    def set_aside(self, theme: str) -> SetAside:
        """What was decided on a theme and those below it that its entries do not show."""
        current, below = self._themes.current(), self._below(theme)
        lost = (ruling.decision for ruling in current.lost)
        return SetAside(self._themes.removed(theme), tuple(d for d in lost if d.theme in below))

    def last_used(self, limit: int = 5) -> tuple[str, ...]:
        """The ids of the themes that passages were added to last, the latest first."""
        known = {theme.id for theme in self._themes.outline().themes}
        found = self._store.last_added_to(limit + len(known))
        return tuple(theme for theme in found if theme in known)[:limit]

    # Inside

    def _below(self, theme: str) -> frozenset[str]:
        """A theme and those below it."""
        current = self._themes.current()
        themes = current.found.outline.themes
        key = self._themes.find(theme).id
        positions = current.assignments.below().get(key, [])
        return frozenset(themes[position].id for position in positions)

    def _decide(self, pairs: Iterable[tuple[str, Passage]], state: EntryState) -> Change:
        current, read = self._themes.current(), self._reader()
        gone: list[Decision] = []
        come: dict[tuple[str, str, int], Decision] = {}
        for theme, passage in pairs:
            gone += [ruling.decision for ruling in _on(current, theme, passage)]
            record, selector = _selector(read, passage, whole=state is not EntryState.ADDED)
            come[theme, passage.document, passage.paragraph] = self._store.decision(
                theme, selector, state, library=self._texts.library, title=record.metadata.title
            )
        return self._made(Change(tuple(gone), tuple(come.values())))

    def _made(self, change: Change) -> Change:
        if change:
            self._store.exchange(change.gone, change.come)
        return change

    def _joined(self, theme: str, passage: Passage) -> Passage:
        """With what of the same paragraph was added before."""
        for ruling in _on(self._themes.current(), theme, passage):
            before = ruling.passage
            if before is not None and ruling.decision.state is EntryState.ADDED:
                start, end = min(before.start, passage.start), max(before.end, passage.end)
                passage = Passage(passage.document, passage.paragraph, start, end)
        return passage

    def _reader(self) -> Callable[[str], _READ]:
        """Reads each document once."""
        known: dict[str, _READ] = {}

        def read(document: str) -> _READ:
            if document not in known:
                record = self._texts.record(document)
                if record is None:
                    raise UsageError(msg("资料库中没有文献“{document}”", document=document))
                known[document] = record, self._texts.paragraphs(document)
            return known[document]

        return read


def _on(current: "Decided", theme: str, passage: Passage) -> tuple[Ruling, ...]:
    """The decisions on a paragraph under a theme."""
    spot = current.spot(theme, passage.document, passage.paragraph)
    return () if spot is None else current.rulings.get(spot, ())


def _is_added(current: "Decided", theme: str, passage: Passage) -> bool:
    rulings = _on(current, theme, passage)
    return bool(rulings) and rulings[-1].decision.state is EntryState.ADDED


def _selector(
    read: Callable[[str], _READ], passage: Passage, whole: bool
) -> tuple[DocumentRecord, Selector]:
    from reader.documents.anchors import make_selector

    record, paragraphs = read(passage.document)
    start, end = passage.start, passage.end
    if whole and 1 <= passage.paragraph <= len(paragraphs):
        start, end = 0, len(paragraphs[passage.paragraph - 1].text)
    place = (passage.paragraph, start, end)
    selector = make_selector(passage.document, record.fingerprint, paragraphs, *place)
    if not selector.exact.strip() or paragraphs[passage.paragraph - 1].kind is Kind.JUNK:
        raise UsageError(msg("第 {number} 段不是正文，不能归入主题", number=passage.paragraph))
    return record, selector
