"""What can be done with the chosen paragraphs: buttons, menu and keys, declared once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reader.messages import Translator
from reader.ui.correcting import steps
from reader.ui.correcting.steps import View
from reader.ui.menus import hang_menu, name_menu
from reader.ui.tool_bars import ToolBar

LEVELS = range(1, 7)
# Of more rows than these nobody waits to be told what can be done with them.
LOOKED_AT = 500


@dataclass(frozen=True)
class Spec:
    """An operation; `tip` says what it does."""

    key: str
    text: str
    shortcut: str
    tip: str


def specs(tr: Translator) -> tuple[Spec, ...]:
    """In the order of the buttons; the levels of headings come between the first two groups."""
    return (
        Spec("raise", tr("升级"), "Alt+Left", tr("标题升一级；正文变成标题")),
        Spec("lower", tr("降级"), "Alt+Right", tr("标题降一级")),
        Spec("clear", tr("取消标题"), "Ctrl+0", tr("所选的不是标题，不进目录")),
        Spec("junk", tr("标为无关文字"), "Del", tr("广告、页码一类，阅读时不显示，也不参加搜索")),
        Spec("restore", tr("恢复正文"), "Shift+Del", tr("所选的不是无关文字，照常显示")),
        Spec("split", tr("从此处分篇"), "Ctrl+Return", tr("从这一段起是另一篇文献")),
        Spec("join", tr("与上一篇合并"), "Ctrl+Backspace", tr("这一篇是上一篇的后半部分")),
    )


class Operations(QObject):
    """`step_wanted(step)` for what is chosen in the list that owns the keys."""

    step_wanted = Signal(object)

    def __init__(self, owner: QWidget, rows: Callable[[], Sequence[int]], tr: Translator) -> None:
        """The keys work while `owner`, or something in it, has the keyboard."""
        super().__init__(owner)
        self._owner = owner
        self._rows = rows
        self._tr = tr
        self._actions: dict[str, QAction] = {}
        for spec in specs(tr):
            self._make(spec.key, spec.text, spec.shortcut, spec.tip)
        for level in LEVELS:
            text = tr("{level} 级标题", level=level)
            self._make(f"level{level}", text, f"Ctrl+{level}", text)
        self.levels = QMenu(tr("设为标题"), owner)
        for level in LEVELS:
            self.levels.addAction(self._actions[f"level{level}"])
        self._connect()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill_toolbar(self, bar: ToolBar) -> None:
        """Put all of them on a tool bar as buttons that outside programs can find."""
        self._add(bar, "raise", "lower")
        bar.add_part(self._level_button())
        self._add(bar, "clear")
        bar.add_line()
        self._add(bar, "junk", "restore")
        bar.add_line()
        self._add(bar, "split", "join")

    def show_menu(self, place: QPoint) -> None:
        """The same as a menu."""
        menu = QMenu(self._owner)
        menu.addActions([self._actions["raise"], self._actions["lower"]])
        menu.addMenu(self.levels)
        menu.addAction(self._actions["clear"])
        menu.addSeparator()
        menu.addActions([self._actions["junk"], self._actions["restore"]])
        menu.addSeparator()
        menu.addActions([self._actions["split"], self._actions["join"]])
        name_menu(menu, self._tr("正文段落"))
        menu.exec(place)
        menu.deleteLater()

    def update(self, view: View) -> None:
        """Offer what can be done with the chosen rows."""
        rows = self._rows()
        lines = [view.lines.line(row) for row in rows[:LOOKED_AT] if row < len(view.lines)]
        texts = [line for line in lines if line.paragraph is not None]
        headings = [line for line in texts if line.section is not None or line.is_title]
        first = lines[0] if lines else None
        enabled = {
            "raise": any(line.level != 1 and not line.is_junk for line in texts),
            "lower": any(line.level is not None for line in texts),
            "clear": bool(headings),
            "junk": any(not line.is_junk for line in texts),
            "restore": any(line.is_junk for line in texts),
            "split": bool(first and first.paragraph and first.paragraph.number > 1),
            "join": bool(first and first.document > 0),
        }
        for key, on in enabled.items():
            unknown = len(rows) > LOOKED_AT and key not in ("split", "join")
            self._actions[key].setEnabled(on or unknown)
        for level in LEVELS:
            self._actions[f"level{level}"].setEnabled(bool(texts))
        self.levels.setEnabled(bool(texts))

    # Parts

    def _make(self, key: str, text: str, shortcut: str, tip: str) -> None:
        action = QAction(text, self._owner)
        action.setObjectName(f"correct_{key}")
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(self._tr("{name}（{keys}）", name=tip, keys=keys))
        self._owner.addAction(action)
        self._actions[key] = action

    def _add(self, bar: ToolBar, *keys: str) -> None:
        for key in keys:
            bar.add_action(self._actions[key])

    def _level_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("correct_level")
        button.setText(self._tr("设为标题"))
        button.setAccessibleName(self._tr("设为标题"))
        button.setToolTip(self._tr("所选的是标题：选择级别（Ctrl+1 至 Ctrl+6）"))
        hang_menu(button, self.levels, button.text())
        return button

    def _connect(self) -> None:
        chosen: dict[str, Callable[[Sequence[int]], steps.Step]] = {
            "raise": lambda rows: steps.shift(rows, -1),
            "lower": lambda rows: steps.shift(rows, 1),
            "clear": lambda rows: steps.set_level(rows, None),
            "junk": lambda rows: steps.set_junk(rows, junk=True),
            "restore": lambda rows: steps.set_junk(rows, junk=False),
            "split": lambda rows: steps.split(rows[0]),
            "join": lambda rows: steps.join(rows[0]),
        }
        for level in LEVELS:
            chosen[f"level{level}"] = partial(_to_level, level)
        for key, make in chosen.items():
            self._actions[key].triggered.connect(lambda _=False, make=make: self._want(make))

    def _want(self, make: Callable[[Sequence[int]], steps.Step]) -> None:
        rows = tuple(self._rows())
        if rows:
            self.step_wanted.emit(make(rows))


def _to_level(level: int, rows: Sequence[int]) -> steps.Step:
    return steps.set_level(rows, level)
