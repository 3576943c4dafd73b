"""The settings of a window: shown in it at once, changed by actions and in their dialog, kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from reader.messages import Translator
from reader.settings import PALETTES, SYSTEM, TEXT_SIZES, Settings
from reader.ui.appearance import Appearance
from reader.ui.dialog import DialogPlaces
from reader.ui.menus import mnemonics
from reader.ui.parts import Parts
from reader.ui.shortcuts.keymap import Command, Keymap
from reader.ui.typesetting import text_style

if TYPE_CHECKING:
    from reader.ui.preferences.dialog import PreferencesDialog


class Preferring(QObject):
    """Holds the settings; `settings_changed(settings)` when the user chose others."""

    settings_changed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        parts: Parts,
        settings: Settings,
        appearance: Callable[[str], Appearance],
        tr: Translator,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._settings = settings
        self._make_appearance = appearance
        self._tr = tr
        self._dialog: PreferencesDialog | None = None
        self._given = Settings().shortcuts
        places = DialogPlaces(settings.dialogs, window)
        places.changed.connect(lambda kept: self._keep(replace(self._settings, dialogs=kept)))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        for name in (SYSTEM, *PALETTES):
            parts.actions[name].toggled.connect(partial(self._choose_palette, name))
        parts.actions[settings.palette].setChecked(True)
        for pane in parts.desk.panes:
            pane.zoom_wanted.connect(self.resize)
        parts.printing.settings_changed.connect(self._keep_printing)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def begin(self) -> None:
        """Show the first settings in a window that has its menus."""
        self._apply()
        self._tell_settings()

    def set_settings(self, settings: Settings) -> None:
        """Settings that were changed elsewhere (the library that is open)."""
        self._settings = settings
        self._tell_settings()

    def change_shortcuts(self) -> None:
        """Open the settings at the page of the shortcuts."""
        self.open()
        if self._dialog is not None:
            self._dialog.turn_to("shortcuts")

    def open(self) -> None:
        """Open the dialog of the settings, or bring it to the front."""
        from reader.ui.preferences.dialog import PreferencesDialog

        if self._dialog is None:
            self._dialog = PreferencesDialog(
                self._settings,
                self._tr,
                self._window,
                self._listed(),
                mnemonics(self._window.menuBar()),
            )
            self._dialog.settings_changed.connect(self._keep)
            self._dialog.finished.connect(self._forget_preferences)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _forget_preferences(self) -> None:
        self._dialog = None

    def resize(self, by: int) -> None:
        """Set the texts larger by so many pixels, where they can be."""
        size = self._settings.text_size + by
        if size in TEXT_SIZES:
            self._change(text_size=size)

    def normal_size(self) -> None:
        """Set the texts as large as at first."""
        self._change(text_size=Settings().text_size)

    # Other settings

    def _choose_palette(self, name: str, chosen: bool) -> None:
        if chosen:
            self._change(palette=name)

    def _change(self, palette: str | None = None, text_size: int | None = None) -> None:
        settings = replace(
            self._settings,
            palette=palette or self._settings.palette,
            text_size=text_size or self._settings.text_size,
        )
        self._keep(settings)

    def _keep(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if settings == before:
            return
        if _look(settings) != _look(before):
            self._apply()
        self._tell_settings()
        self.settings_changed.emit(settings)

    def _keep_printing(self, chosen: Settings) -> None:
        self._keep(self._settings.with_printing_of(chosen))

    def _tell_settings(self) -> None:
        self._parts.importing.set_settings(self._settings)
        self._parts.watched.in_step.set_settings(self._settings)
        self._give_keys()
        if self._dialog is not None:
            self._dialog.set_settings(self._settings)

    def _give_keys(self) -> None:
        """The actions have their keys from the start; others only where the user chose some."""
        if self._settings.shortcuts != self._given:
            self._given = self._settings.shortcuts
            self._parts.actions.set_keys(Keymap(self._listed(), self._given))

    def _listed(self) -> Sequence[Command]:
        return self._parts.actions.listed(self._window.menuBar())

    # What the window looks like

    def _follow_system(self) -> None:
        if self._settings.palette == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        appearance = self._make_appearance(self._settings.palette)
        QApplication.setPalette(appearance.qt_palette)
        self._window.setStyleSheet(appearance.style_sheet)
        self._parts.actions.set_appearance(appearance)
        self._parts.sidebar.set_appearance(appearance)
        self._parts.searches.set_appearance(appearance)
        self._parts.comparing.set_appearance(appearance)
        self._parts.text_finding.set_appearance(appearance)
        self._parts.correcting.set_appearance(appearance)
        self._parts.desk.set_appearance(appearance, text_style(self._settings, appearance.colours))
        self._parts.actions[self._settings.palette].setChecked(True)


def _look(settings: Settings) -> Settings:
    """What pages and window look like, and nothing else."""
    first = Settings()
    return replace(
        settings.with_printing_of(first),
        library=first.library,
        recent_libraries=first.recent_libraries,
        import_seconds=first.import_seconds,
        import_megabytes=first.import_megabytes,
        shortcuts=first.shortcuts,
        dialogs=first.dialogs,
    )
