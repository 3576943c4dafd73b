"""What the parts of a window tell each other: none of them knows the others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.messages import Translator
from reader.ui import panels
from reader.ui.commanding import Commanding
from reader.ui.helping import Helping
from reader.ui.keeping import Keeping
from reader.ui.parts import Parts
from reader.ui.picturing import Picturing
from reader.ui.preferring import Preferring
from reader.ui.saying import Saying

if TYPE_CHECKING:
    from reader.library.model import Bookmark
    from reader.workspace.model import Match, SearchScope

# After the index is there: long enough for all that is asked of it at first.
SETTLED_MS = 3000


class Conversation(QObject):
    """Connects the parts, and does what takes several of them."""

    def __init__(
        self,
        parts: Parts,
        commanding: Commanding,
        preferring: Preferring,
        keeping: Keeping,
        picturing: Picturing,
        helping: Helping,
        saying: Saying,
        tr: Translator,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._commanding = commanding
        self._preferring = preferring
        self._keeping = keeping
        self._picturing = picturing
        self._helping = helping
        self._saying = saying
        self._tr = tr
        self._connect_sidebar()
        self._connect_questions()
        self._connect_texts()
        self._connect_watched()
        self._connect_panes()
        self._connect_commands()
        self._keep_the_session()

    # Who listens to whom

    def _connect_sidebar(self) -> None:
        side, desk = self._parts.sidebar, self._parts.desk
        side.documents.open_wanted.connect(desk.open)
        side.documents.original_wanted.connect(self._parts.originals.open)
        side.documents.place_wanted.connect(self._parts.originals.show_place)
        side.documents.correction_wanted.connect(self._parts.correcting.correct)
        for part in (side.contents, side.themes, side.results):
            part.passage_wanted.connect(desk.show)
        for panel in (side.documents, side.themes, side.results):
            panel.opened.connect(self._read_on)
        side.bookmarks.bookmark_wanted.connect(self._show_bookmark)
        side.results.keep_wanted.connect(self._commanding.documents.keep_search)
        side.results.match_wanted.connect(self._show_match)

    def _connect_questions(self) -> None:
        """Searches, folders, themes, bookmarks and former places."""
        side, finding, theming = self._parts.sidebar, self._parts.finding, self._parts.theming
        finding.shown.connect(lambda: side.show_panel(panels.RESULTS))
        finding.left.connect(self._read_on)
        finding.hits_changed.connect(self._mark_hits)
        collecting = self._parts.collecting
        collecting.shown.connect(lambda: side.show_panel(panels.DOCUMENTS))
        collecting.changed.connect(self._folders_changed)
        collecting.scope_wanted.connect(self._search_in)
        collecting.search_wanted.connect(finding.search)
        theming.passage_wanted.connect(self._parts.desk.show)
        theming.shown.connect(lambda: side.show_panel(panels.THEMES))
        self._parts.deciding.changed.connect(self._themes_changed)
        self._parts.shelf.decisions_changed.connect(self._themes_changed)
        self._parts.bookmarking.changed.connect(self._mark_bookmarks)
        recent = self._parts.recent
        recent.changed.connect(lambda: side.results.set_recent(recent.matches()))

    def _connect_texts(self) -> None:
        """Texts come in, change and go."""
        shelf, importing, desk = self._parts.shelf, self._parts.importing, self._parts.desk
        pasting = self._parts.pasting
        pasting.files_wanted.connect(importing.start)
        pasting.changed.connect(shelf.refresh)
        pasting.added.connect(desk.open)
        self._parts.originals.changed.connect(shelf.refresh)
        importing.advanced.connect(shelf.follow)
        importing.changed.connect(lambda: shelf.set_followed(importing.running))
        importing.finished.connect(lambda _report: shelf.refresh())
        importing.document_wanted.connect(desk.open)
        importing.correction_wanted.connect(self._parts.correcting.correct)
        self._parts.correcting.applied.connect(self._corrected)
        self._parts.correcting.import_wanted.connect(importing.start_corrected)
        shelf.changed.connect(self._texts_changed)
        shelf.came.connect(desk.welcome)
        shelf.index_ready.connect(self._index_ready)
        shelf.index_advanced.connect(self._parts.finding.repeat)
        shelf.annotations_changed.connect(self._parts.bookmarking.refresh)

    def _connect_watched(self) -> None:
        watched, shelf = self._parts.watched, self._parts.shelf
        shelf.index_ready.connect(watched.begin)
        shelf.changed.connect(lambda _changed, _gone: watched.refresh())
        watched.texts_changed.connect(shelf.refresh)
        watched.lost_changed.connect(self._parts.sidebar.documents.set_lost)
        watched.remove_wanted.connect(shelf.remove)
        watched.document_wanted.connect(self._parts.desk.open)
        self._parts.importing.watch_wanted.connect(watched.add)

    def _connect_panes(self) -> None:
        desk = self._parts.desk
        desk.text_shown.connect(self.text_shown)
        desk.active_changed.connect(self.active_changed)
        desk.paragraph_changed.connect(self._paragraph_changed)
        desk.ways.panel_wanted.connect(self._parts.sidebar.show_panel)
        desk.ways.choice_wanted.connect(self._parts.choices.choose_again)
        for pane in desk.panes:
            pane.bookmark_wanted.connect(self._commanding.bookmark)
            pane.theme_chosen.connect(self._theme_of_passage)
            pane.menu_wanted.connect(self._commanding.pane_menu)

    def _connect_commands(self) -> None:
        self._preferring.settings_changed.connect(self._helping.set_settings)
        self._helping.change_wanted.connect(self._preferring.change_shortcuts)
        self._parts.actions["view_picture"].triggered.connect(
            lambda: self._picturing.open_near(self._parts.desk.active.number)
        )
        for failed in (self._helping.failed, self._keeping.failed):
            failed.connect(self._saying.problem)

    def _keep_the_session(self) -> None:
        """Whatever makes the window look otherwise."""
        desk, side = self._parts.desk, self._parts.sidebar
        for changed in (
            side.documents.order_changed,
            side.documents.node_changed,
            side.panel_changed,
            self._parts.linking.changed,
            self._parts.comparing.changed,
            self._parts.maximising.changed,
            self._parts.splitter.splitterMoved,
            self._parts.actions["sidebar"].toggled,
            desk.shared,
            desk.ways.navigator.changed,
            desk.split_changed,
        ):
            changed.connect(lambda *_: self._keeping.soon())

    # What the panels want

    def _read_on(self) -> None:
        """Enter in a list opens what is chosen, and the keyboard goes on in its text."""
        self._parts.desk.active.view.setFocus()

    def _show_match(self, match: "Match") -> None:
        from reader.workspace.model import MatchKind

        if match.kind is MatchKind.COMMAND:
            self._run_command(match.key)
        elif match.passage is not None:
            self._parts.desk.show(match.passage)
        elif match.kind in (MatchKind.DOCUMENT, MatchKind.PASSAGE):
            self._parts.desk.open(match.key)
        else:
            self._parts.theming.choose(match.key)
        changed = self._changed_reference(match)
        if changed:
            self._parts.status.notice(changed)

    def _changed_reference(self, match: "Match") -> str:
        """A reference to words that are not there as they were; empty where they are."""
        from reader.documents.model import Wording

        if match.wording is Wording.THERE:
            return ""
        if match.wording is Wording.ALTERED:
            return self._tr("引用的原话已经改动，这是改后的文字")
        if match.passage is None:
            return self._tr("引用的原话在这篇文献里已找不到")
        return self._tr(
            "引用的原话在文中已找不到，转到了原来的第 {number} 段", number=match.passage.paragraph
        )

    def _run_command(self, key: str) -> None:
        """The box was used to call a command: it is empty again, and the text has the keyboard."""
        self._parts.box.clear()
        self._parts.desk.active.view.setFocus()
        self._parts.actions[key].trigger()

    def _show_bookmark(self, bookmark: "Bookmark") -> None:
        if bookmark.passage is not None:
            self._parts.desk.show(bookmark.passage)
        else:
            words = bookmark.annotation.selector.exact[:60]
            self._parts.status.notice(self._tr("原文中已找不到这段文字：{words}", words=words))

    def _theme_of_passage(self, pane: int, theme: str) -> None:
        self._parts.desk.activate(pane)
        self._parts.actions["sidebar"].setChecked(True)
        self._parts.sidebar.show_panel(panels.THEMES)
        self._parts.theming.choose(theme)

    def _search_in(self, scope: "SearchScope") -> None:
        """Search in nothing but this, and let the user write what for."""
        self._parts.finding.set_scope(scope)
        self._parts.sidebar.show_panel(panels.RESULTS)
        self._parts.box.setFocus()
        self._parts.box.selectAll()

    def _folders_changed(self) -> None:
        """A search that looks into folders may find something else now."""
        finding = self._parts.finding
        if finding.scope.collections:
            finding.set_scope(finding.scope)
            finding.drop_gone()

    # What the panes show

    def text_shown(self, number: int) -> None:
        """A pane shows another text: all that is beside it follows."""
        pane = self._parts.desk.panes[number]
        self._picturing.show(number)
        pane.set_marks(self._parts.bookmarking.marks(pane.document))
        if number == self._parts.desk.active.number:
            self.active_changed(number)
        self._show_tags(number)
        self._keeping.soon()

    def active_changed(self, _number: int) -> None:
        """Another text is the one at hand, or another place in it."""
        pane = self._parts.desk.active
        self._parts.sidebar.contents.set_text(pane.text)
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self._parts.sidebar.contents.follow(paragraph.number)
        self._parts.sidebar.documents.select(pane.document)
        self._commanding.set_readable(pane.text)
        self._saying.show_position()
        self._keeping.soon()

    def _paragraph_changed(self, number: int, paragraph: int) -> None:
        self._show_tags(number)
        if number == self._parts.desk.active.number:
            self._parts.sidebar.contents.follow(paragraph)
            self._saying.show_position()
        self._keeping.soon()

    def _show_tags(self, number: int) -> None:
        pane = self._parts.desk.panes[number]
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self._parts.theming.tag(pane, paragraph.number)

    def _mark_hits(self, hits: object) -> None:
        self._parts.text_finding.mark_hits(hits if callable(hits) else None)
        self._keeping.soon()

    def _mark_bookmarks(self) -> None:
        for pane in self._parts.desk.panes:
            pane.set_marks(self._parts.bookmarking.marks(pane.document))

    # What changed

    def _texts_changed(self, changed: set[str], gone: set[str]) -> None:
        self._parts.desk.forget(gone)
        self._parts.desk.reload(changed)
        if gone:
            self._parts.finding.drop_gone()
        elif self._parts.desk.empty:
            self._keeping.open_first()
        self._parts.bookmarking.refresh()

    def _corrected(self, documents: frozenset[str]) -> None:
        """The panes show at the same place what became of their documents."""
        self._parts.shelf.refresh()
        self._parts.desk.reload(set(documents))

    def _index_ready(self) -> None:
        # The themes, which this asks for, take the most memory for a while.
        QTimer.singleShot(SETTLED_MS, self, self._parts.shelf.rest)
        self._themes_changed()

    def _themes_changed(self) -> None:
        """Themes have other passages, and with them searches and folders."""
        self._parts.theming.refresh()
        self._parts.margins.refresh()
        self._parts.finding.repeat()
        self._parts.collecting.refresh_found()
        for pane in self._parts.desk.panes:
            self._show_tags(pane.number)
