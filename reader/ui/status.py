"""The status line: what just happened, with a way back, or else where somebody reads."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStatusBar, QWidget

from reader.messages import Translator
from reader.ui.announcing import announce
from reader.ui.pane_header import ElidedLabel

NOTICE_MS = 12_000
# In a line that is narrower (pixels) nothing is said of the whole library.
ROOMY = 600
# Of the texts, left and right together.
PADDING = 16


@dataclass(frozen=True)
class Offer:
    """What can be done about a notice: the words of a button, and what it does."""

    words: str
    do: Callable[[], None]


class StatusLine(QStatusBar):
    """Named 状态. A notice stays for a while, then the reading position returns."""

    def __init__(self, tr: Translator, progress: QWidget) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAccessibleName(tr("状态"))
        self.setSizeGripEnabled(False)
        self._position = ""
        self._offer: Offer | None = None
        self._text = ElidedLabel("status_text", PADDING)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setObjectName("status_offer")
        self._button.hide()
        self._button.clicked.connect(self._accept)
        self._totals = QLabel()
        self._totals.setObjectName("status_totals")
        self.addWidget(self._text, 1)
        self.addWidget(self._button)
        self.addPermanentWidget(progress)
        self.addPermanentWidget(self._totals)
        self._notice_end = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._notice_end.timeout.connect(self._end_notice)

    def notice(self, text: str, offer: Offer | None = None) -> None:
        """Say something for a while, and offer to do something about it meanwhile.

        A screen reader says it too, with what is offered; where somebody reads it does not.
        """
        self._offer = offer
        self._button.setText(offer.words if offer is not None else "")
        self._button.setVisible(offer is not None)
        self._say(text)
        announce(self, f"{text}　{offer.words}" if offer is not None else text)
        self._notice_end.start()

    def set_position(self, text: str) -> None:
        """Say where somebody reads."""
        self._position = text
        if not self._notice_end.isActive():
            self._say(text)

    def set_totals(self, text: str) -> None:
        """Say how much the library holds."""
        self._totals.setText(text)
        self._totals.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the totals go before what just happened."""
        super().resizeEvent(event)
        self._totals.setVisible(self.width() >= ROOMY)

    def _accept(self) -> None:
        offer, self._offer = self._offer, None
        self._button.hide()
        if offer is not None:
            offer.do()

    def _end_notice(self) -> None:
        self._offer = None
        self._button.hide()
        self._say(self._position)

    def _say(self, text: str) -> None:
        self._text.set_whole(text)
        self.setAccessibleDescription(text)
