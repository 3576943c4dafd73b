"""The larger dialogs come back where they were left, in the next session as well."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.settings import Settings, SettingsFile
from reader.ui.dialog import DialogPlaces, FittedDialog
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary


def settings_dialog(window: MainWindow, qtbot: QtBot) -> QDialog:
    window.actions_by_key["preferences"].trigger()

    def found() -> list[QDialog]:
        dialogs = window.findChildren(QDialog, "preferences")
        return [dialog for dialog in dialogs if dialog.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=WAIT_MS)
    return found()[0]


def test_a_dialog_comes_back_as_large_as_it_was(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace, kept = open_library(), SettingsFile(tmp_path / "settings.json")
    window = desktop.window(workspace)
    window.settings_changed.connect(kept.save)
    dialog = settings_dialog(window, qtbot)
    first = dialog.size()
    dialog.resize(first + QSize(120, 60))
    dialog.reject()
    assert settings_dialog(window, qtbot).size() == first + QSize(120, 60)
    desktop.close(window)

    window = desktop.window(open_library(), kept.load())
    assert settings_dialog(window, qtbot).size() == first + QSize(120, 60)


def test_other_settings_leave_the_places_alone(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window = desktop.window(open_library())
    told: list[Settings] = []
    window.settings_changed.connect(told.append)
    settings_dialog(window, qtbot).reject()
    assert set(told[-1].dialogs) == {"preferences"}
    window.actions_by_key["larger"].trigger()
    assert set(told[-1].dialogs) == {"preferences"}
    assert told[-1].text_size == Settings().text_size + 1


class Small(FittedDialog):
    """A dialog without anything in it."""

    def __init__(self, parent: QWidget, remembered: bool) -> None:
        super().__init__("small", "小", parent, remembered)


@pytest.mark.parametrize("remembered", [True, False])
def test_only_the_larger_ones_are_kept(remembered: bool, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    places = DialogPlaces({}, window)
    told: list[dict[str, str]] = []
    places.changed.connect(told.append)
    dialog = Small(window, remembered)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.reject()
    assert [set(one) for one in told] == ([{"small"}] if remembered else [])


@pytest.mark.parametrize("place", ["nonsense", "汉字", "AAAA"])
def test_a_place_that_makes_no_sense_is_passed_over(place: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    DialogPlaces({"small": place}, window)
    dialog = Small(window, remembered=True)
    dialog.resize(333, 222)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.size() == QSize(333, 222)
    dialog.reject()
