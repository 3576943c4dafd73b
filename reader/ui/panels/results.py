"""搜索: the hits of a query, with exact totals."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.documents.model import Passage
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.cards import Card, CardList
from reader.workspace.model import SearchHit, SearchResults
from reader.workspace.snippet import snippet


class ResultsPanel(QWidget):
    """Lists hits; `order_changed` asks for the same query in another order."""

    passage_wanted = Signal(object)
    passage_menu_wanted = Signal(object, QPoint)
    order_changed = Signal()
    more_wanted = Signal()

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._summary = QLabel()
        self._summary.setObjectName("search_summary")
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._order = QComboBox()
        self._order.setObjectName("search_order")
        self._order.setAccessibleName(tr("结果排序"))
        for name, key in (
            (tr("相关"), "relevance"),
            (tr("日期"), "date"),
            (tr("标题"), "title"),
        ):
            self._order.addItem(name, key)
        self._order.currentIndexChanged.connect(lambda _: self.order_changed.emit())
        self.list = CardList(appearance, 2)
        self.list.setObjectName("search_results")
        self.list.setAccessibleName(tr("搜索结果"))
        self.list.chosen.connect(self.passage_wanted)
        self.list.opened.connect(self.passage_wanted)
        self.list.menu_wanted.connect(self.passage_menu_wanted)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 10, 6)
        top.addWidget(self._summary, 1)
        top.addWidget(self._order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        self.clear()

    @property
    def order(self) -> str:
        """relevance, date or title."""
        return str(self._order.currentData())

    def clear(self) -> None:
        """Say what can be searched for."""
        self.list.set_cards(())
        self._say(
            self._tr("在上方搜索框中输入要找的文字；空格表示“并且”，OR 表示“或者”，-词 表示“不含”")
        )

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the query."""
        self.list.set_cards(())
        self._say(text)

    def show_results(self, results: SearchResults) -> None:
        """List the hits of a query."""
        self.list.set_cards([self._card(hit) for hit in results.hits], keep=True)
        if results.paragraphs:
            self._say(
                self._tr(
                    "{paragraphs} 段　{occurrences} 处　{documents} 篇",
                    paragraphs=f"{results.paragraphs:,}",
                    occurrences=f"{results.occurrences:,}",
                    documents=f"{results.documents:,}",
                )
            )
        else:
            self._say(self._tr("资料库中没有“{query}”", query=results.query))

    def _say(self, text: str) -> None:
        self._summary.setText(text)

    def _scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() > 0 and value >= bar.maximum() - self.list.viewport().height():
            self.more_wanted.emit()

    def _card(self, hit: SearchHit) -> Card:
        piece, spans = snippet(hit.text, hit.spans)
        start, end = hit.spans[0] if hit.spans else (0, len(hit.text))
        return Card(
            key=Passage(hit.document, hit.paragraph, start, end, hit.text[start:end]),
            headline=hit.title,
            detail=piece,
            spans=spans,
            badge=self._tr("第 {number} 段", number=hit.paragraph),
        )
