"""What was corrected in a file that comes in: as the library shows it, or as the user has it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reader.documents.corrections import Correction
from reader.library.corrections import CorrectionStore
from reader.library.formers import Formers
from reader.library.read_files import ReadFile
from reader.library.texts import TextStore

NO_MARKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """The corrections of a file, and ids that its documents had (by `Original.mark`).

    `pending`: the library may not show them yet.
    """

    corrections: tuple[Correction, ...]
    marks: Mapping[str, str]
    pending: bool = False


def merged(lists: Iterable[Sequence[Correction]]) -> tuple[Correction, ...]:
    """The corrections of several lists: what an earlier list holds is left out of later ones.

    A list by itself stays as it is. It may say the same twice, with something else in between.
    """
    made: list[Correction] = []
    for found in lists:
        known = set(made)
        made += [correction for correction in found if correction not in known]
    return tuple(made)


class KnownCorrections:
    """The corrections of files. Without `corrections`, the user's, those that the library shows."""

    def __init__(
        self, texts: TextStore, formers: Formers, corrections: CorrectionStore | None
    ) -> None:
        self._texts = texts
        self._formers = formers
        self._corrections = corrections

    def of(self, read: ReadFile) -> Known | None:
        """What was corrected in a file: as the library shows it, or as the user has it.

        The user's own list counts where the library could not follow yet, or has never seen the
        file, or has lost it; one made in another library, where the file is new.
        """
        if read.file is not None:
            mine = self.mine(read.file)
            if mine is not None and (mine.pending or self._comes_back(read, mine)):
                return mine
            return Known(read.corrections, mine.marks if mine else NO_MARKS)
        if self._corrections is None or self._corrections.is_empty:
            return None
        library = self._texts.library
        found = self._corrections.of_documents(self._ids(read))
        own = [item for item in found if item.library == library]
        if not own and not any(read.homes):
            own = list(found)
        if not any(item.corrections for item in own):
            return None
        marks = {mark: ident for item in reversed(own) for mark, ident in item.documents.items()}
        pending = any(item.pending for item in own)
        return Known(merged(item.corrections for item in own), marks, pending)

    def mine(self, file: str) -> Known | None:
        """The user's own list for a file, None where there is none."""
        if self._corrections is None:
            return None
        found = self._corrections.get(self._texts.library, file)
        if found is None:
            return None
        return Known(found.corrections, found.documents, found.pending)

    def _comes_back(self, read: ReadFile, mine: Known) -> bool:
        """Whether a document of a corrected file, which was taken out, comes in again.

        The library knows nothing of its corrections any more.
        """
        known = set(mine.marks.values())
        return any(
            home is None and self._texts.new_id(document.fingerprint) in known
            for document, home in zip(read.documents, read.homes, strict=True)
        )

    def _ids(self, read: ReadFile) -> list[str]:
        """The ids of a file's own documents, as they are or as they would be."""
        return [
            self._texts.new_id(document.fingerprint) if home is None else home.id
            for document, home in zip(read.documents, read.homes, strict=True)
            if home is None or not self._formers.is_there(home.path, read.path)
        ]
