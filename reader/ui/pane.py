"""One of the two panes: a header, the page, and the themes of the paragraph in view."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.documents.model import Paragraph, Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.pane_header import PaneHeader
from reader.ui.reading.places import Spot
from reader.ui.reading.view import ReadingView
from reader.ui.theme_line import ThemeLine
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reader.ui.reading.hooks import MarginMark
    from reader.workspace.model import ThemeTag

# In a pane that is lower (pixels) its head is one line, and the themes are left to the menus.
LOW = 320


class Pane(QFrame):
    """Shows one text; knows nothing of the library."""

    focused = Signal(int)
    closed = Signal(int)
    bookmark_wanted = Signal(int)
    reference_wanted = Signal(int)
    documents_wanted = Signal(int, QPoint)
    header_menu_wanted = Signal(int, QPoint)
    passage_wanted = Signal(object, int)
    mark_pressed = Signal(int, int, str, QPoint)
    paragraph_changed = Signal(int, int)
    theme_chosen = Signal(int, str)
    themes_menu_wanted = Signal(int, QPoint)
    menu_wanted = Signal(int, QPoint)
    maximise_wanted = Signal(int)
    zoom_wanted = Signal(int)

    def __init__(
        self, number: int, appearance: Appearance, style: TextStyle, tr: Translator
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(tr("左栏") if number == 0 else tr("右栏"))
        self.number = number
        self._tr = tr
        self._appearance = appearance
        self._style = style
        self._tags: tuple[ThemeTag, ...] = ()
        self._low = False
        self.view = ReadingView(self)
        self.view.setObjectName("left_text" if number == 0 else "right_text")
        self.view.setAccessibleName(tr("左栏正文") if number == 0 else tr("右栏正文"))
        self.view.paragraph_changed.connect(self._paragraph_changed)
        self.view.menu_wanted.connect(lambda place: self.menu_wanted.emit(self.number, place))
        self.view.focused.connect(lambda: self.focused.emit(self.number))
        self.view.mark_pressed.connect(self._press_mark)
        self.view.zoom_wanted.connect(self.zoom_wanted)
        self.view.scrolled.connect(self._show_progress)
        self.header = PaneHeader(number, tr)
        self._connect_header()
        self._themes = ThemeLine(tr)
        self._themes.menu_wanted.connect(lambda place: self.themes_menu_wanted.emit(number, place))
        self._themes.theme_chosen.connect(lambda theme: self.theme_chosen.emit(number, theme))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
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
    def themes(self) -> "tuple[ThemeTag, ...]":
        """The themes of the paragraph in view that are named below the page."""
        return self._tags

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
        self.header.show_text(text)
        self.set_themes(())
        self._themes.setVisible(not self._low)
        self.view.show_text(text, self._style)

    def show_passage(self, passage: Passage, flash: bool = True) -> None:
        """Bring a passage of the shown text into view."""
        self.view.show_passage(passage, flash)

    def clear(self) -> None:
        """Show nothing, and what can be done about it."""
        self.view.clear_text()
        self._empty()

    def _empty(self) -> None:
        self.header.show_nothing()
        self._themes.hide()
        self.set_themes(())

    def set_active(self, active: bool) -> None:
        """Show whether what is chosen elsewhere comes into this pane."""
        self.header.set_active(active)

    def set_themes(self, tags: "Sequence[ThemeTag]") -> None:
        """Name the themes of the paragraph in view, each a link into the outline."""
        self._tags = tuple(tags)
        self._themes.set_tags(self._tags)

    @property
    def above_themes(self) -> QPoint:
        """The corner of the line of themes, on the screen."""
        return self._themes.above

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Show ribbons beside bookmarked paragraphs."""
        self.view.set_marks(marks)

    def set_margin(self, kind: str, marks: "Sequence[MarginMark]") -> None:
        """Show other marks of a kind in the margin; those of other kinds stay."""
        self.view.set_margin_marks(kind, marks)

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
        self.header.set_closable(closable)

    def set_maximised(self, maximised: bool) -> None:
        """Whether this pane has the whole window for a while."""
        self.header.set_maximised(maximised)

    def spot(self) -> Spot:
        """Where somebody reads now."""
        return self.view.spot()

    # Appearance

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """In a low pane (a small screen at 200 %) the text has what room there is."""
        super().resizeEvent(event)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            self.header.set_low(low)
            self._themes.setVisible(self.text is not None and not low)

    def set_appearance(self, appearance: Appearance, style: TextStyle) -> None:
        """Set the text anew in another palette or style, staying at the same place."""
        self._appearance, self._style = appearance, style
        self.header.set_appearance(appearance)
        self.view.restyle(self._style)
        self._themes.set_look(appearance, "accent")

    def _connect_header(self) -> None:
        header, number = self.header, self.number
        header.bookmark_wanted.connect(lambda: self.bookmark_wanted.emit(number))
        header.reference_wanted.connect(lambda: self.reference_wanted.emit(number))
        header.documents_wanted.connect(lambda place: self.documents_wanted.emit(number, place))
        header.menu_wanted.connect(lambda place: self.header_menu_wanted.emit(number, place))
        header.passage_wanted.connect(self._go_to)
        header.maximise_wanted.connect(lambda: self.maximise_wanted.emit(number))
        header.closed.connect(lambda: self.closed.emit(number))

    def _go_to(self, passage: Passage) -> None:
        """A section of the way was chosen: it is read on there, by the keyboard too."""
        self.passage_wanted.emit(passage, self.number)
        self.view.setFocus()

    def _paragraph_changed(self, number: int) -> None:
        self.header.set_paragraph(number)
        self.paragraph_changed.emit(self.number, number)

    def _press_mark(self, paragraph: int, kind: str, place: QPoint) -> None:
        self.mark_pressed.emit(self.number, paragraph, kind, place)

    def _show_progress(self) -> None:
        self.header.set_progress(*self.view.progress())
