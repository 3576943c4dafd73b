"""Compares the texts of the two panes, as long as somebody wants to see how they differ."""

from collections.abc import Callable, Sequence
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from reader.documents.model import Paragraph
from reader.errors import ReaderError
from reader.ui.appearance import Appearance
from reader.ui.comparing.stepping import Stepping
from reader.ui.desk import Desk
from reader.ui.linking import Linking
from reader.ui.part import Means, WindowPart
from reader.ui.reading.hooks import Tint, TintsOf
from reader.ui.tasks import Job
from reader.workspace.text import Text

if TYPE_CHECKING:
    from reader.ui.comparing.bar import CompareBar
    from reader.ui.comparing.marks import Found

CHANNEL = "compare"
# So long (seconds) nobody wonders how far a comparison has come.
QUICK = 0.25


class Comparing(WindowPart):
    """Left is the old text, right the new one. The marks follow what the panes show.

    `changed` tells that the comparison was begun, ended or is another one; `said(text)` is for
    the status line.
    """

    changed = Signal()
    said = Signal(str)
    _advanced = Signal(int, int)

    def __init__(
        self,
        means: Means,
        desk: Desk,
        linking: Linking,
        look: Appearance,
        maximised: Callable[[], bool],
    ) -> None:
        """`maximised` tells that a pane is hidden for a while, and will be back."""
        super().__init__(means)
        self._desk = desk
        self._linking = linking
        self._look = look
        self._maximised = maximised
        self._on = False
        self._bar_made = False
        self._found: Found | None = None
        self._job: Job | None = None
        self._advanced.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self._stepping = Stepping(desk, linking)
        self._stepping.stepped.connect(self._stepped)
        desk.paragraph_changed.connect(self._remark)
        desk.text_shown.connect(lambda _number: self._refresh())
        desk.split_changed.connect(self._split)
        desk.failed.connect(lambda _error: self._refresh())

    # What others ask for

    @property
    def on(self) -> bool:
        """Whether the texts are compared, or will be as soon as they are there."""
        return self._on

    @property
    def found(self) -> "Found | None":
        """The differences, where they are known already."""
        return self._found

    @property
    def current(self) -> int | None:
        """The number (from 0) of the change that was gone to last."""
        return self._stepping.current

    def set_on(self, on: bool) -> None:
        """Compare the texts of both panes, or stop."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._desk.set_split(True)
            self.bar.show()
            self._refresh()
        else:
            self._tasks.cancel(CHANNEL)
            self._forget()
            self._linking.untie_wording()
            self.bar.hide()
        self.changed.emit()

    def compare(self, documents: Sequence[str]) -> None:
        """Open two documents side by side and compare them."""
        for number, document in enumerate(documents[:2]):
            self._desk.open(document, number)
        self.set_on(True)

    def step(self, by: int) -> None:
        """Go to the next change (1) or the one before (-1), around the end of the texts."""
        self._stepping.step(by)

    def listing(self) -> str:
        """All changes as a text; empty where there are none."""
        from reader.ui.comparing.words import listing

        found = self._found
        return listing(found, self._tr) if found is not None and found.changes else ""

    def set_appearance(self, look: Appearance) -> None:
        """Draw the bar in another palette."""
        self._look = look
        if self._bar_made:
            self.bar.set_appearance(look)

    @cached_property
    def bar(self) -> "CompareBar":
        """The bar above the panes; it is put there with the first comparison."""
        from reader.ui.comparing.bar import Bench, CompareBar

        bar = CompareBar(self._look, self._tr)
        active = self._desk.active.number
        bench = Bench(bar, self._desk.widget)
        # The keyboard may have been in the other pane, and came back to it.
        self._desk.activate(active)
        bench.escaped.connect(lambda: self.set_on(False))
        bar.closed.connect(self._close)
        bar.stepped.connect(self.step)
        bar.copy_wanted.connect(self.copy)
        self._bar_made = True
        return bar

    def copy(self) -> None:
        """Put the list of all changes on the clipboard."""
        from PySide6.QtGui import QGuiApplication

        words = self.listing()
        if words and self._found is not None:
            QGuiApplication.clipboard().setText(words)
            count = len(self._found.changes)
            self.said.emit(self._tr("已复制 {count} 处不同", count=count))

    def _close(self) -> None:
        self.set_on(False)
        self._desk.active.view.setFocus()

    # Comparing

    def _split(self, split: bool) -> None:
        """Without the other pane there is nothing to compare with."""
        if not split and not self._maximised():
            self.set_on(False)

    def _refresh(self) -> None:
        """Compare what the panes show now."""
        self._tasks.cancel(CHANNEL)
        self._forget()
        if not self._on:
            return
        left, right = (pane.text for pane in self._desk.panes)
        if self._desk.waiting:
            self.bar.show_note(self._tr("正在打开…"))
        elif left is None or right is None:
            self.bar.show_note(self._tr("在左栏和右栏各打开一篇文献，就显示它们的不同之处"))
        else:
            self.bar.show_note(self._tr("正在对比…"))
            self._run((left, right))

    def _run(self, texts: tuple[Text, Text]) -> None:
        begun, told = monotonic(), 0

        def work(job: Job) -> "Found":
            from reader.documents.comparison import compare
            from reader.ui.comparing.marks import Found

            def report(done: float) -> bool:
                nonlocal told
                percent = int(100 * done)
                if percent != told and monotonic() - begun > QUICK:
                    told = percent
                    self._advanced.emit(job.number, percent)
                return not job.cancelled()

            old, new = (text.paragraphs for text in texts)
            return Found(texts, compare(old, new, report=report))

        self._job = self._tasks.run(work, self._show, self._failed, CHANNEL)

    def _show_progress(self, job: int, percent: int) -> None:
        if self._job is not None and self._job.number == job and not self._job.cancelled():
            self.bar.show_note(self._tr("正在对比…已完成 {percent}%", percent=percent))

    def _failed(self, error: ReaderError) -> None:
        self.set_on(False)
        self.failed.emit(error)

    def _show(self, found: "Found") -> None:
        from reader.ui.comparing.bar import summary

        self._found, self._job = found, None
        self._stepping.set_found(found)
        for pane, marks in zip(self._desk.panes, found.marks, strict=True):
            pane.view.set_tints(self._tints(pane.number), marks.ticks, self._words)
            self._remark(pane.number)
        self._linking.tie_by_wording(found.alignment)
        self.bar.show_found(found)
        self.said.emit(summary(found, self._tr))
        self.changed.emit()

    def _forget(self) -> None:
        """Take the marks away; the pages stay tied until others are there."""
        if self._found is None:
            return
        self._found = None
        self._stepping.set_found(None)
        for pane in self._desk.panes:
            pane.view.set_tints(None, {})
            pane.view.set_remark("")
        self.changed.emit()

    def _tints(self, side: int) -> TintsOf:
        def tints(paragraph: Paragraph) -> Sequence[Tint]:
            found = self._found
            return () if found is None else found.marks[side].tints(paragraph.number, self.current)

        return tints

    def _words(self, tint: Tint) -> str:
        from reader.ui.comparing.words import sentence

        return "" if self._found is None else sentence(self._found, tint.number, self._tr)

    def _remark(self, number: int, _paragraph: int = 0) -> None:
        """Let a screen reader say what is changed in the paragraph that is read."""
        found, view = self._found, self._desk.panes[number].view
        paragraph = view.current_paragraph()
        if found is None or paragraph is None:
            return
        from reader.ui.comparing.words import in_paragraph

        view.set_remark(in_paragraph(found, number, paragraph.number, self.current, self._tr))

    def _mark(self) -> None:
        for pane in self._desk.panes:
            pane.view.canvas.update()

    def _stepped(self, number: int) -> None:
        from reader.ui.comparing.words import sentence

        found = self._found
        assert found is not None
        self._mark()
        self.bar.show_number(number, len(found.changes))
        said = sentence(found, number, self._tr)
        for pane in self._desk.panes:
            pane.view.set_remark(said)
        self.said.emit(said)
