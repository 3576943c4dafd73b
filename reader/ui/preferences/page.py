"""What a page of the settings is."""

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from reader.settings import Settings


class Page(QWidget):
    """Shows some of the settings and lets the user change them.

    `name` is English, for the object name; `title` stands in the list of pages. A subclass says
    in `fields` which of the settings are its own, overrides `show_settings`, and emits
    `changed(settings)`: `self.settings` with other values in these fields. It is listed in
    `reader.ui.preferences.pages`.
    """

    changed = Signal(object)
    fields: tuple[str, ...] = ()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(f"preferences_{name}")
        self.setAccessibleName(title)
        self.title = title
        self.settings = Settings()

    def show_settings(self, settings: Settings) -> None:
        """Show these settings, without telling of a change."""
        self.settings = settings

    def with_defaults(self, settings: Settings) -> Settings:
        """The settings with the fields of this page as they are at first."""
        first = Settings()
        return replace(settings, **{field: getattr(first, field) for field in self.fields})


def number_box(name: str, values: range, step: int, unit: str) -> QSpinBox:
    """A box for a whole number with its unit; half a number that is being typed is none yet."""
    box = QSpinBox()
    box.setObjectName(name)
    box.setRange(values.start, values.stop - 1)
    box.setSingleStep(step)
    box.setSuffix(f" {unit}")
    box.setKeyboardTracking(False)
    return box


def spoken(label: str) -> str:
    """The name of a control: its label without the underlined letter and the colon."""
    return re.sub(r"\(&.\)|&", "", label).rstrip(":： ")
