"""The text as a list of first lines, as the outline view of a word processor shows it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.correcting.lines import Line, Lines
from reader.ui.correcting.wording import kind_name, kind_tip

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
# Pixels
TAG_WIDTH = 64
INDENT = 16
PADDING = 5
MARGIN = 8
# More characters than any line can show
SHOWN = 300


class LineModel(QAbstractListModel):
    """Gives Qt the lines that it asks for."""

    def __init__(self, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
        self.lines = Lines()

    def set_lines(self, lines: Lines) -> None:
        """Show other lines; those that stay in their rows keep their selection."""
        if len(lines) and lines.same_rows(self.lines):
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a line says, with its kind, for Qt and for screen readers."""
        if not index.isValid():
            return None
        line = self.lines.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if line.paragraph is None:
                return self.border(line)
            text = line.paragraph.text[:SHOWN]
            return self._tr("{kind}：{text}", kind=kind_name(line, self._tr), text=text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return kind_tip(line, self._tr)
        return None

    def border(self, line: Line) -> str:
        """The title of the document that begins at a border."""
        title = self.lines.documents[line.document].metadata.title
        return self._tr("第 {number} 篇　{title}", number=line.document + 1, title=title)

    def tag(self, line: Line) -> str:
        """What a line is, for people."""
        return kind_name(line, self._tr)


class LineDelegate(QStyledItemDelegate):
    """Paints a line: what it is, then its beginning, indented by the level of its heading."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self.appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same height for all: long texts stay quick."""
        return QSize(120, option.fontMetrics.height() + 2 * PADDING)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the text out: the style paints the background only."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background by style, then the line."""
        model = index.model()
        if not isinstance(model, LineModel):
            return
        line = model.lines.line(index.row())
        view = option.widget
        chosen = isinstance(view, QListView) and view.selectionModel().isSelected(index)
        box, font = QRect(option.rect), QFont(option.font)
        painter.save()
        if line.paragraph is None:
            self._paint_border(painter, option, index, model.border(line), chosen)
        else:
            super().paint(painter, option, index)
            self._paint_tag(painter, box, font, model.tag(line), line)
            self._paint_text(painter, box.adjusted(TAG_WIDTH + MARGIN, 0, -MARGIN, 0), font, line)
        painter.restore()

    def _paint_border(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: str, chosen: bool
    ) -> None:
        colours = self.appearance.colours
        box = QRect(option.rect)
        if chosen:
            super().paint(painter, option, index)
        else:
            painter.fillRect(box, colours["pressed"])
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 2), colours["accent"])
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(colours["selection_text" if chosen else "heading"])
        _draw(painter, box.adjusted(MARGIN, 0, -MARGIN, 0), text)

    def _paint_tag(self, painter: QPainter, box: QRect, font: QFont, tag: str, line: Line) -> None:
        colours = self.appearance.colours
        heading = line.level is not None or line.is_title
        painter.setFont(font)
        painter.setPen(colours["accent" if heading else "muted"])
        _draw(painter, QRect(box.left() + MARGIN, box.top(), TAG_WIDTH, box.height()), tag)

    def _paint_text(self, painter: QPainter, box: QRect, font: QFont, line: Line) -> None:
        colours = self.appearance.colours
        assert line.paragraph is not None
        text = line.paragraph.text[:SHOWN].replace("\t", "　")
        box = box.adjusted(INDENT * ((line.level or 1) - 1), 0, 0, 0)
        if line.is_junk:
            font.setStrikeOut(True)
            painter.setFont(font)
            painter.setPen(colours["muted"])
            _draw(painter, box, text)
            return
        lead = 0
        if line.is_title or line.section is not None:
            lead = min(SHOWN, line.section.end) if line.section and line.runs_in else len(text)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(colours["heading"])
        used = _draw(painter, box, text[:lead]) if lead else 0
        painter.setFont(font)
        painter.setPen(colours["text"])
        if lead < len(text):
            _draw(painter, box.adjusted(used, 0, 0, 0), text[lead:])


def _draw(painter: QPainter, box: QRect, text: str) -> int:
    """Draw a text on one line as far as there is room; the pixels that it took."""
    if box.width() <= 0:
        return 0
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


class TextList(QListView):
    """The lines, of which several may be chosen at once.

    `moved(row)` tells where the user is now; `menu_wanted(place)` asks for the menu of what is
    chosen.
    """

    moved = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, appearance: Appearance, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = LineModel(tr, self)
        self._delegate = LineDelegate(appearance, self)
        self._silent = False
        self.setObjectName("correction_text")
        self.setAccessibleName(tr("正文段落"))
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        )
        self.selectionModel().selectionChanged.connect(self._selected)

    @property
    def lines(self) -> Lines:
        """What is shown."""
        return self._model.lines

    def set_appearance(self, appearance: Appearance) -> None:
        """Paint in another palette."""
        self._delegate.appearance = appearance
        self.viewport().update()

    def set_lines(self, lines: Lines) -> None:
        """Show other lines; what was chosen stays chosen, and where somebody looked stays."""
        before = self.lines
        ordinals = [before.ordinal(row) for row in self.rows()]
        current = before.ordinal(self.currentIndex().row()) if self.currentIndex().isValid() else -1
        stays = lines.same_rows(before)
        scrolled = self.verticalScrollBar().value()
        self._silent = True
        self._model.set_lines(lines)
        if not stays:
            self._choose([lines.row_of_ordinal(ordinal) for ordinal in ordinals])
            if current >= 0 and len(lines):
                index = self._model.index(lines.row_of_ordinal(current))
                self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
            self.verticalScrollBar().setValue(scrolled)
        self._silent = False

    def clear(self) -> None:
        """Show nothing."""
        self._model.set_lines(Lines())

    def rows(self) -> list[int]:
        """The rows that are chosen, in their order."""
        return _rows(self.selectionModel().selection())

    def go(self, row: int) -> None:
        """Choose a row and bring it into view."""
        index = self._model.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            # Whatever keys are held down, exactly this row is meant.
            self.selectionModel().select(index, Flag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _choose(self, rows: Sequence[int]) -> None:
        chosen = QItemSelection()
        for row in rows:
            index = self._model.index(row)
            chosen.select(index, index)
        self.selectionModel().select(chosen, Flag.ClearAndSelect)

    def _selected(self, now: QItemSelection, _before: QItemSelection) -> None:
        """Every way of choosing ends here; accessibility does not set the current row."""
        chosen = _rows(now)
        if chosen and not self._silent:
            selection = self.selectionModel()
            if not selection.isSelected(self.currentIndex()):
                selection.setCurrentIndex(self._model.index(chosen[0]), Flag.NoUpdate)
            self.moved.emit(chosen[0] if len(chosen) == 1 else self.currentIndex().row())


def _rows(selection: QItemSelection) -> list[int]:
    """The rows of a selection in their order; asking for its indexes would make each of them."""
    ranges = (selection.at(number) for number in range(selection.size()))
    return sorted(row for part in ranges for row in range(part.top(), part.bottom() + 1))
