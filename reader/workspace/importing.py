"""The import of files: asked for, run, resumed, given up; one at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from reader.documents.corrections import Correction
from reader.errors import UsageError
from reader.importers.limits import Limits
from reader.importers.model import ImportReport, UnfinishedImport
from reader.library.texts import TextStore
from reader.messages import msg
from reader.paths import absolute, absolute_paths
from reader.workspace.correcting import CorrectionDesk
from reader.workspace.gate import Gate
from reader.workspace.import_order import Cancelled, Told, never, silent
from reader.workspace.previewing import PreviewDesk
from reader.workspace.relinking import lead_to
from reader.workspace.taking_in import TakingIn
from reader.workspace.themes import ThemeDesk

_NO_CORRECTIONS: Mapping[str, Sequence[Correction]] = MappingProxyType({})


def _unheard() -> None:
    pass


def _limits(seconds: float | None, megabytes: int | None) -> Limits:
    usual = Limits()
    return replace(
        usual,
        seconds=usual.seconds if seconds is None else seconds,
        memory=usual.memory if megabytes is None else megabytes * 2**20,
    )


class ImportDesk:
    """Brings files into the library. Any thread; an import waits for the one before it."""

    def __init__(
        self,
        texts: TextStore,
        gate: Gate,
        taking_in: TakingIn,
        previews: PreviewDesk,
        corrections: CorrectionDesk,
        themes: Callable[[], ThemeDesk],
    ) -> None:
        self._texts = texts
        self._gate = gate
        self._taking_in = taking_in
        self._previews = previews
        self._corrections = corrections
        self._themes = themes

    @property
    def read_only(self) -> bool:
        """Whether nothing can be imported here."""
        return self._gate.read_only

    def take_in(
        self,
        paths: Sequence[Path],
        progress: Told = silent,
        cancelled: Cancelled = never,
        corrections: Mapping[str, Sequence[Correction]] = _NO_CORRECTIONS,
        seconds: float | None = None,
        megabytes: int | None = None,
    ) -> ImportReport:
        """Bring files and folders in, each file as a whole or not at all.

        A file that looks as it did when it was imported is not parsed again. One that fails is
        reported and costs only itself. When the library itself cannot be written any more (a
        full disk), that is the reason for all files after it; when the index cannot follow,
        that is reported under the library's folder, and the texts are kept.

        `corrections` are those that the user made in the preview of files, by absolute path:
        they replace what was corrected in these files before. `seconds` and `megabytes` limit the
        parsing of one file, where another limit than the usual one is wanted.

        Raises:
            ReadOnlyLibrary: nothing can be imported here.
        """
        self._gate.check()
        whole = list(map(Path, absolute_paths(paths)))
        with self._gate.importing:
            return self._taking_in.take_in(
                whole, _limits(seconds, megabytes), progress, cancelled, corrections
            )

    def ask(
        self,
        paths: Sequence[Path],
        corrections: Mapping[str, Sequence[Correction]] = _NO_CORRECTIONS,
    ) -> int:
        """Note in the library that these files and folders are to be imported.

        With `corrections`, as for `take_in`, that the user made in the preview of files; they
        are kept until the import has come to its end.

        The number is for `run`. Until that has come to its end the import is among the
        `unfinished` ones, whatever happens to the program.

        Raises:
            ReadOnlyLibrary: nothing can be imported here.
        """
        self._gate.check()
        return self._taking_in.jobs.ask(absolute_paths(paths), corrections)

    def run(
        self,
        job: int,
        progress: Told = silent,
        cancelled: Cancelled = never,
        advanced: Callable[[], None] = _unheard,
        seconds: float | None = None,
        megabytes: int | None = None,
    ) -> ImportReport:
        """Do an import that was asked for, or what is left of it; otherwise as `take_in`.

        The index follows in steps; after each `advanced` is called, in the same thread: what
        came in so far can be searched, but has no themes yet. Another import that is under way is
        waited for.
        `seconds` and `megabytes` as for `take_in`.
        """
        self._gate.check()
        limits = _limits(seconds, megabytes)
        with self._gate.importing, self._themes().at_rest():
            return self._taking_in.run(job, limits, progress, cancelled, advanced)

    def unfinished(self, *, begin: bool = False) -> tuple[UnfinishedImport, ...]:
        """The imports of this computer that were cancelled or broken off, the oldest first.

        With `begin`, at the start of a window, those that were given up are forgotten for good.
        """
        if self.read_only:
            return ()
        if begin:
            self._taking_in.jobs.clear()
        return self._taking_in.jobs.unfinished()

    def give_up(self, jobs: Sequence[int], given_up: bool = True) -> None:
        """Leave imports unfinished for good; with `given_up` False, take that back."""
        self._taking_in.jobs.give_up(jobs, given_up)

    def relink(self, document: str, path: Path) -> ImportReport:
        """The file of a document is this one now: note it, and take over what changed in it.

        The other documents of the same file go with it.

        Raises:
            UsageError: there is no such document; or the file holds another text, or is that of
                other documents.
            ImportProblem: the file cannot be read.
            ReadOnlyLibrary: nothing can be noted here.
        """
        self._gate.check()
        whole = Path(absolute(path))
        record = self._texts.record(document)
        if record is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        known = self._corrections.reading(document)
        lead_to(self._texts, record, whole, known, self._previews.read)
        return self.take_in([whole])
