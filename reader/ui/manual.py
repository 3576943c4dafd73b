"""The manual: its contents and its text side by side."""

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from reader.messages import Translator
from reader.ui.panels.contents import ContentsPanel
from reader.ui.reading.spoken import Listener
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text


class Manual(QWidget):
    """Contents on the left, the text on the right; empty until it has been read."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._contents = ContentsPanel(tr)
        self._contents.tree.setObjectName("manual_contents")
        self._contents.tree.setAccessibleName(tr("手册目录"))
        self.view = ReadingView()
        self.view.setObjectName("manual_text")
        self.view.setAccessibleName(tr("手册正文"))
        Listener((self.view,), tr, self)
        self.view.paragraph_changed.connect(self._contents.follow)
        self._contents.passage_wanted.connect(self.view.show_passage)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._contents)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 660])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def show_text(self, text: Text, style: TextStyle) -> None:
        """Show the manual from its beginning."""
        self._contents.set_text(text)
        self.view.show_text(text, style)

    def restyle(self, style: TextStyle) -> None:
        """Set the text anew in another palette or style, staying at the same place."""
        if self.view.text is not None:
            self.view.restyle(style)
