"""Where each document was read last, found again in the text as it is now."""

from collections.abc import Sequence

from reader.documents.positions import FoundPosition, ReadingPosition, find_position
from reader.library.positions import PositionStore
from reader.workspace.text import Text


class PositionDesk:
    """Keeps one place for each document of the library. Any thread."""

    def __init__(self, positions: PositionStore, read_only: bool) -> None:
        """With `read_only` the user's own data cannot be written: nothing is noted."""
        self._positions = positions
        self._read_only = read_only

    def keep(self, positions: Sequence[ReadingPosition]) -> None:
        """Note where documents are read, each in the place of what was noted before."""
        if positions and not self._read_only:
            self._positions.keep(positions)

    def find(self, text: Text) -> FoundPosition | None:
        """Where a text was read last; its words are found again where it has changed since."""
        record = text.record
        position = self._positions.position(record.document)
        if position is None:
            return None
        return find_position(position, record.fingerprint, text.paragraphs)
