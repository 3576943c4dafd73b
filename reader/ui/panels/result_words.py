"""What the 搜索 panel says in words: what was found, what else there is, where else to look."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from reader.messages import Translator
from reader.ui.panels.suggestions import Suggestions
from reader.ui.shortening import shortened
from reader.workspace.model import Match, MatchKind, SearchResults, Suggestion

# Of what was searched for, so many characters are said again.
LONGEST_QUERY = 30


class ResultWords(QObject):
    """Labels for the panel to place: `summary`, `suggestions`, and the row `elsewhere`.

    `said` tells that the summary is another one.
    """

    said = Signal()
    query_wanted = Signal(str)
    everywhere_wanted = Signal()

    def __init__(self, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
        self._said, self._brief = "", ""
        # The query that found no paragraph.
        self._nothing = ""
        self.summary = _label("search_summary")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.suggestions = Suggestions(tr)
        self.suggestions.chosen.connect(self.query_wanted)
        self._everywhere = QPushButton(tr("在全部文献中搜索"))
        self._everywhere.setObjectName("search_everywhere")
        self._everywhere.clicked.connect(self.everywhere_wanted)
        self.elsewhere = QHBoxLayout()
        self.elsewhere.setContentsMargins(12, 2, 12, 2)
        self.elsewhere.addWidget(self._everywhere)
        self.elsewhere.addStretch(1)

    @property
    def whole(self) -> str:
        """All that it says now, in one line."""
        said = (self._said.replace("\n", "；"), self.suggestions.words)
        return "　".join(part for part in said if part)

    def say(self, text: str, brief: str = "") -> None:
        """Say a sentence; `brief` is what stands for it where there is little room."""
        self._said, self._brief = text, brief
        self.summary.setText(text)
        self.summary.setToolTip(text if brief else "")
        self.said.emit()

    def fold(self, folded: bool) -> None:
        """Say it briefly, or as it is."""
        self.summary.setText(self._brief if folded and self._brief else self._said)
        self.summary.setWordWrap(not (folded and self._brief))

    @property
    def brief_width(self) -> int:
        """The room that it takes to say it briefly, in pixels; 0 where that cannot be."""
        return self.summary.fontMetrics().horizontalAdvance(self._brief)

    def empty(self) -> None:
        """There are no results of which to say anything."""
        self._nothing = ""
        self._everywhere.hide()
        self.suggest(())

    def invite(self) -> None:
        """Say what can be searched for."""
        self.say(
            self._tr("在上方搜索框中输入要找的文字；空格表示“并且”，OR 表示“或者”，-词 表示“不含”")
        )

    def tell(self, results: SearchResults, restricted: bool) -> None:
        """The exact totals of a search, or what to try where it found nothing."""
        tr, found = self._tr, bool(results.paragraphs)
        self._nothing = "" if found else results.query
        self._everywhere.setVisible(not found and restricted)
        self.suggest(())
        if not found:
            said = tr(
                "没有找到“{query}”\n可以少写几个字，用空格分开几个词，或用 OR 连接几种说法",
                query=shortened(results.query, LONGEST_QUERY),
            )
            self.say(said)
            return
        paragraphs = f"{results.paragraphs:,}"
        said = tr(
            "{paragraphs} 段　{occurrences} 处　{documents} 篇",
            paragraphs=paragraphs,
            occurrences=f"{results.occurrences:,}",
            documents=f"{results.documents:,}",
        )
        self.say(said, tr("共 {paragraphs} 段", paragraphs=paragraphs))

    def suggest(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer wording that the library does hold."""
        self.suggestions.show_all(suggestions)

    def tell_names(self, best: Match) -> None:
        """There are names that fit; where no text did, it is they that were found."""
        if not self._nothing:
            return
        if best.kind is MatchKind.PASSAGE:
            self.say(self._tr("粘贴的引用指的是："))
        else:
            query = shortened(self._nothing, LONGEST_QUERY)
            self.say(self._tr("正文中没有“{query}”，名称相符的有：", query=query))

    def say_gone(self, title: str) -> None:
        """A reference was pasted whose document is not there."""
        self.say(
            self._tr(
                "资料库里没有《{title}》：这篇文献没有导入、已经移出，或者改了标题", title=title
            )
        )


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
