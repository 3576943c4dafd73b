"""Pasted texts: read as they will be, then kept with what the user wrote about them."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.documents.model import Document
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, Pasted
from reader.library.pasting import save_pasted
from reader.library.texts import TextStore
from reader.messages import msg
from reader.workspace.gate import Gate


@dataclass(frozen=True, slots=True)
class AddedText:
    """A text that was pasted: its document, and whether that is new."""

    document: str
    title: str
    new: bool


class PasteDesk:
    """Reads and keeps pasted texts. Any thread."""

    def __init__(self, texts: TextStore, gate: Gate) -> None:
        self._texts = texts
        self._gate = gate

    def read(self, pasted: Pasted, cancelled: Callable[[], bool] = lambda: False) -> Document:
        """The document that a pasted text gives; nothing is saved.

        It is read in a worker process, as files are.

        Raises:
            ImportProblem: it cannot be read, or the reading was cancelled.
        """
        from reader.importers.pasted import read_pasted

        found = read_pasted(pasted, Limits(), cancelled)
        if isinstance(found, FailedFile):
            raise ImportProblem(found.reason)
        if found is None:
            raise ImportProblem(msg("已取消"))
        return found.documents[0]

    def add(self, document: Document) -> AddedText:
        """Keep a pasted text as it was read, with the metadata that the user gave it.

        A text that the library holds already is not kept twice.

        Raises:
            ReadOnlyLibrary: nothing can be added here.
            LibraryProblem: nothing was added; or it was, and the index cannot follow.
        """
        self._gate.check()
        with self._gate.importing:
            self._gate.before_changes()
            record, new = save_pasted(self._texts, document)
        self._gate.catch_up()
        return AddedText(record.document, record.metadata.title, new)
