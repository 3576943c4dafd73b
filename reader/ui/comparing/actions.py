"""The actions that compare the two panes, and the entry in the menu of the documents."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from reader.messages import Translator
from reader.ui.parts import Parts


def connect_compare_actions(parts: Parts, tr: Translator) -> None:
    """Tie the actions to what they do, both ways."""
    actions, comparing = parts.actions, parts.comparing

    def show() -> None:
        actions["compare_panes"].setChecked(comparing.on)
        found = comparing.found
        for key in ("next_change", "previous_change", "copy_changes"):
            actions[key].setEnabled(found is not None and bool(found.changes))

    def offer(menu: QMenu, documents: Sequence[str]) -> None:
        if len(documents) == 2:
            menu.addAction(tr("对比所选两篇"), lambda: comparing.compare(documents))

    actions["compare_panes"].toggled.connect(comparing.set_on)
    actions["next_change"].triggered.connect(lambda: comparing.step(1))
    actions["previous_change"].triggered.connect(lambda: comparing.step(-1))
    actions["copy_changes"].triggered.connect(comparing.copy)
    comparing.changed.connect(show)
    comparing.said.connect(parts.status.notice)
    parts.sidebar.documents.menu_filling.connect(offer)
    show()
