"""Tool bars: buttons that outside programs find, and one more for those that have no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from reader.messages import Translator
from reader.ui.menus import hang_menu

MORE = "more_tools"
# Rounding at scales between whole ones, in pixels.
SLACK = 2


class ToolBar(QToolBar):
    """A tool bar whose last button opens a menu of what finds no room on it.

    Qt's own such button is a few pixels wide, is drawn for light windows and has no name; this one
    looks like all the others, with a frame around it. It is there only while it is needed.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        row = self.layout()
        assert row is not None
        self._row = row
        self._parts: list[tuple[QAction, QWidget]] = []
        # a menu that is emptied would take actions with it that nobody else holds
        self._actions: list[QAction] = []
        self._giving_way: list[QWidget] = []
        self._hidden: list[QWidget] = []
        self.more = QToolButton()
        self.more.setObjectName(MORE)
        self.more.setAccessibleName(tr("更多工具"))
        self.more.setToolTip(tr("更多工具"))
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill)
        hang_menu(self.more, menu, tr("更多工具"))
        self._end: QAction | None = None

    def add_action(self, action: QAction) -> QToolButton:
        """Put an action on the bar as a button; "correct_undo" gives "correct_button_undo"."""
        self._actions.append(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        feature, _, name = action.objectName().partition("_")
        button.setObjectName(f"{feature}_button_{name}")
        button.setAccessibleName(action.text())
        self.add_part(button)
        return button

    def add_part(self, part: QWidget) -> None:
        """Put a part at the end of the bar; buttons are drawn as its other buttons are."""
        if isinstance(part, QToolButton):
            part.setIconSize(self.iconSize())
            part.setToolButtonStyle(self.toolButtonStyle())
        self._parts.append((self.addWidget(part), part))

    def add_spring(self) -> None:
        """Put room between two parts: as much as there is."""
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._parts.append((self.addWidget(spring), spring))

    def add_line(self) -> None:
        """Put a line between two groups."""
        action = self.addSeparator()
        self._parts.append((action, self.widgetForAction(action)))

    def finish(self, giving_way: Sequence[QWidget] = ()) -> None:
        """All parts are there; these go into the menu where room is short, the first at first.

        Without a word about it, it is the buttons, from the end of the bar.
        """
        buttons: list[QWidget] = [p for _, p in self._parts if isinstance(p, QToolButton)]
        self._giving_way = list(giving_way) or buttons[::-1]
        self.more.setIconSize(self.iconSize())
        self._end = self.addWidget(self.more)
        self._end.setVisible(False)

    def sizeHint(self) -> QSize:
        """What all parts need, also those that gave way: they come back where there is room."""
        hint = super().sizeHint()
        return QSize(max(self._taken() + self._around, hint.width()), hint.height())

    def dress(self, icon: QIcon) -> None:
        """Draw the last button in another palette."""
        self.more.setIcon(icon)

    def event(self, event: QEvent) -> bool:
        """A part needs more room, or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let as many parts give way as there is no room for, and a line with what follows it."""
        if self._end is None:
            return
        gap, room = self._row.spacing(), self.width() - self._around
        taken, hidden = self._taken(), set[QWidget]()
        for part in self._giving_way:
            if taken <= room:
                break
            if not hidden:
                taken += self.more.sizeHint().width() + gap
            hidden.add(part)
            taken -= _least_width(part) + gap
        for number, (action, part) in enumerate(self._parts):
            alone = _is_line(part) and self._group_after(number) <= hidden
            action.setVisible(part not in hidden and not alone)
        self._hidden = [part for _, part in self._parts if part in hidden]
        self._end.setVisible(bool(hidden))

    @property
    def _around(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right() + SLACK

    def _taken(self) -> int:
        gap = self._row.spacing()
        return sum(_least_width(part) + gap for _, part in self._parts) - gap

    def _group_after(self, number: int) -> set[QWidget]:
        """The buttons between a line and the next part that is none."""
        found = set[QWidget]()
        for _, part in self._parts[number + 1 :]:
            if not isinstance(part, QToolButton):
                break
            found.add(part)
        return found

    def _fill(self) -> None:
        """What the parts that are hidden do, in their order."""
        menu = self.more.menu()
        menu.clear()
        for part in self._hidden:
            if not isinstance(part, QToolButton):
                continue
            if part.menu() is None:
                menu.addAction(part.defaultAction())
            else:
                menu.addAction(part.icon(), part.accessibleName()).setMenu(part.menu())


def _is_line(part: QWidget) -> bool:
    return part.metaObject().className() == "QToolBarSeparator"


def _least_width(part: QWidget) -> int:
    """What a part needs at least, in pixels: a button or a line all that it has."""
    if isinstance(part, QToolButton) or _is_line(part):
        return part.sizeHint().width()
    return max(part.minimumSizeHint().width(), part.minimumWidth(), 0)
