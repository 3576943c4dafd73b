"""The head of a pane: what is read there and where, and what can be done about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.documents.labels import section_label
from reader.documents.model import Passage, Section
from reader.documents.trails import sections_around
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.crumbs import Crumbs
from reader.ui.early import PLAIN_TEXT
from reader.ui.link_line import cut
from reader.workspace.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

LINE_HEIGHT = 2
# Around title and buttons.
MARGINS, LOW_MARGINS = (16, 7, 8, 6), (16, 2, 8, 2)
# In a head that is narrower (pixels) there is no room for author, source and date.
ROOMY = 620
# In one that is narrower still (a small screen at 200 %) the buttons would leave no title.
NARROW = 260
# In one that is a single line there is room for the place beside the title from here on.
ROOMY_LINE = 380


class ElidedLabel(QLabel):
    """One line that gives way when there is no room, with the whole text as its tool tip."""

    def __init__(self, name: str, padding: int = 0) -> None:
        """`padding` is what the style sheet leaves free at both sides together, in pixels."""
        super().__init__()
        self.setObjectName(name)
        self.setMinimumWidth(30)
        self.setProperty("textFormat", PLAIN_TEXT)
        self._padding = padding
        self._whole = ""

    @property
    def needed(self) -> int:
        """The width that the whole text would take, in pixels."""
        return self.fontMetrics().horizontalAdvance(self._whole)

    def set_whole(self, text: str) -> None:
        """Show a text as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - self._padding
        self.setText(cut(self._whole, room, self.fontMetrics().horizontalAdvance))


class ProgressLine(QFrame):
    """A thin line as long as what has been read, over one that tells the active pane.

    Two frames that the style sheet colours: to paint them would load Qt's namespace before the
    first paint.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane_line")
        self.setFixedHeight(LINE_HEIGHT)
        self._read = QFrame(self)
        self._read.setObjectName("pane_read")
        self._share = 0.0

    def set_share(self, share: float) -> None:
        """How much has been read, 0 to 1."""
        self._share = share
        self._fit()

    def set_active(self, active: bool) -> None:
        """Whether it belongs to the active pane."""
        if self.property("active") == active:
            return
        self.setProperty("active", active)
        # Has its look worked out anew. `style()` would have to be wrapped for Python, which loads
        # all kinds of styles before the first paint.
        self.setStyleSheet("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._read.setGeometry(0, 0, round(self.width() * self._share), LINE_HEIGHT)


class PaneHeader(QFrame):
    """Title, breadcrumbs, progress and a few buttons; knows one text at a time.

    A double click asks for the whole window, or to bring back what was around the pane.
    """

    bookmark_wanted = Signal()
    reference_wanted = Signal()
    documents_wanted = Signal(QPoint)
    menu_wanted = Signal(QPoint)
    passage_wanted = Signal(object)
    maximise_wanted = Signal()
    closed = Signal()

    def __init__(self, number: int, tr: Translator) -> None:
        super().__init__()
        self.setObjectName("pane_header")
        self._tr = tr
        self._text: Text | None = None
        self._appearance: Appearance | None = None
        self._title = ElidedLabel("pane_title")
        self._crumbs = Crumbs("pane_crumb", tr)
        self._crumbs.section_wanted.connect(self._go)
        self._origin = ElidedLabel("pane_origin")
        self._documents = self._button(
            tr("左栏打开的文献") if number == 0 else tr("右栏打开的文献")
        )
        self._documents.setObjectName("open_documents")
        self._documents.clicked.connect(self._ask_documents)
        self._documents.hide()
        self._open = 0
        self._low = False
        # Without their icons there is nothing to see of the buttons: the first paint has none.
        self._tools = QWidget()
        self._tools.hide()
        self._side = tr("左栏") if number == 0 else tr("右栏")
        self._copy = self._button(tr("复制引用位置"))
        self._copy.clicked.connect(self.reference_wanted)
        self._bookmark = self._button(tr("为当前段落加书签"))
        self._bookmark.clicked.connect(self.bookmark_wanted)
        self._maximised = False
        self._maximise = self._button(tr("最大化此栏"))
        self._maximise.clicked.connect(self.maximise_wanted)
        self._close = self._button(tr("关闭此栏"))
        self._close.clicked.connect(self.closed)
        for button in (self._copy, self._bookmark, self._maximise, self._close):
            self._name(button, button.toolTip())
        self._line = ProgressLine()
        self._lay_out()

    # What is shown

    def show_text(self, text: Text) -> None:
        """Another text, from its beginning."""
        self._text = text
        metadata = text.record.metadata
        self._title.set_whole(metadata.title)
        facts = (metadata.author, metadata.source, metadata.date)
        origin = "　".join(part for part in facts if part)
        length = self._tr("{count} 字", count=f"{text.record.characters:,}")
        self._origin.set_whole(origin or length)
        self._set_readable(True)
        self.set_paragraph(1)

    def show_nothing(self) -> None:
        """There is no text; what can be done about it."""
        self._text = None
        self._title.set_whole(self._tr("没有打开文献"))
        self._crumbs.set_hint(self._tr("在“文献”中选一篇，或拖入文件"))
        self._origin.set_whole("")
        self.set_progress(0, 0)
        self._set_readable(False)

    def set_paragraph(self, number: int) -> None:
        """The paragraph that is read now."""
        text = self._text
        if text is None or not 1 <= number <= len(text.paragraphs):
            return
        # A heading that runs in stands in its paragraph: it counts as soon as that is read.
        end = len(text.paragraphs[number - 1].text)
        title = text.record.metadata.title
        around = sections_around(text.sections, number, end)
        trail = tuple(section for section in around if section_label(section.title) != title)
        place = self._tr("第 {number} 段", number=number)
        self._crumbs.set_place(title, text.sections, trail, place)

    def set_progress(self, read: int, total: int) -> None:
        """How many characters have been read, and of how many."""
        self._line.set_share(read / total if total else 0.0)

    def set_active(self, active: bool) -> None:
        """Whether what is chosen elsewhere comes into this pane."""
        self._line.set_active(active)

    def set_open(self, count: int) -> None:
        """How many documents are open in this pane."""
        self._open = count
        self._name_documents()
        self._documents.setVisible(count > 1)

    def _name_documents(self) -> None:
        narrow = self.width() < NARROW
        self._documents.setText(
            self._tr("{count} ▾", count=self._open)
            if narrow
            else self._tr("{count} 篇 ▾", count=self._open)
        )

    def set_low(self, low: bool) -> None:
        """In a low pane title and place share one line."""
        direction = QBoxLayout.Direction
        self._names.setDirection(direction.LeftToRight if low else direction.TopToBottom)
        self._names.setSpacing(12 if low else 1)
        self._row.setContentsMargins(*(LOW_MARGINS if low else MARGINS))
        self._low = low
        self._show_place()

    def _show_place(self) -> None:
        """On one line the title goes before the place; the status line tells that too."""
        self._crumbs.setVisible(not self._low or self.width() >= ROOMY_LINE)

    def set_closable(self, closable: bool) -> None:
        """A single pane cannot be closed."""
        self._close.setVisible(closable)

    def set_maximised(self, maximised: bool) -> None:
        """Offer to give the pane the whole window, or to bring back what was around it."""
        self._maximised = maximised
        name = self._tr("还原") if maximised else self._tr("最大化此栏")
        self._name(self._maximise, name)
        self._show_maximise()

    def _name(self, button: QToolButton, name: str) -> None:
        """The other pane has the same buttons."""
        button.setToolTip(name)
        button.setAccessibleName(self._tr("{side}：{name}", side=self._side, name=name))

    def _show_maximise(self) -> None:
        if self._appearance is not None:
            name = "restore" if self._maximised else "maximise"
            self._maximise.setIcon(self._appearance.icon(name, "muted", 16))

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        if self._appearance is None:
            self._come_to_life()
        self._copy.setIcon(appearance.icon("copy", "muted", 16))
        self._bookmark.setIcon(appearance.icon("bookmark-add", "muted", 16))
        self._close.setIcon(appearance.icon("close", "muted", 16))
        self._appearance = appearance
        self._show_maximise()
        self._crumbs.set_look(appearance, "muted")

    def _come_to_life(self) -> None:
        """What nobody needs before the first paint: buttons, one stop of the Tab key."""
        from reader.ui.roving import Row

        self._tools.show()
        row = Row(self._tools)
        for button in (self._documents, self._copy, self._bookmark, self._maximise, self._close):
            row.add(button)

    def _set_readable(self, readable: bool) -> None:
        self._copy.setEnabled(readable)
        self._bookmark.setEnabled(readable)

    # What the user does

    @property
    def below_documents(self) -> QPoint:
        """Where the list of the open documents comes up, on the screen."""
        button = self._documents if self._documents.isVisible() else self._title
        return button.mapToGlobal(QPoint(0, button.height()))

    @property
    def trail(self) -> tuple[Section, ...]:
        """The sections that are named in it, from the outermost one."""
        return self._crumbs.trail

    def list_beside(self, section: Section) -> None:
        """Offer the sections beside one in a menu."""
        self._crumbs.list_beside(section)

    def _ask_documents(self) -> None:
        self.documents_wanted.emit(self.below_documents)

    def _go(self, section: object) -> None:
        text = self._text
        if text is not None and isinstance(section, Section):
            words = text.paragraphs[section.paragraph - 1].text[section.start : section.end]
            self.passage_wanted.emit(
                Passage(
                    *(text.record.document, section.paragraph, section.start, section.end, words)
                )
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is room for: the title first, then the buttons, then where the text is from.

        The actions of the buttons that go are in the menus and have keys.
        """
        super().resizeEvent(event)
        self._origin.setVisible(self.width() >= ROOMY)
        self._name_documents()
        self._show_place()
        for button in (self._copy, self._bookmark, self._maximise):
            button.setVisible(self.width() >= NARROW)

    def mouseDoubleClickEvent(self, _event: "QMouseEvent") -> None:
        """Ask for the whole window."""
        self.maximise_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the document."""
        self.menu_wanted.emit(event.globalPos())

    # Parts

    @staticmethod
    def _button(name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(12)
        place.addWidget(self._crumbs, 3)
        place.addWidget(self._origin, 1)
        names = self._names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._title, 2)
        names.addLayout(place, 1)
        row = self._row = QHBoxLayout()
        row.setContentsMargins(*MARGINS)
        row.setSpacing(8)
        row.addLayout(names, 1)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(2)
        for button in (self._documents, self._copy, self._bookmark, self._maximise, self._close):
            tools.addWidget(button)
        row.addWidget(self._tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._line)
