"""The actions that tie two pages and step through the passages of a theme."""

from functools import partial

from PySide6.QtWidgets import QMenu

from reader.messages import Translator
from reader.ui.linking import LinkKind
from reader.ui.parts import Parts

KINDS = {
    "link_theme": LinkKind.THEME,
    "link_heading": LinkKind.HEADING,
    "link_position": LinkKind.POSITION,
    "link_wording": LinkKind.WORDING,
}


def fill_link_menu(menu: QMenu, parts: Parts) -> None:
    """The ways to tie the pages."""
    parts.actions.fill_menu(menu, "link_panes", "", *KINDS)


def connect_link_actions(parts: Parts, tr: Translator) -> None:
    """Tie the actions to what they do, both ways."""
    actions, linking = parts.actions, parts.linking

    def toggle(on: bool) -> None:
        if on and not linking.on:
            parts.desk.set_split(True)
        linking.set_on(on)

    def choose(kind: LinkKind, on: bool) -> None:
        if on:
            linking.set_kind(kind)

    def show() -> None:
        actions["link_panes"].setChecked(linking.on)
        actions["link_wording"].setEnabled(linking.by_wording)
        for key, kind in KINDS.items():
            if kind is linking.kind:
                actions[key].setChecked(True)

    def step(by: int) -> None:
        if not linking.step(by, parts.sidebar.themes.current()):
            parts.status.notice(tr("前后没有这个主题的其他段落了"))

    actions["link_panes"].toggled.connect(toggle)
    for key, kind in KINDS.items():
        actions[key].toggled.connect(partial(choose, kind))
    linking.changed.connect(show)
    linking.said.connect(parts.status.notice)
    actions["next_of_theme"].triggered.connect(lambda: step(1))
    actions["previous_of_theme"].triggered.connect(lambda: step(-1))
    show()
