"""What the status line says: how much there is, where the user reads, what was done or failed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.parts import Parts
from reader.ui.status import Offer

if TYPE_CHECKING:
    from reader.importers.model import ImportReport


class Saying(QObject):
    """Hears what the parts of a window have to say, and puts it into words."""

    def __init__(self, parts: Parts, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tr = tr
        say = parts.status.notice
        for notice in (
            parts.pasting.notice,
            parts.originals.notice,
            parts.printing.notice,
            parts.finding.notice,
            parts.searches.notice,
            parts.recent.notice,
            parts.shelf.notice,
            parts.watched.notice,
        ):
            notice.connect(say)
        for failed in (
            parts.shelf.failed,
            parts.desk.failed,
            parts.theming.failed,
            parts.deciding.failed,
            parts.margins.failed,
            parts.comparing.failed,
            parts.bookmarking.failed,
            parts.undoing.failed,
            parts.collecting.failed,
            parts.pasting.failed,
            parts.originals.failed,
            parts.importing.failed,
            parts.correcting.failed,
            parts.searches.failed,
            parts.text_finding.failed,
            parts.recent.failed,
            parts.watched.failed,
        ):
            failed.connect(self.problem)
        parts.undoing.said.connect(self._done)
        parts.importing.finished.connect(self._imported)
        parts.correcting.left.connect(self._offer_again)
        parts.shelf.changed.connect(self.show_totals)
        for pane in parts.desk.panes:
            pane.view.scrolled.connect(self.show_position)

    def problem(self, error: ReaderError) -> None:
        """Say in one line what went wrong."""
        self._parts.status.notice(self._tr.render(error.message))

    def show_totals(self) -> None:
        """How much the library holds."""
        self._parts.status.set_totals(
            self._tr(
                "{count} 篇　{characters} 字",
                count=len(self._parts.shelf.records),
                characters=f"{self._parts.shelf.characters:,}",
            )
        )

    def show_position(self) -> None:
        """Where the user reads in the active text, and how much is left of it."""
        pane = self._parts.desk.active
        paragraph = pane.view.current_paragraph()
        if pane.text is None or paragraph is None:
            self._parts.status.set_position("")
            return
        read, total = pane.view.progress()
        place = {"number": paragraph.number, "total": len(pane.text.paragraphs)}
        if read < total:
            text = self._tr(
                "第 {number} 段，共 {total} 段　已读 {percent}%　还有 {rest} 字",
                **place,
                percent=100 * read // total,
                rest=f"{total - read:,}",
            )
        else:
            text = self._tr("第 {number} 段，共 {total} 段　已到文末", **place)
        self._parts.status.set_position(text)

    def _done(self, text: str, undoable: bool) -> None:
        """What was done, with a way back."""
        offer = Offer(self._tr("撤销"), self._parts.undoing.undo) if undoable else None
        self._parts.status.notice(text, offer)

    def _imported(self, report: "ImportReport") -> None:
        counts = {"count": len(report.documents), "failed": len(report.failed)}
        if report.cancelled:
            text = self._tr("导入已取消：已处理 {count} 篇，未导入 {failed} 个文件", **counts)
        else:
            text = self._tr("导入完成：{count} 篇，未导入 {failed} 个文件", **counts)
        self._parts.status.notice(text)

    def _offer_again(self, text: str, again: Callable[[], None]) -> None:
        """Nothing is lost with a dialog that was closed."""
        self._parts.status.notice(text, Offer(self._tr("继续更正"), again))
