"""One of the two panes: a header, the page, and the themes of the paragraph in view."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from reader.documents.labels import section_label
from reader.documents.model import Paragraph, Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.early import LINKS_ACCESSIBLE, PLAIN_TEXT, RICH_TEXT
from reader.ui.reading.places import Spot
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

if TYPE_CHECKING:
    from reader.ui.reading.hooks import MarginMark
    from reader.workspace.model import ThemeTag


class ElidedLabel(QLabel):
    """One line that gives way when there is no room, with the whole text as its tool tip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumWidth(30)
        self.setProperty("textFormat", PLAIN_TEXT)
        self._whole = ""

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
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self._whole) <= self.width():
            self.setText(self._whole)
            return
        from PySide6.QtCore import Qt

        right = Qt.TextElideMode.ElideRight
        self.setText(metrics.elidedText(self._whole, right, self.width()))


class Pane(QFrame):
    """Shows one text; knows nothing of the library."""

    focused = Signal(int)
    closed = Signal(int)
    bookmark_wanted = Signal(int)
    paragraph_changed = Signal(int, int)
    theme_chosen = Signal(int, str)
    menu_wanted = Signal(int, QPoint)
    zoom_wanted = Signal(int)

    def __init__(
        self, number: int, appearance: Appearance, style: TextStyle, tr: Translator
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.number = number
        self._tr = tr
        self._appearance = appearance
        self._style = style
        self._tags: tuple[ThemeTag, ...] = ()
        self._margin: dict[str, tuple[MarginMark, ...]] = {}
        self.view = ReadingView(self)
        self.view.setObjectName("left_text" if number == 0 else "right_text")
        self.view.setAccessibleName(tr("左栏正文") if number == 0 else tr("右栏正文"))
        self.view.paragraph_changed.connect(self._paragraph_changed)
        self.view.menu_wanted.connect(lambda place: self.menu_wanted.emit(self.number, place))
        self.view.focused.connect(lambda: self.focused.emit(self.number))
        self.view.zoom_wanted.connect(self.zoom_wanted)
        self._crumb = ElidedLabel("pane_crumb")
        self._title = ElidedLabel("pane_title")
        self._bookmark = self._button(tr("为当前段落加书签"))
        self._bookmark.clicked.connect(lambda: self.bookmark_wanted.emit(self.number))
        self._close = self._button(tr("关闭此栏"))
        self._close.clicked.connect(lambda: self.closed.emit(self.number))
        self._header = self._make_header()
        self._themes = QLabel()
        self._themes.setObjectName("pane_themes")
        self._themes.setProperty("textFormat", RICH_TEXT)
        self._themes.setProperty("textInteractionFlags", LINKS_ACCESSIBLE)
        self._themes.linkActivated.connect(lambda theme: self.theme_chosen.emit(self.number, theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._themes)
        self.view.restyle(self._style)
        self._empty()

    # What is shown

    @property
    def text(self) -> Text | None:
        """The text that is shown."""
        return self.view.text

    @property
    def appearance(self) -> Appearance:
        """How it looks."""
        return self._appearance

    @property
    def document(self) -> str | None:
        """The id of the document that is shown."""
        return None if self.view.text is None else self.view.text.record.document

    def show_text(self, text: Text) -> None:
        """Show a text from its beginning."""
        self._title.set_whole(text.record.metadata.title)
        self._bookmark.setEnabled(True)
        self.set_themes(())
        self.view.show_text(text, self._style)
        self._update_crumb(1)

    def show_passage(self, passage: Passage, flash: bool = True) -> None:
        """Bring a passage of the shown text into view."""
        self.view.show_passage(passage, flash)

    def clear(self) -> None:
        """Show nothing, and what can be done about it."""
        self.view.clear_text()
        self._empty()

    def _empty(self) -> None:
        self._title.set_whole(self._tr("没有打开文献"))
        self._crumb.set_whole(self._tr("在“文献”中选一篇，或拖入文件"))
        self._bookmark.setEnabled(False)
        self.set_themes(())

    def set_active(self, active: bool) -> None:
        """Show whether what is chosen elsewhere comes into this pane."""
        if self._header.property("active") == active:
            return
        self._header.setProperty("active", active)
        # Has its look worked out anew. `style()` would have to be wrapped for Python, which loads
        # all kinds of styles before the first paint.
        self._header.setStyleSheet("")

    def set_themes(self, tags: "Sequence[ThemeTag]") -> None:
        """Name the themes of the paragraph in view, each a link into the outline."""
        self._tags = tuple(tags)
        links = self._links(self._appearance.colours.values["accent"])
        self._themes.setText(
            self._tr("本段主题：{themes}", themes=links) if links else self._tr("本段没有主题")
        )
        names = self._tr("、").join(tag.name for tag in self._tags)
        self._themes.setAccessibleName(
            self._tr("本段主题：{themes}", themes=names) if names else self._tr("本段没有主题")
        )

    def _links(self, colour: str) -> str:
        """The themes as links, with their reasons as tool tips."""
        if not self._tags:
            return ""
        from html import escape

        comma = self._tr("、")
        return "　".join(
            f'<a href="{escape(tag.theme)}" title="{escape(comma.join(tag.reasons))}" '
            f'style="color:{colour};text-decoration:none">{escape(tag.name)}</a>'
            for tag in self._tags
        )

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Show ribbons beside bookmarked paragraphs."""
        self.view.set_marks(marks)

    def set_margin(self, kind: str, marks: "Sequence[MarginMark]") -> None:
        """Show other marks of a kind in the margin; those of other kinds stay."""
        if self._margin.get(kind, ()) != tuple(marks):
            self._margin[kind] = tuple(marks)
            every = [mark for known in self._margin.values() for mark in known]
            self.view.set_margin_marks(every)

    def set_hits(self, spans: Callable[[Paragraph], Sequence[tuple[int, int]]] | None) -> None:
        """Mark the hits of a query in the text."""
        self.view.set_hits(spans)

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar between the header and the page."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, bar)

    def set_closable(self, closable: bool) -> None:
        """A single pane cannot be closed."""
        self._close.setVisible(closable)

    def spot(self) -> Spot:
        """Where somebody reads now."""
        return self.view.spot()

    # Appearance

    def set_appearance(self, appearance: Appearance, style: TextStyle) -> None:
        """Set the text anew in another palette or style, staying at the same place."""
        self._appearance, self._style = appearance, style
        self._bookmark.setIcon(appearance.icon("bookmark-add", "muted", 16))
        self._close.setIcon(appearance.icon("close", "muted", 16))
        self.view.restyle(self._style)
        self.set_themes(self._tags)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _make_header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("pane_header")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._crumb)
        names.addWidget(self._title)
        layout = QHBoxLayout(header)
        layout.setContentsMargins(16, 7, 8, 7)
        layout.setSpacing(2)
        layout.addLayout(names, 1)
        layout.addWidget(self._bookmark)
        layout.addWidget(self._close)
        return header

    def _paragraph_changed(self, number: int) -> None:
        self._update_crumb(number)
        self.paragraph_changed.emit(self.number, number)

    def _update_crumb(self, number: int) -> None:
        """Where the paragraph in view stands: source or author, then the section."""
        text = self.view.text
        if text is None:
            return
        metadata = text.record.metadata
        origin = "　".join(
            part for part in (metadata.author, metadata.source, metadata.date) if part
        )
        section = next((s for s in reversed(text.sections) if s.paragraph <= number), None)
        place = section_label(section.title) if section else ""
        length = self._tr("{count} 字", count=f"{text.record.characters:,}")
        self._crumb.set_whole(" › ".join(part for part in (origin or length, place) if part))
