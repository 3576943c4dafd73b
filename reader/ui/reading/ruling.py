"""The rules of a table: above and below it, and under its heading."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from reader.ui.reading.cells import extent
from reader.ui.reading.lines import Lines

# In em of a table: how thick a rule is, how far it is off.
RULE, RULE_AWAY = 0.055, 0.3


def draw_rules(painter: QPainter, place: QPointF, lines: Lines, first: int, after: int) -> None:
    """Paint the rules of some rows of lines, `first` of which is at a place."""
    row, colour = lines.setting.row, lines.setting.rule
    if row is None or colour is None:
        return
    em = lines.setting.face.font.pixelSize()
    away, thin, foot = RULE_AWAY * em, RULE * em, place.y() + lines.text_height
    rules = []
    if first == 0 and (row.heading or (row.first and not row.title)):
        rules.append((place.y() - away - 2 * thin, 2 * thin))
    if row.heading and after == lines.rows:
        rules.append((foot + away, thin))
    if row.last and after == lines.rows:
        rules.append((foot + away, 2 * thin))
    left, right = (edge + place.x() for edge in extent(row, em, lines.width))
    for top, high in rules:
        painter.fillRect(QRectF(left, round(top), right - left, max(1.0, high)), colour)
