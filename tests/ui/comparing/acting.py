"""How a user compares two texts, and what they see."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel

from reader.ui.pane import Pane
from reader.ui.reading.hooks import Tint
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop


def ids(window: MainWindow) -> dict[str, str]:
    return {r.metadata.title: r.document for r in window.shelf.records.values()}


def open_texts(window: MainWindow, desktop: Desktop, left: str, right: str) -> None:
    window.desk.open(ids(window)[left], 0)
    window.desk.open(ids(window)[right], 1)
    desktop.settle(window)


def start(window: MainWindow, desktop: Desktop) -> None:
    window.actions_by_key["compare_panes"].trigger()
    desktop.settle(window)
    assert window.comparing.found is not None


def tints(pane: Pane) -> Iterator[tuple[int, Tint]]:
    assert pane.text is not None
    for paragraph in pane.text.paragraphs:
        for tint in pane.view.marking.tints(paragraph):
            yield paragraph.number, tint


def marked(pane: Pane, ground: str) -> dict[int, tuple[tuple[int, int], ...]]:
    """The spans that are marked in a colour, by paragraph, as the comparison gives them."""
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    for number, tint in tints(pane):
        if tint.ground == ground and tint.start < tint.end:
            spans[number] = (*spans.get(number, ()), (tint.start, tint.end))
    return spans


def gaps(pane: Pane) -> list[tuple[str, str]]:
    """What stands before each mark of missing words, and the colour of the mark."""
    assert pane.text is not None
    return [
        (pane.text.paragraphs[number - 1].text[: tint.start][-3:], tint.ground)
        for number, tint in tints(pane)
        if tint.start == tint.end
    ]


def said(window: MainWindow) -> str:
    label = window.status.findChild(QLabel, "status_text")
    assert isinstance(label, QLabel)
    assert window.status.accessibleDescription() == label.text()
    return label.text()
