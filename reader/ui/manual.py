"""The manual in a window of its own, beside whatever is being read."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QWidget

from reader.messages import Translator
from reader.ui.panels.contents import ContentsPanel
from reader.ui.reading.spoken import Listener
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

SIZE = (900, 700)
# Room for the title bar and borders that the window manager adds.
FRAME = (4, 36)


class ManualWindow(QDialog):
    """Contents on the left, the text on the right; Escape closes it."""

    def __init__(self, text: Text, style: TextStyle, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual_window")
        self.setWindowTitle(tr("使用手册"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        contents = ContentsPanel(tr)
        contents.tree.setObjectName("manual_contents")
        contents.tree.setAccessibleName(tr("手册目录"))
        contents.set_text(text)
        self.view = ReadingView()
        self.view.setObjectName("manual_text")
        self.view.setAccessibleName(tr("手册正文"))
        Listener((self.view,), self)
        self.view.show_text(text, style)
        self.view.paragraph_changed.connect(contents.follow)
        contents.passage_wanted.connect(self.view.show_passage)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(contents)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 660])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        room = self.screen().availableSize() - QSize(*FRAME)
        self.resize(QSize(*SIZE).boundedTo(room))
        self.view.setFocus()

    def restyle(self, style: TextStyle) -> None:
        """Set the text anew in another palette or style, staying at the same place."""
        self.view.restyle(style)
