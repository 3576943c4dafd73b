"""Pictures in a real window: below their paragraphs, large, copied and saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.ui.pictures.large import PictureWindow
from reader.ui.reading.spoken import Speaker
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.importers.picture_files import EMF
from tests.ui.conftest import Desktop, OpenLibrary
from tests.ui.pictures.samples import RED, image

DATA = image(400, 300)
TEXT = """# 值班工作要点

值班人员要坚守岗位，按下面的流程办理。

![值班流程](red.png)

遇有突发事件及时报告。

![](plan.emf) ![坏图](bad.png) ![](blue.png)

交接班要有记录。
"""


@pytest.fixture
def workspace(open_library: OpenLibrary) -> Workspace:
    pictures = {
        "red.png": DATA,
        "plan.emf": EMF,
        "bad.png": b"nothing",
        "blue.png": image(90, 60, QColor("blue")),
    }
    return open_library("pictures", contents={**pictures, "a.md": TEXT})


@pytest.fixture
def window(desktop: Desktop, workspace: Workspace) -> Iterator[MainWindow]:
    window = desktop.window(workspace)
    window.desk.open(workspace.documents()[0].document)
    desktop.settle(window)
    window.desk.active.view.grab()
    desktop.settle(window)
    yield window
    for large in window.findChildren(PictureWindow):
        large.close()


def box_of(window: MainWindow, paragraph: int) -> tuple[QPointF, QPointF]:
    """The upper left corner and the middle of what stands below a paragraph."""
    view = window.desk.active.view
    assert view.page is not None
    placed = next(p for p in view.page.placed() if p.paragraph.number == paragraph)
    box = view.page.furniture_box(placed)
    return box.topLeft(), box.center()


def large(window: MainWindow) -> PictureWindow:
    (found,) = window.findChildren(PictureWindow)
    return found


def shown(qtbot: QtBot, found: PictureWindow, width: int) -> PictureWindow:
    qtbot.waitUntil(lambda: found.canvas.image is not None and found.canvas.image.width() == width)
    return found


def test_a_picture_is_painted_below_its_paragraph(window: MainWindow) -> None:
    view = window.desk.active.view
    _, middle = box_of(window, 3)
    pixel = view.canvas.grab().toImage().pixelColor(middle.toPoint())
    assert abs(pixel.red() - RED.red()) < 8
    assert pixel.green() < 8


def test_words_stand_for_what_is_not_there(window: MainWindow, tr: Translator) -> None:
    view = window.desk.active.view
    furniture = view.marking.furniture
    assert furniture is not None
    assert furniture.spoken(3) == "［图片：值班流程］"
    assert furniture.spoken(5) == (
        "［图片（EMF 格式，不能显示）］［图片：坏图（已损坏，不能显示）］［图片］"
    )
    corner, middle = box_of(window, 3)
    assert "值班流程" in furniture.tip(3, middle - corner)
    assert furniture.tip(3, QPointF(-5, -5)) == ""
    assert furniture.opens(3, middle - corner)
    assert not furniture.opens(3, QPointF(-5, -5))
    words = Speaker(view, tr).widget.toPlainText()
    assert "值班流程 ［图片：值班流程］" in words


def test_the_pointer_tells_what_can_be_opened(window: MainWindow) -> None:
    view = window.desk.active.view
    _, middle = box_of(window, 3)
    view.hover(middle)
    assert view.canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert "值班流程" in view.canvas.toolTip()
    view.hover(QPointF(5, 5))
    assert view.canvas.cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_a_click_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    view = window.desk.active.view
    _, middle = box_of(window, 3)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    found = shown(qtbot, large(window), 400)
    assert "1 / 2" in found.windowTitle()
    assert found.caption.text() == "值班流程"
    assert found.canvas.accessibleName() == "值班流程"


def test_selecting_across_it_does_not(window: MainWindow) -> None:
    view = window.desk.active.view
    _, middle = box_of(window, 3)
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    QTest.mouseMove(view.canvas, middle.toPoint())
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert window.findChildren(PictureWindow) == []


def test_enter_and_the_menu_open_it(window: MainWindow, qtbot: QtBot) -> None:
    view = window.desk.active.view
    QTest.keyClick(view, Qt.Key.Key_Return)
    shown(qtbot, large(window), 400).close()
    qtbot.waitUntil(lambda: not window.findChildren(PictureWindow))
    window.actions_by_key["view_picture"].trigger()
    shown(qtbot, large(window), 400)


def test_a_text_without_pictures_offers_none(desktop: Desktop, open_library: OpenLibrary) -> None:
    workspace = open_library()
    window = desktop.window(workspace)
    window.desk.open(workspace.documents()[0].document)
    desktop.settle(window)
    assert window.desk.active.view.marking.furniture is None
    assert not window.actions_by_key["view_picture"].isEnabled()


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> PictureWindow:
    window.actions_by_key["view_picture"].trigger()
    return shown(qtbot, large(window), 400)


def test_turning_passes_over_what_cannot_be_shown(opened: PictureWindow, qtbot: QtBot) -> None:
    actions = opened.actions_by_key
    assert not actions["previous"].isEnabled()
    actions["next"].trigger()
    shown(qtbot, opened, 90)
    assert opened.number == 4
    assert not actions["next"].isEnabled()
    QTest.keyClick(opened, Qt.Key.Key_Left)
    shown(qtbot, opened, 400)


def test_zoom(opened: PictureWindow) -> None:
    canvas, actions = opened.canvas, opened.actions_by_key
    fitted = canvas.scale
    actions["larger"].trigger()
    assert canvas.scale == pytest.approx(fitted * 1.25)
    assert not canvas.fitted
    actions["actual"].trigger()
    assert canvas.scale == pytest.approx(1)
    actions["smaller"].trigger()
    assert canvas.scale == pytest.approx(0.8)
    actions["fit"].trigger()
    assert canvas.scale == fitted


def test_what_is_under_the_pointer_stays_there(opened: PictureWindow) -> None:
    canvas = opened.canvas
    canvas.zoom(8)
    around = QPointF(canvas.width() * 0.4, canvas.height() * 0.6)
    before = canvas.picture_box()
    share = (around.x() - before.left()) / before.width()
    canvas.zoom(1, around)
    after = canvas.picture_box()
    assert (around.x() - after.left()) / after.width() == pytest.approx(share, abs=0.01)
    canvas.pan(QPointF(1e6, 1e6))
    assert canvas.picture_box().left() <= 0.5


def test_copy_and_save(opened: PictureWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened.actions_by_key["copy"].trigger()
    assert QGuiApplication.clipboard().image().width() == 400
    opened.save(tmp_path / "saved.png")
    qtbot.waitUntil(lambda: "已保存" in opened.caption.text())
    assert (tmp_path / "saved.png").read_bytes() == DATA
    opened.save(tmp_path / "missing" / "saved.png")
    qtbot.waitUntil(lambda: "无法写入" in opened.caption.text())


def test_escape_closes_it(opened: PictureWindow, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(PictureWindow))


def test_every_button_has_a_name(opened: PictureWindow, tr: Translator) -> None:
    for action in opened.actions_by_key.values():
        assert action.text()
        assert not action.shortcut().isEmpty()


def test_another_library_closes_it(
    opened: PictureWindow, window: MainWindow, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window.set_workspace(open_library())
    qtbot.waitUntil(lambda: not window.findChildren(PictureWindow))


def test_a_smaller_size_jumps_nowhere(window: MainWindow) -> None:
    """The room of a picture is known before it is loaded."""
    view = window.desk.active.view
    furniture = view.marking.furniture
    assert furniture is not None
    assert view.page is not None
    assert view.style_of_text is not None
    before = furniture.height(3, view.page.column[1], view.style_of_text)
    window.picturing.show(window.desk.active.number)
    fresh = view.marking.furniture
    assert fresh is not None
    assert fresh.height(3, view.page.column[1], view.style_of_text) == before
