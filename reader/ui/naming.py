"""Names of controls for assistive programs, where Qt does not pass them on by itself."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from reader.messages import Translator


def name_combo(box: QComboBox, name: str) -> None:
    """Let a combo box say what it is for.

    On Linux Qt gives the text that is chosen as its name; the name comes as the description
    there. The field of an editable one is a part of its own.
    """
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)
    field = box.lineEdit()
    if field is not None:
        field.setAccessibleName(name)


def name_clear_button(box: QLineEdit, tr: Translator, wanted: bool = True) -> None:
    """Give a field a button that empties it, and the button a name: Qt's own has none."""
    box.setClearButtonEnabled(wanted)
    for button in box.findChildren(QToolButton):
        if not button.accessibleName():
            button.setAccessibleName(tr("清除"))
