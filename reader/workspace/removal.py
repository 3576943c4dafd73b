"""Takes documents out of the library, and brings them back."""

from collections.abc import Sequence

from reader.errors import UsageError
from reader.library.texts import TextStore
from reader.library.withdrawn import Withdrawn
from reader.messages import msg
from reader.workspace.gate import Gate


class RemovalDesk:
    """Removes documents. Any thread; what was changed is in the index when a method returns."""

    def __init__(self, texts: TextStore, gate: Gate) -> None:
        self._texts = texts
        self._gate = gate

    def remove(self, documents: Sequence[str]) -> tuple[str, ...]:
        """Take documents out of the library; bookmarks on them are kept.

        Raises:
            UsageError: one of them is not there; then none is removed.
            ReadOnlyLibrary: nothing can be removed here.
            LibraryProblem: nothing was removed; or it was, and the index cannot follow.
        """
        self._check(documents)
        removed = self._texts.remove(documents)
        self._gate.catch_up()
        return removed

    def withdraw(self, documents: Sequence[str]) -> tuple[Withdrawn, ...]:
        """Remove documents, and hold in memory what `restore` needs to bring them back.

        Nothing of them stays in the library: who drops the result has removed them for good.
        Raises as `remove`.
        """
        self._check(documents)
        held = self._texts.withdraw(documents)
        self._gate.catch_up()
        return held

    def restore(self, withdrawn: Sequence[Withdrawn]) -> tuple[str, ...]:
        """Undo `withdraw`: same ids, same texts; the ids of those that were still gone.

        Raises:
            ReadOnlyLibrary: nothing can be brought back here.
            LibraryProblem: nothing was brought back; or it was, and the index cannot follow.
        """
        self._gate.check()
        self._gate.before_changes()
        restored = self._texts.restore(withdrawn)
        self._gate.catch_up()
        return restored

    def _check(self, documents: Sequence[str]) -> None:
        self._gate.check()
        known = {record.document for record in self._texts.records()}
        for document in documents:
            if document not in known:
                raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        self._gate.before_changes()
