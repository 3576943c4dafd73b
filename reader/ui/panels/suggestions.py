"""资料库里有: wording that the library does hold, each a button that searches for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.messages import Translator
from reader.ui.eliding import ElidedButton
from reader.ui.panels.flow import FlowLayout
from reader.ui.roving import Row, stand_after
from reader.workspace.model import Suggestion


class SuggestionButton(ElidedButton):
    """One wording, with how many paragraphs hold it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_suggestion")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._query = ""

    @property
    def query(self) -> str:
        """What it searches for."""
        return self._query

    def offer(self, suggestion: Suggestion, tr: Translator) -> None:
        """Stand for another wording."""
        self._query = suggestion.query
        count = f"{suggestion.paragraphs:,}"
        words = tr("{words}（{count}）", words=suggestion.wording, count=count)
        self.setText(words.replace("&", "&&"))
        said = tr("改为搜索“{words}”：{count} 段", words=suggestion.wording, count=count)
        self.setAccessibleName(said)
        self.setToolTip(said)


class Suggestions(QWidget):
    """A row of buttons; `chosen(query)` tells which was pressed. Hidden where there is none.

    Tab comes to the row once, the arrow keys go along it.
    """

    chosen = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setObjectName("search_suggestions")
        self._tr = tr
        self._words: tuple[str, ...] = ()
        self._row = Row(self)
        self._buttons: list[SuggestionButton] = []
        layout = FlowLayout()
        layout.setContentsMargins(12, 4, 10, 2)
        self._heading = QLabel(tr("资料库里有："))
        self._heading.setObjectName("suggestions_heading")
        layout.addWidget(self._heading)
        self.setLayout(layout)
        self.hide()

    @property
    def words(self) -> str:
        """All of them in one sentence; empty where there is none."""
        if not self._words:
            return ""
        words = self._tr("、").join(self._words)
        return self._tr("资料库里有：{words}", words=words)

    def show_all(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these in place of others."""
        self._words = tuple(suggestion.wording for suggestion in suggestions)
        for number, suggestion in enumerate(suggestions):
            button = self._button(number)
            button.offer(suggestion, self._tr)
            button.show()
        for button in self._buttons[len(suggestions) :]:
            button.hide()
        self.setVisible(bool(suggestions))
        self.updateGeometry()

    def _button(self, number: int) -> SuggestionButton:
        if number == len(self._buttons):
            button = SuggestionButton(self)
            button.clicked.connect(lambda: self.chosen.emit(button.query))
            self._row.add(button)
            stand_after(self._buttons[-1] if self._buttons else self, button)
            self._buttons.append(button)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(button)
        return self._buttons[number]
