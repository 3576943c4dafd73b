"""The preview in a real window: seen, chosen, written, stopped; the choices are remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.settings import Settings
from reader.ui.printing.dialog import PreviewDialog
from reader.ui.printing.sheet_view import PAGE_WIDTH, WHOLE_PAGE
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.printing.samples import SENTENCE, bare, read_pdf
from tests.ui.reading.pages import select_words

TITLE = "值班手册"
PARTS = "\n\n".join(f"## 第{n}节 交接\n\n{SENTENCE * 14}\n\n{SENTENCE * 9}" for n in range(1, 13))
SOURCE = f"---\ntitle: {TITLE}\nauthor: 办公室\ndate: 2026-05\n---\n\n# {TITLE}\n\n{PARTS}\n"


@pytest.fixture
def workspace(open_library: OpenLibrary) -> Workspace:
    return open_library("printing", contents={"a.md": SOURCE})


@pytest.fixture
def window(desktop: Desktop, workspace: Workspace) -> MainWindow:
    window = desktop.window(workspace)
    window.desk.open(workspace.documents()[0].document)
    desktop.settle(window)
    return window


@pytest.fixture
def preview(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> Iterator[PreviewDialog]:
    window.actions_by_key["print_preview"].trigger()
    assert window.printing.dialog is None, "the caller is not kept waiting"
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    dialog = window.printing.dialog
    assert dialog is not None
    desktop.settle(window)
    yield dialog
    if window.printing.dialog is not None:
        window.printing.dialog.close()
    desktop.settle(window)


def written(preview: PreviewDialog, window: MainWindow, desktop: Desktop, path: Path) -> list[str]:
    """Write a file, and give what stands on its pages."""
    preview.write(path)
    desktop.settle(window)
    return [bare(page.text) for page in read_pdf(path).pages]


def part(preview: PreviewDialog, name: str) -> QWidget:
    found = preview.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def press(preview: PreviewDialog, name: str) -> None:
    button = part(preview, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def choose(preview: PreviewDialog, name: str, data: object) -> None:
    box = part(preview, name)
    assert isinstance(box, QComboBox)
    assert box.findData(data) >= 0
    box.setCurrentIndex(box.findData(data))


def test_without_a_text_there_is_nothing_to_print(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    window = desktop.window(open_library("void", empty=True))
    for key in ("print_preview", "export_pdf"):
        assert not window.actions_by_key[key].isEnabled()
    window.printing.preview(window.preferring.settings)
    assert window.printing.dialog is None


def test_pages_are_shown_and_counted(preview: PreviewDialog) -> None:
    assert preview.view.pages > 5
    assert TITLE in preview.view.words()
    assert "办公室　2026年5月" in preview.view.words()
    assert preview.navigation.total.text() == f"/ {preview.view.pages}"
    assert preview.strip.bar.isHidden()
    spoken = preview.view.focusProxy()
    assert spoken is not None
    assert spoken.accessibleDescription().startswith(TITLE)


def test_keys_turn_the_pages_and_change_their_size(preview: PreviewDialog) -> None:
    view = preview.view
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == view.pages
    assert not preview.navigation.next.isEnabled()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == view.pages - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert isinstance(view.zoom, float)
    assert preview.navigation.zoom.currentText().endswith("%")
    QTest.keyClick(view, Qt.Key.Key_0)
    assert preview.navigation.zoom.currentIndex() == 0


def test_the_number_of_a_page_leads_to_it(preview: PreviewDialog) -> None:
    preview.navigation.number.setValue(4)
    assert preview.view.page == 4
    press(preview, "print_first")
    assert preview.view.page == 1
    assert preview.navigation.number.value() == 1


def test_another_zoom_keeps_the_page(preview: PreviewDialog) -> None:
    preview.view.go_to(3)
    for zoom in (PAGE_WIDTH, 2.0, 0.5, WHOLE_PAGE):
        preview.view.set_zoom(zoom)
        assert preview.view.page == 3


def test_sheets_are_white_with_black_words(
    desktop: Desktop, workspace: Workspace, qtbot: QtBot
) -> None:
    window = desktop.window(workspace, Settings(palette="dark"))
    window.desk.open(workspace.documents()[0].document)
    desktop.settle(window)
    window.actions_by_key["print_preview"].trigger()
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    dialog = window.printing.dialog
    assert dialog is not None
    desktop.settle(window)
    dialog.view.set_zoom(1.0)
    image = dialog.view.paint_page(1)
    inks = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert {"#ffffff", "#000000"} <= inks
    assert all(ink[1:3] == ink[3:5] == ink[5:7] for ink in inks)
    dialog.close()


def test_every_control_has_its_names(preview: PreviewDialog) -> None:
    names = set()
    for widget in preview.findChildren(QWidget):
        if widget.objectName().startswith("print_"):
            names.add(widget.objectName())
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                said = widget.accessibleName() or widget.property("text")
                assert said, widget.objectName()
    assert {"print_sheets", "print_paper", "print_pages", "print_export", "print_zoom"} <= names


def test_the_whole_text_is_exported(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    pages = written(preview, window, desktop, tmp_path / "b.pdf")
    assert len(pages) == preview.view.pages
    assert "已导出" in preview.strip.label.text()
    assert not preview.strip.open.isHidden()
    assert preview.pdf_button.isEnabled()


def test_chosen_pages_are_exported(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    preview.form.range.setText("2、4-5")
    pages = written(preview, window, desktop, tmp_path / "b.pdf")
    assert [words.rpartition("—")[0].rpartition("—")[2] for words in pages] == ["2", "4", "5"]


def test_pages_that_cannot_be_read_are_told_of(preview: PreviewDialog) -> None:
    preview.form.range.setText("三页")
    assert "1-3" in preview.strip.label.text()
    assert not preview.pdf_button.isEnabled()
    preview.form.range.clear()
    assert preview.pdf_button.isEnabled()
    assert not preview.strip.label.text()


def test_a_section_is_exported(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    choose(preview, "print_content", "sections")
    form = preview.form
    index = next(i for i in range(form.first.count()) if "第3节" in form.first.itemText(i))
    form.first.setCurrentIndex(index)
    form.last.setCurrentIndex(index + 1)
    desktop.settle(window)
    words = "".join(written(preview, window, desktop, tmp_path / "b.pdf"))
    assert f"{TITLE}（节选）" in words
    assert "第3节" in words
    assert "第4节" in words
    assert "第2节" not in words
    assert "第5节" not in words


def test_the_selection_is_exported(
    window: MainWindow, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    select_words(window.desk.active.view, "谁来的、说了什么")
    window.actions_by_key["print_preview"].trigger()
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    dialog = window.printing.dialog
    assert dialog is not None
    choose(dialog, "print_content", "selected")
    desktop.settle(window)
    (words,) = written(dialog, window, desktop, tmp_path / "b.pdf")
    assert words == f"{TITLE}（节选）办公室2026年5月谁来的、说了什么—1—"
    dialog.close()


def test_choices_are_remembered(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    before = preview.view.pages
    with qtbot.waitSignal(window.settings_changed) as kept:
        choose(preview, "print_paper", "A5")
    assert kept.args is not None
    assert kept.args[0].print_paper == "A5"
    desktop.settle(window)
    assert preview.view.pages > before
    preview.close()
    window.actions_by_key["print_preview"].trigger()
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    again = window.printing.dialog
    assert again is not None
    assert again.form.paper.currentData() == "A5"


def test_counting_can_be_stopped_and_gone_on_with(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop
) -> None:
    every = preview._starts
    preview._advanced(every[:2], False)
    assert not preview.strip.stop.isHidden()
    press(preview, "print_stop")
    assert "只有前 2 页" in preview.strip.label.text()
    assert preview.navigation.total.text() == "/ 2+"
    press(preview, "print_go_on")
    desktop.settle(window)
    assert preview._starts == every
    assert preview.strip.label.text() == ""


def test_a_file_is_whole_though_counting_was_stopped(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    every = preview.view.pages
    preview._advanced(preview._starts[:2], False)
    press(preview, "print_stop")
    assert len(written(preview, window, desktop, tmp_path / "b.pdf")) == every


def test_what_cannot_be_written_is_told_of(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    preview.write(tmp_path / "no" / "b.pdf")
    desktop.settle(window)
    assert "找不到" in preview.strip.label.text()
    assert preview.pdf_button.isEnabled()


def test_a_file_is_written_though_the_preview_is_closed(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    preview.write(tmp_path / "b.pdf")
    preview.close()
    desktop.settle(window)
    assert read_pdf(tmp_path / "b.pdf").pages


def test_export_asks_for_a_file(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    window.actions_by_key["export_pdf"].trigger()
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    dialog = window.printing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog, "print_file") is not None)
    asked = dialog.findChild(QFileDialog, "print_file")
    assert isinstance(asked, QFileDialog)
    assert [Path(name).name for name in asked.selectedFiles()] == [f"{TITLE}.pdf"]
    asked.close()
    desktop.settle(window)
    dialog.close()


def test_bookmarks_are_printed_where_they_are_wanted(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    preview.close()
    window.actions_by_key["add_bookmark"].trigger()
    desktop.settle(window)
    window.printing.preview(window.preferring.settings)
    qtbot.waitUntil(lambda: window.printing.dialog is not None, timeout=WAIT_MS)
    dialog = window.printing.dialog
    assert dialog is not None
    desktop.settle(window)
    sizes = []
    for wanted in (False, True):
        dialog.form.ribbons.setChecked(wanted)
        desktop.settle(window)
        written(dialog, window, desktop, tmp_path / "b.pdf")
        sizes.append((tmp_path / "b.pdf").stat().st_size)
    assert sizes[0] < sizes[1]


def test_another_library_closes_the_preview(
    preview: PreviewDialog, window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.set_workspace(open_library("other"))
    desktop.settle(window)
    assert window.printing.dialog is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_large_sheets_are_painted_in_bands(
    preview: PreviewDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on the screen in bands is the page as it is painted as a whole."""
    view = preview.view
    view.set_zoom(1.0)
    monkeypatch.setattr("reader.ui.printing.sheet_view.BAND", 100_000)
    whole = view.paint_page(1)
    view.set_zoom(1.0)
    qtbot.waitUntil(lambda: all(band in view._painted for band, _ in view._bands()))
    bands = view._bands()
    assert len(bands) > 3
    for band, place in bands:
        if band[0] == 1:
            top = place.top() - view._box(1).top()
            part = whole.copy(0, top, whole.width(), place.height())
            assert view._painted[band] == part


def test_the_preview_that_is_on_its_way_is_given_up_with_the_library(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.printing.preview(Settings())
    window.printing.set_workspace(open_library("other", empty=True))
    desktop.settle(window)
    assert window.printing.dialog is None
    assert window.printing._opening is None


def test_chapters_can_be_chosen_from_a_long_list(preview: PreviewDialog) -> None:
    choose(preview, "print_content", "sections")
    for name in ("print_first_section", "print_last_section"):
        box = part(preview, name)
        assert isinstance(box, QComboBox)
        assert box.count() == 12
        assert box.itemText(0).strip() == "第1节 交接"
