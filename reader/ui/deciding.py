"""What belongs to a theme, as the user decides it: done at once, and everything can be undone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from reader.documents.model import Kind, Paragraph, Passage
from reader.library.model import Decision
from reader.ui.part import LibraryPart
from reader.ui.tasks import Job
from reader.ui.undoing import Deed
from reader.workspace.model import Entry, ThemeCount, ThemeTag

if TYPE_CHECKING:
    from reader.ui.pane import Pane
    from reader.workspace.deciding import Change, DecisionDesk

# Characters of a passage in the menu of what can be undone
WORDS = 20

# The id and the name of a theme
Named = tuple[str, str]
Asked = tuple[tuple[Passage, ...], tuple[ThemeCount, ...], tuple[str, ...]]


class Deciding(LibraryPart):
    """Adds passages to themes, confirms and removes them; `changed` after each of these."""

    changed = Signal()

    # Deeds

    def add(self, theme: str, name: str, passages: Sequence[Passage]) -> None:
        """Put passages under a theme."""
        self._do(
            self._tr("归入主题“{theme}”：{words}", theme=name, words=self._words(passages)),
            self._tr("已归入主题“{theme}”：{words}", theme=name, words=self._words(passages)),
            lambda desk: desk.add(theme, passages),
        )

    def keep(self, theme: str, name: str, passages: Sequence[Passage]) -> None:
        """Confirm that passages belong to a theme."""
        self._do(
            self._tr("确认属于主题“{theme}”：{words}", theme=name, words=self._words(passages)),
            self._tr("已确认属于主题“{theme}”：{words}", theme=name, words=self._words(passages)),
            lambda desk: desk.keep(theme, passages),
        )

    def remove(self, theme: str, name: str, passages: Sequence[Passage]) -> None:
        """Say that passages do not belong to a theme."""
        self._do(
            self._tr("从主题“{theme}”排除：{words}", theme=name, words=self._words(passages)),
            self._tr("已从主题“{theme}”排除：{words}", theme=name, words=self._words(passages)),
            lambda desk: desk.remove(theme, passages),
        )

    def reset(self, theme: str, name: str, passages: Sequence[Passage]) -> None:
        """Leave passages to the terms of a theme again."""
        self._do(
            self._tr("恢复自动归入“{theme}”：{words}", theme=name, words=self._words(passages)),
            self._tr("已恢复自动归入“{theme}”：{words}", theme=name, words=self._words(passages)),
            lambda desk: desk.reset(theme, passages),
        )

    def forget(self, decision: Decision) -> None:
        """Let go of a decision whose words are lost."""
        words = _short(decision.selector.exact)
        self._do(
            self._tr("不再保留：{words}", words=words),
            self._tr("不再保留找不到原文的一处：{words}", words=words),
            lambda desk: desk.forget((decision,)),
        )

    def _do(self, name: str, said: str, decide: "Callable[[DecisionDesk], Change]") -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def do() -> "Change":
            change = decide(workspace.decisions)
            # Our own change is shown at once, and need not be noticed.
            workspace.decided_elsewhere()
            return change

        def undo(change: "Change") -> None:
            workspace.decisions.undo(change)
            workspace.decided_elsewhere()

        self._undoing.do(Deed(name, said, do, undo, self.changed.emit))

    def _words(self, passages: Sequence[Passage]) -> str:
        if len(passages) > 1:
            return self._tr("{count} 段", count=len(passages))
        return _short(passages[0].text)

    # Choosing a theme

    def choose(self, passages: Sequence[Passage], whole: bool = False) -> None:
        """Let the user choose the theme that passages go to; the window goes on meanwhile.

        With `whole` it is their paragraphs that go there.
        """
        workspace = self._workspace
        if workspace is None or not passages:
            return

        def ask(_job: Job) -> Asked:
            meant = tuple(passages)
            if whole:
                meant = tuple(
                    workspace.bookmarks.passage(p.document, p.paragraph) for p in passages
                )
            return meant, workspace.themes.counts(), workspace.decisions.last_used()

        self._tasks.run(ask, lambda asked: self._ask(*asked), self.failed.emit, "choose")

    def _ask(
        self, passages: Sequence[Passage], themes: Sequence[ThemeCount], used: Sequence[str]
    ) -> None:
        from reader.ui.theme_chooser import ThemeChooser

        workspace = self._workspace
        if workspace is None:
            return
        words = self._words(passages) if len(passages) > 1 else passages[0].text
        dialog = ThemeChooser(words, themes, used, self._tr, self._window)

        def look_up(text: str) -> None:
            self._tasks.run(
                lambda _job: workspace.names.themes(text),
                dialog.show_found,
                self.failed.emit,
                "lookup themes",
            )

        dialog.wanted.connect(look_up)
        dialog.chosen.connect(lambda theme, name: self.add(theme, name, passages))
        # A search that is still under way has nobody left to answer.
        dialog.finished.connect(lambda _result: self._tasks.cancel("lookup themes"))
        dialog.show()

    # Menus

    def fill_entry(self, menu: QMenu, theme: Named, own: Named, entry: Entry) -> None:
        """What can be decided on an entry in the list of a theme; its own may be one below."""
        menu.addSeparator()
        self._fill(menu, theme, own, entry.entry.passage, entry.entry.state.value)
        self.fill_adding(menu, (entry.entry.passage,))

    def fill_lost(self, menu: QMenu, decision: Decision) -> None:
        """What can be done about a decision whose words are lost."""
        menu.addAction(self._tr("不再保留"), partial(self.forget, decision))

    def fill_adding(self, menu: QMenu, passages: Sequence[Passage], whole: bool = False) -> None:
        """The way into any theme."""
        action = menu.addAction(self._tr("归入主题…"))
        action.setObjectName("menu_theme_add")
        action.triggered.connect(lambda: self.choose(passages, whole))

    def fill_paragraph(
        self, menu: QMenu, passages: Sequence[Passage], tags: Sequence[ThemeTag]
    ) -> None:
        """What can be decided on passages, and on the themes that their paragraph has."""
        menu.addSeparator()
        for tag in tags:
            sub = menu.addMenu(self._tr("主题“{theme}”", theme=plain(tag.name)))
            theme = (tag.theme, tag.name)
            self._fill(sub, theme, theme, passages[0], tag.state.value)
        self.fill_adding(menu, passages)

    def _fill(self, menu: QMenu, theme: Named, own: Named, passage: Passage, state: str) -> None:
        tr, passages = self._tr, (passage,)
        keep = menu.addAction(tr("确认属于这个主题"), partial(self.keep, *own, passages))
        keep.setObjectName("menu_theme_keep")
        keep.setEnabled(state in ("automatic", "removed"))
        remove = menu.addAction(tr("不属于这个主题"), partial(self.remove, *theme, passages))
        remove.setObjectName("menu_theme_remove")
        remove.setEnabled(state != "removed")
        reset = menu.addAction(tr("恢复为自动"), partial(self.reset, *theme, passages))
        reset.setObjectName("menu_theme_reset")
        reset.setEnabled(state != "automatic")


def passages_meant(pane: "Pane") -> tuple[Passage, ...]:
    """What the user means in a pane: all that is selected, or else the paragraph that is read.

    Page numbers and the like, which are no text, are left out.
    """
    view, text = pane.view, pane.text
    if text is None:
        return ()
    document = text.record.document
    if view.selection is not None and view.has_selection:
        return tuple(
            Passage(document, paragraph.number, start, end, paragraph.text[start:end])
            for paragraph, start, end in view.selection.pieces(text)
            if paragraph.kind is not Kind.JUNK and paragraph.text[start:end].strip()
        )
    passage = view.current_passage()
    return (passage,) if passage is not None and passage.text.strip() else ()


def whole_paragraph(document: str, paragraph: Paragraph) -> Passage:
    """The passage of a whole paragraph."""
    text = paragraph.text
    return Passage(document, paragraph.number, 0, len(text), text)


def plain(name: str) -> str:
    """A name in a menu, where & would mark a key."""
    return name.replace("&", "&&")


def _short(words: str) -> str:
    return words if len(words) <= WORDS else words[:WORDS] + "…"
