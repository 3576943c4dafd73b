"""When the watched folders are looked at: now and then, and soon after something happens."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.messages import Message, Translator
from reader.settings import Settings
from reader.ui.tasks import Job, TaskRunner
from reader.ui.watching.eyes import Eyes
from reader.ui.watching.telling import tell
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.importers.model import Progress
    from reader.workspace.steps import StepReport

# How long to wait after the first sign of a change: more follow as a rule.
SOON_MS = 1000
# An import that the user asked for comes first.
BUSY_MS = 3000
# The regular look: not more often, not less often, and with no more than a share of the time.
LEAST_MS = 2 * 60_000
MOST_MS = 30 * 60_000
SHARE = 0.005
# Between two looks that signs of changes ask for, as a multiple of what a look takes.
REST = 10
TELL_EVERY_SECONDS = 0.1

T = TypeVar("T")


@dataclass(frozen=True)
class Checked:
    """A check that was made, and the documents whose file is gone since."""

    report: "StepReport"
    lost: frozenset[str]


class InStep(QObject):
    """One check at a time; another one that is wanted meanwhile follows.

    `checked` carries a `Checked`; `changed`: a check began, went on or ended. `busy()` tells
    whether an import of the user's is under way; it is asked from the thread of the check.
    """

    checked = Signal(object)
    changed = Signal()
    notice = Signal(str)
    failed = Signal(object)
    _progressed = Signal(int, int)

    def __init__(
        self, tasks: TaskRunner, tr: Translator, busy: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._tr = tr
        self._busy = busy
        self._workspace: Workspace | None = None
        self._settings = Settings()
        self._begun = False
        self._job: Job | None = None
        self._again = False
        self._seconds = 0.0
        self._told: Message | None = None
        self.progress: tuple[int, int] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check)
        self._eyes = Eyes(self)
        self._eyes.noticed.connect(self._noticed)
        # Something may have happened between the look and the beginning of the watch.
        self._eyes.watching.connect(lambda added: self._noticed() if added else None)
        self._progressed.connect(self._progress)

    @property
    def running(self) -> bool:
        """Whether a check is under way."""
        return self._job is not None

    @property
    def planned(self) -> int:
        """In how many milliseconds the next look is planned; 0 for none."""
        return max(0, self._timer.remainingTime())

    def set_workspace(self, workspace: Workspace) -> None:
        """Keep another library in step; nothing is done before `begin`."""
        self.stop()
        self._workspace = workspace
        self._begun = False
        self._told = None

    def set_settings(self, settings: Settings) -> None:
        """The limits for files that come in."""
        self._settings = settings

    def begin(self) -> None:
        """The window is ready, and its index too: look for the first time, if there is a need."""
        workspace = self._workspace
        if self._begun or workspace is None:
            return
        self._begun = True

        def check(needed: bool) -> None:
            if needed and workspace is self._workspace:
                self.check()

        self._tasks.run(lambda _job: workspace.has_watched_folders, check, self._fail)

    def check(self) -> None:
        """Look now."""
        workspace = self._workspace
        if workspace is None or workspace.read_only:
            return
        if self._job is not None:
            self._again = True
            return
        self._timer.stop()

        def current(then: Callable[[T], None]) -> Callable[[T], None]:
            """What comes of a check that was stopped is of no interest any more."""
            return lambda result: then(result) if self._job is job else None

        job = self._tasks.run(
            lambda job: self._work(workspace, job), current(self._done), current(self._fail)
        )
        self._job = job
        self.changed.emit()

    def stop(self) -> None:
        """Look no more; a check that is under way ends after its file."""
        self._timer.stop()
        self._eyes.watch(())
        if self._job is not None:
            self._job.cancel()
        self._job, self._again, self.progress = None, False, None

    # In the thread of the check

    def _work(self, workspace: Workspace, job: Job) -> Checked:
        last = 0.0

        def progress(step: "Progress") -> None:
            nonlocal last
            if monotonic() - last >= TELL_EVERY_SECONDS:
                last = monotonic()
                self._progressed.emit(step.done, step.total)

        watching = workspace.watching
        report = watching.check(
            progress,
            lambda: job.cancelled() or self._busy(),
            self._settings.import_seconds,
            self._settings.import_megabytes,
        )
        return Checked(report, frozenset(text.document for text in watching.lost()))

    # In the window's thread

    def _progress(self, done: int, total: int) -> None:
        if self._job is not None:
            self.progress = (done, total)
            self.changed.emit()

    def _done(self, checked: Checked) -> None:
        report = checked.report
        self._end()
        self._seconds = report.seconds
        if not report.cancelled:
            self._eyes.watch(report.folders)
        self._plan(report)
        words = tell(report, self._tr)
        if words:
            self.notice.emit(words)
        self.checked.emit(checked)

    def _fail(self, error: ReaderError) -> None:
        """Say it once; the next looks tell whether it lasts."""
        self._end()
        self._timer.start(LEAST_MS)
        if error.message != self._told:
            self._told = error.message
            self.failed.emit(error)

    def _end(self) -> None:
        self._job, self.progress = None, None
        self.changed.emit()

    def _plan(self, report: "StepReport") -> None:
        """When to look next; without watched folders never."""
        again, self._again = self._again, False
        if again:
            self._timer.start(0)
        elif report.cancelled:
            self._timer.start(BUSY_MS)
        elif report.again_after is not None:
            self._timer.start(round(1000 * report.again_after))
        elif report.checked:
            wanted = round(1000 * report.seconds / SHARE)
            self._timer.start(max(LEAST_MS, min(MOST_MS, wanted)))

    def _noticed(self) -> None:
        """Something happened in a folder: look soon, and not for every one of many changes."""
        wait = max(SOON_MS, round(1000 * REST * self._seconds))
        if self._job is not None:
            self._again = True
        elif not self._timer.isActive() or self._timer.remainingTime() > wait:
            self._timer.start(wait)
