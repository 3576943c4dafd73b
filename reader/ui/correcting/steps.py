"""What the operations of the dialog mean: rows that are chosen -> corrections to put or to drop.

Pure functions over what is shown; they run in a worker thread, since a text may be long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.documents.corrections import (
    DEEPEST,
    Correction,
    Join,
    ReadAs,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
)
from reader.documents.model import Document, Metadata
from reader.documents.places import Place, Places
from reader.ui.correcting.lines import Line, Lines

Corrections = tuple[Correction, ...]


@dataclass(frozen=True)
class View:
    """A file as it is shown: as it was read, what is corrected, and what comes of that.

    `found` is the metadata of each document without the corrections of metadata; `paragraphs`
    tells of which paragraph of the file (counted from 1) a correction is, where it has a place.
    """

    documents: tuple[Document, ...]
    corrections: Corrections
    read: Lines
    lines: Lines
    found: tuple[Metadata, ...]
    lost: frozenset[Correction]
    paragraphs: Mapping[Correction, int]


Step = Callable[[View], Corrections]


def set_level(rows: Sequence[int], level: int | None) -> Step:
    """Make headings of a level, or (None) no headings."""

    def step(view: View) -> Corrections:
        return _heading(view, rows, lambda line, _row: level)

    return step


def shift(rows: Sequence[int], by: int) -> Step:
    """Raise (-1) or lower (1) headings.

    What is no heading becomes one when it is raised, of the level of the heading before it.
    """

    def wanted(view: View, line: Line, row: int) -> int | None:
        if line.level is not None:
            return min(max(1, line.level + by), DEEPEST)
        if by > 0 or line.is_junk:
            return None
        before = view.lines.section_before(row)
        return 1 if before is None else before.level

    def step(view: View) -> Corrections:
        return _heading(view, rows, lambda line, row: wanted(view, line, row))

    return step


def set_junk(rows: Sequence[int], *, junk: bool) -> Step:
    """Mark paragraphs as junk, or take the mark away."""

    def step(view: View) -> Corrections:
        draft = _Draft(view)
        for row, line in _paragraphs(view, rows):
            if line.is_junk == junk:
                continue
            draft.drop(row, SetJunk)
            if junk:
                draft.drop(row, SetHeading)
            if _as_read(view, row).is_junk != junk:
                draft.add(SetJunk(draft.place(row), junk))
        return draft.made()

    return step


def split(row: int) -> Step:
    """Let a document begin with a row."""

    def step(view: View) -> Corrections:
        line = view.lines.line(row)
        if line.paragraph is None or line.paragraph.number == 1:
            return view.corrections
        return _divide(view, row, Join, Split)

    return step


def join(row: int) -> Step:
    """Let the document of a row be the end of the one before it."""

    def step(view: View) -> Corrections:
        document = view.lines.line(row).document
        if document == 0:
            return view.corrections
        return _divide(view, view.lines.row(document, 1), Split, Join)

    return step


def set_metadata(document: int, field: str, value: str | None) -> Step:
    """Say what a field of a document is."""

    def step(view: View) -> Corrections:
        row, draft = view.lines.row(document, 1), _Draft(view)
        draft.drop_field(row, field)
        found = getattr(view.found[document], field)
        if (None if found is None else str(found)) != value:
            draft.add(SetMetadata(draft.place(row), field, value))
        return draft.made()

    return step


def reset_metadata(document: int, field: str) -> Step:
    """Let what was found in the file count again."""

    def step(view: View) -> Corrections:
        draft = _Draft(view)
        draft.drop_field(view.lines.row(document, 1), field)
        return draft.made()

    return step


def read_as(encoding: str | None) -> Step:
    """Read the file in an encoding; None: in the one that is found by itself."""

    def step(view: View) -> Corrections:
        others = tuple(c for c in view.corrections if not isinstance(c, ReadAs))
        return others if encoding is None else (ReadAs(encoding), *others)

    return step


def drop(dropped: Iterable[Correction]) -> Step:
    """Take corrections back."""
    gone = frozenset(dropped)
    return lambda view: tuple(c for c in view.corrections if c not in gone)


def drop_all() -> Step:
    """Take all corrections back."""
    return lambda _view: ()


def row_of(view: View, correction: Correction) -> int | None:
    """The row that a correction is about, where it is not lost."""
    paragraph = view.paragraphs.get(correction)
    if paragraph is None or correction in view.lost:
        return None
    return view.lines.row_of_ordinal(paragraph - 1)


# Parts


def _paragraphs(view: View, rows: Sequence[int]) -> Iterator[tuple[int, Line]]:
    for row in rows:
        line = view.lines.line(row)
        if line.paragraph is not None:
            yield row, line


def _heading(
    view: View, rows: Sequence[int], wanted: Callable[[Line, int], int | None]
) -> Corrections:
    draft = _Draft(view)
    for row, line in _paragraphs(view, rows):
        level = wanted(line, row)
        if level == line.level and not (level is None and line.is_title):
            continue
        draft.drop(row, SetHeading)
        if level is not None:
            draft.drop(row, SetJunk)
        was = _as_read(view, row)
        if level != was.level or (level is None and was.is_title):
            section = line.section
            runs_in = level is not None and section is not None and line.runs_in
            span = (section.start, section.end) if section and runs_in else None
            draft.add(SetHeading(draft.place(row, span), level))
    return draft.made()


def _as_read(view: View, row: int) -> Line:
    return view.read.line(view.read.row_of_ordinal(view.lines.ordinal(row)))


def _divide(
    view: View, row: int, undone: type[Correction], done: type[Split | Join]
) -> Corrections:
    draft = _Draft(view)
    draft.drop(row, undone)
    kept = draft.made()
    if len(kept) == len(view.corrections):
        draft.add(done(draft.place(row)))
    return draft.made()


class _Draft:
    """The corrections of a file while some are dropped and others put; for many rows at once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._dropped: set[tuple[type[Correction], int]] = set()
        self._fields: set[tuple[str, int]] = set()
        self._added: list[Correction] = []
        self._places = Places(view.documents)

    def place(self, row: int, span: tuple[int, int] | None = None) -> Place:
        """The place of the paragraph in a row, or of a span of it."""
        return self._places.at(self._paragraph(row), span)

    def drop(self, row: int, kind: type[Correction]) -> None:
        """No correction of this kind any more on the paragraph of a row."""
        self._dropped.add((kind, self._paragraph(row)))

    def drop_field(self, row: int, field: str) -> None:
        """No correction of this field any more on the document that begins in a row."""
        self._fields.add((field, self._paragraph(row)))

    def add(self, correction: Correction) -> None:
        """One more, after all others."""
        self._added.append(correction)

    def made(self) -> Corrections:
        """The corrections that come of it."""
        kept = (c for c in self._view.corrections if not self._is_dropped(c))
        return (*kept, *self._added)

    def _is_dropped(self, correction: Correction) -> bool:
        paragraph = self._view.paragraphs.get(correction)
        if paragraph is None:
            return False
        if isinstance(correction, SetMetadata):
            return (correction.field, paragraph) in self._fields
        return (type(correction), paragraph) in self._dropped

    def _paragraph(self, row: int) -> int:
        return self._view.lines.ordinal(row) + 1
