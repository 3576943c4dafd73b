"""The corrections of one file while somebody works on them: each step can be undone.

Every step is worked out and shown by a worker thread; steps that are asked for meanwhile follow
one after the other, so that none of them is lost or applied to what is no longer shown.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.documents.corrections import ReadAs, SetMetadata, apply, encoding_of
from reader.documents.places import Places
from reader.documents.reading import Reading
from reader.errors import ReaderError
from reader.ui.correcting.lines import Lines
from reader.ui.correcting.steps import Corrections, Step, View
from reader.ui.tasks import Job, TaskRunner

# Reads the file again in an encoding; runs in a worker thread.
Reread = Callable[[str | None], Reading]
_Move = Callable[[], "Step | None"]


class Editing(QObject):
    """Holds the corrections and their history; `shown` comes after every step.

    `failed(error)`: the file could not be read as asked; what was shown before stays.
    """

    shown = Signal()
    failed = Signal(object)

    def __init__(
        self, reading: Reading, reread: Reread, tasks: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.path = reading.path
        self.saved: Corrections = reading.corrections
        self.reading = reading
        self.view = View((), reading.corrections, Lines(), Lines(), (), frozenset(), {})
        self._readings = {encoding_of(reading.corrections): reading}
        self._reread = reread
        self._tasks = tasks
        self._channel = f"correcting {id(self)}"
        self._undo: list[Corrections] = []
        self._redo: list[Corrections] = []
        self._merge: str | None = None
        self._moves: deque[_Move] = deque()
        self._after: Callable[[], None] = _nothing
        self._busy = False

    # What there is

    @property
    def corrections(self) -> Corrections:
        """The corrections as they are shown."""
        return self.view.corrections

    @property
    def changed(self) -> bool:
        """Whether they are others than those that are kept already."""
        return self.corrections != self.saved

    @property
    def settled(self) -> bool:
        """Whether no step is under way."""
        return not self._busy and not self._moves

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._redo)

    # Steps

    def begin(self, draft: Corrections | None = None) -> None:
        """Show what was read; a `draft` that was left unfinished is the first step."""
        self._move(lambda: lambda view: view.corrections)
        if draft is not None and draft != self.saved:
            self.do(lambda _view: draft)

    def do(self, step: Step, merge: str | None = None) -> None:
        """Take a step; it is one with the step before it if both `merge` under the same name."""

        def move() -> Step:
            before = self.corrections
            joined = merge is not None and merge == self._merge and self._undo
            self._after = lambda: self._keep(before, bool(joined), merge)
            return step

        self._move(move)

    def undo(self) -> None:
        """Take the last step back."""
        self._move(lambda: self._go(self._undo, self._redo))

    def redo(self) -> None:
        """Take a step again that was taken back."""
        self._move(lambda: self._go(self._redo, self._undo))

    def close(self) -> None:
        """Drop what is under way."""
        self._moves.clear()
        self._tasks.cancel(self._channel)

    # Parts

    def _keep(self, before: Corrections, joined: bool, merge: str | None) -> None:
        if self.corrections == before:
            return
        if not joined:
            self._undo.append(before)
        self._merge = merge
        self._redo.clear()

    def _go(self, source: list[Corrections], other: list[Corrections]) -> Step | None:
        if not source:
            return None
        wanted, before = source[-1], self.corrections

        def moved() -> None:
            source.pop()
            other.append(before)
            self._merge = None

        self._after = moved
        return lambda _view: wanted

    def _move(self, move: _Move) -> None:
        self._moves.append(move)
        self._next()

    def _next(self) -> None:
        while self._moves and not self._busy:
            self._after = _nothing
            step = self._moves.popleft()()
            if step is not None:
                self._run(step, self._after)

    def _run(self, step: Step, after: Callable[[], None]) -> None:
        view, readings, reread = self.view, dict(self._readings), self._reread

        def work(_job: Job) -> tuple[Reading, View]:
            wanted = step(view)
            encoding = encoding_of(wanted)
            reading = readings.get(encoding) or reread(encoding)
            return reading, look(reading, wanted)

        def done(result: tuple[Reading, View]) -> None:
            self._busy = False
            self.reading, self.view = result
            self._readings[encoding_of(self.view.corrections)] = self.reading
            after()
            self.shown.emit()
            self._next()

        def failed(error: ReaderError) -> None:
            self._busy = False
            self.failed.emit(error)
            self.shown.emit()
            self._next()

        self._busy = True
        self._tasks.run(work, done, failed, self._channel)


def look(reading: Reading, corrections: Corrections) -> View:
    """What corrections make of what was read. Takes a while for long texts."""
    corrected = apply(reading.documents, corrections)
    plain = tuple(c for c in corrections if not isinstance(c, SetMetadata))
    found = corrected if len(plain) == len(corrections) else apply(reading.documents, plain)
    places = Places(reading.documents)
    spots = {c: places.find(c.place) for c in corrections if not isinstance(c, ReadAs)}
    return View(
        documents=reading.documents,
        corrections=corrections,
        read=Lines(reading.documents),
        lines=Lines(corrected.documents),
        found=tuple(document.metadata for document in found.documents),
        lost=frozenset(corrected.lost),
        paragraphs={c: spot[0] for c, spot in spots.items() if spot is not None},
    )


def _nothing() -> None:
    """Nothing to do after a step that changes no history."""
