"""A search box with its results, without a window."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.finding.finding import Finding, Surroundings
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import TaskRunner
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS


class Search:
    """A box with its results over a library, without a window."""

    def __init__(self, qtbot: QtBot, tr: Translator, workspace: Workspace) -> None:
        self.bot = qtbot
        self.box = QLineEdit()
        self.panel = ResultsPanel(Appearance(RESOURCES, "light"), tr)
        self.panel.resize(300, 300)
        for widget in (self.box, self.panel):
            qtbot.addWidget(widget)
        self.panel.show()
        self.tasks = TaskRunner()
        self.document: str | None = None
        self.theme: str | None = None
        around = Surroundings(lambda: self.document, lambda: self.theme)
        self.finding = Finding(self.box, self.panel, self.tasks, tr, around)
        self.workspace = workspace
        self.fronts: list[bool] = []
        self.hits: list[object] = []
        self.finding.shown.connect(lambda: self.fronts.append(True))
        self.finding.hits_changed.connect(self.hits.append)
        self.finding.set_workspace(workspace)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)

    def ask(self, query: str) -> None:
        with self.bot.waitSignal(self.tasks.idle, timeout=WAIT_MS):
            self.box.setText(query)

    def hits_listed(self) -> list[str]:
        model = self.panel.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def totals(self) -> str:
        label = self.panel.findChild(QLabel, "search_summary")
        assert isinstance(label, QLabel)
        return label.text()

    def suggested(self) -> dict[str, QPushButton]:
        """The suggestions in view, by what a screen reader says of them."""
        found = self.panel.findChildren(QPushButton, "search_suggestion")
        return {button.accessibleName(): button for button in found if button.isVisible()}

    def groups(self) -> dict[str, dict[str, str]]:
        """The facets as they are listed."""
        tree, found = self.panel.facets, {}
        for number in range(tree.topLevelItemCount()):
            group = tree.topLevelItem(number)
            assert group is not None
            items = [group.child(row) for row in range(group.childCount())]
            found[group.text(0)] = {i.text(0): i.text(1) for i in items if i is not None}
        return found

    def restrictions(self) -> dict[str, QPushButton]:
        buttons = self.panel.scope_bar.findChildren(QPushButton)
        return {b.text().removesuffix("  ×"): b for b in buttons if not b.isHidden()}

    def key_of(self, words: str) -> str:
        records = self.workspace.documents()
        return next(r.document for r in records if words in r.metadata.title)
