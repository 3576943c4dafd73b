"""Saves what the importers read, file by file. Loaded with the first import."""

from collections.abc import Iterable

from reader.errors import LibraryProblem
from reader.importers.model import FailedFile, ImportedDocument, ParsedFile
from reader.library.intake import Intake
from reader.library.texts import TextStore
from reader.messages import Message


def take_in(
    texts: TextStore, items: Iterable[ParsedFile | FailedFile]
) -> tuple[list[ImportedDocument], list[FailedFile]]:
    """Save each file in a transaction of its own: what was saved, and what was not.

    When the library itself cannot be written any more (a full disk), that is the reason for
    all files after it.
    """
    intake = Intake(texts)
    saved: list[ImportedDocument] = []
    failed: list[FailedFile] = []
    broken: Message | None = None
    for item in items:
        if isinstance(item, FailedFile):
            failed.append(item)
            continue
        if broken is None:
            try:
                saved.extend(intake.save_file(item))
            except LibraryProblem as problem:
                broken = problem.message
        if broken is not None:
            failed.append(FailedFile(item.path, broken))
    return saved, failed
