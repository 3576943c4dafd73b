"""Names of controls for assistive programs, where Qt does not pass them on by itself."""

from PySide6.QtWidgets import QComboBox


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
