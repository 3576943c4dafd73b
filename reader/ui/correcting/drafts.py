"""Corrections that do not count yet: kept with every step, whatever happens to the program."""

import threading
from collections.abc import Callable

from reader.errors import ReaderError
from reader.ui.correcting.steps import Corrections
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace


class Drafts:
    """What was left unfinished, by path; saved off the window's thread."""

    def __init__(
        self, workspace: Workspace, tasks: TaskRunner, failed: Callable[[ReaderError], None]
    ) -> None:
        self._workspace = workspace
        self._tasks = tasks
        self._failed = failed
        self._drafts: dict[str, Corrections] | None = None
        self._loading = threading.Lock()
        self._saving = False
        self._dirty = False

    def load(self) -> None:
        """Read what is kept; to be called from a worker thread before anything else."""
        with self._loading:
            if self._drafts is None:
                self._drafts = dict(self._workspace.corrections.drafts())

    def get(self, path: str) -> Corrections | None:
        """What was left unfinished in a file."""
        return (self._drafts or {}).get(path)

    def note(self, path: str, corrections: Corrections | None) -> None:
        """Keep the corrections of a file, or (None) nothing any more."""
        if self._drafts is None or self._drafts.get(path) == corrections:
            return
        if corrections is None:
            del self._drafts[path]
        else:
            self._drafts[path] = corrections
        self._dirty = True
        self._save()

    def _save(self) -> None:
        if self._saving or not self._dirty or self._drafts is None:
            return
        drafts, workspace = dict(self._drafts), self._workspace
        self._saving, self._dirty = True, False

        def work(_job: Job) -> None:
            workspace.corrections.keep_drafts(drafts)

        def done(_: None) -> None:
            self._saving = False
            self._save()

        def failed(error: ReaderError) -> None:
            self._saving = False
            self._failed(error)

        self._tasks.run(work, done, failed)
