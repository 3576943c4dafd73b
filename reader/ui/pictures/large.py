"""A window that shows the pictures of a text one by one, large."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError, UsageError, system_reason
from reader.messages import Translator, msg
from reader.ui.announcing import announce
from reader.ui.appearance import Appearance
from reader.ui.dialog import FittedDialog
from reader.ui.file_names import file_name
from reader.ui.menus import name_menu
from reader.ui.pictures.canvas import PictureCanvas
from reader.ui.pictures.decoding import decode, levels_of
from reader.ui.tasks import Job, TaskRunner
from reader.ui.tool_bars import ToolBar
from reader.workspace.text import Text

# Pixels that an arrow key moves the picture by.
PAN = 60
SHARE = 0.8
_ENDINGS = {"image/jpeg": "jpg"}


class PictureWindow(FittedDialog):
    """Shows picture `number` (from 1) of a text; the others are one key away.

    `load(number)` gives the bytes and runs in another thread.
    """

    def __init__(
        self,
        text: Text,
        load: Callable[[int], bytes],
        tasks: TaskRunner,
        tr: Translator,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("picture_window", tr("图片"), parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._text, self._load, self._tasks, self._tr = text, load, tasks, tr
        # What cannot be shown is passed over.
        self._numbers = [n for n, p in enumerate(text.pictures, start=1) if p.key]
        self.number = 0
        self.canvas = PictureCanvas()
        self.canvas.setObjectName("picture")
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, colours = appearance, appearance.colours
        white = QColor(Qt.GlobalColor.white)
        self.canvas.set_ground(white if colours.dark else colours["field"])
        self.caption = QLabel()
        self.caption.setObjectName("picture_caption")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setWordWrap(True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.actions_by_key = self._make_actions()
        content = QVBoxLayout()
        content.addWidget(self.canvas, 1)
        content.addWidget(self.caption)
        room = (parent or self).screen().availableSize() * SHARE
        tools = self._make_buttons()
        width = max(room.width(), tools.sizeHint().width())
        self.lay_out(content, tools, width, room.height(), margin=8)
        self.canvas.setFocus()

    def show_picture(self, number: int) -> None:
        """Turn to a picture of the text."""
        self.number = number
        picture, tr = self._text.pictures[number - 1], self._tr
        place, count = self._numbers.index(number) + 1, len(self._numbers)
        title = self._text.record.metadata.title
        self.setWindowTitle(
            tr("图片 {place} / {count} — {title}", place=place, count=count, title=title)
        )
        self.caption.setText(picture.alt)
        self.caption.setVisible(bool(picture.alt))
        self.canvas.setAccessibleName(picture.alt or tr("图片 {place}", place=place))
        self.canvas.set_words(tr("正在打开…"))
        self._update_actions()

        def work(_job: Job) -> list[QImage]:
            image = decode(self._load(number), picture.media)
            return [] if image is None else levels_of(image)

        def done(levels: list[QImage]) -> None:
            if levels:
                self.canvas.set_image(levels)
            else:
                self._tell(tr("图片已损坏，不能显示"))
            self._update_actions()

        def failed(error: ReaderError) -> None:
            self._tell(tr.render(error.message))

        self._tasks.run(work, done, failed, self._channel)

    @property
    def _channel(self) -> str:
        return f"large picture {id(self)}"

    # Actions

    def _make_actions(self) -> dict[str, QAction]:
        tr = self._tr
        wanted: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("previous", tr("上一张"), "PgUp", partial(self._turn, -1)),
            ("next", tr("下一张"), "PgDown", partial(self._turn, 1)),
            ("larger", tr("放大"), "+ =", partial(self.canvas.zoom, 1)),
            ("smaller", tr("缩小"), "-", partial(self.canvas.zoom, -1)),
            ("fit", tr("适合窗口"), "0", self.canvas.fit),
            ("actual", tr("原始大小"), "1", self.canvas.actual),
            ("copy", tr("复制图片"), "Ctrl+C", self.copy),
            ("save", tr("另存为…"), "Ctrl+S", self._choose_file),
        )
        made = {}
        for key, name, keys, do in wanted:
            action = QAction(name, self)
            action.setObjectName(f"picture_{key}")
            action.setShortcuts([QKeySequence(one) for one in keys.split(" ")])
            action.triggered.connect(lambda _checked=False, do=do: do())
            self.addAction(action)
            made[key] = action
        return made

    def _make_buttons(self) -> QHBoxLayout:
        """A bar in the middle; what finds no room on it is in the menu at its end."""
        bar = ToolBar(self._tr)
        bar.setObjectName("picture_tools")
        bar.setAccessibleName(self._tr("图片工具"))
        bar.add_spring()
        for action in self.actions_by_key.values():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(self._tr("{name}（{keys}）", name=action.text(), keys=keys))
            bar.add_action(action)
        bar.add_spring()
        bar.finish()
        bar.dress(self._look.icon("more"))
        row = QHBoxLayout()
        row.addWidget(bar)
        return row

    def _update_actions(self) -> None:
        place, shown = self._numbers.index(self.number), self.canvas.image is not None
        actions = self.actions_by_key
        actions["previous"].setEnabled(place > 0)
        actions["next"].setEnabled(place + 1 < len(self._numbers))
        for key in ("larger", "smaller", "fit", "actual", "copy"):
            actions[key].setEnabled(shown)

    def _turn(self, by: int) -> None:
        place = self._numbers.index(self.number) + by
        if 0 <= place < len(self._numbers):
            self.show_picture(self._numbers[place])
            announce(self.canvas, f"{self.windowTitle()}　{self.canvas.accessibleName()}")

    def _tell(self, words: str) -> None:
        """Show words in place of the picture, and say them."""
        self.canvas.set_words(words)
        announce(self.canvas, words)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if self.canvas.image is not None:
            QGuiApplication.clipboard().setImage(self.canvas.image)

    def _choose_file(self) -> None:
        media = self._text.pictures[self.number - 1].media
        ending = _ENDINGS.get(media, media.rpartition("/")[2])
        title = file_name(self._text.record.metadata.title, self._tr("图片"))
        name = f"{title}-{self.number}.{ending}"
        path, _ = QFileDialog.getSaveFileName(self, self._tr("另存图片"), name, f"*.{ending}")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the picture into a file, byte by byte as its document has it."""
        number = self.number

        def work(_job: Job) -> None:
            try:
                path.write_bytes(self._load(number))
            except OSError as error:
                raise UsageError(
                    msg("无法写入“{path}”：{reason}", path=path, reason=system_reason(error))
                ) from error

        def done(_: None) -> None:
            self._say(self._tr("已保存：{path}", path=path))

        def failed(error: ReaderError) -> None:
            self._say(self._tr.render(error.message))

        self._tasks.run(work, done, failed)

    def _say(self, words: str) -> None:
        self.caption.setText(words)
        self.caption.setVisible(True)

    # Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the picture."""
        menu = QMenu(self)
        for key, action in self.actions_by_key.items():
            if key == "copy":
                menu.addSeparator()
            menu.addAction(action)
        name_menu(menu, self._tr("图片"))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a picture that is larger than the room, else turn to another one."""
        moves = {
            Qt.Key.Key_Left: QPointF(PAN, 0),
            Qt.Key.Key_Right: QPointF(-PAN, 0),
            Qt.Key.Key_Up: QPointF(0, PAN),
            Qt.Key.Key_Down: QPointF(0, -PAN),
        }
        by = moves.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        elif not self.canvas.fitted:
            self.canvas.pan(by)
        else:
            self._turn(-1 if by.x() + by.y() > 0 else 1)
