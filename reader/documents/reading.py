"""A file as it was read, with what the user corrects in it: before its import and after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.documents.corrections import (
    Corrected,
    Correction,
    SetMetadata,
    apply,
    with_correction,
)
from reader.documents.encodings import ENCODED
from reader.documents.model import Document
from reader.documents.places import Place, place_at
from reader.messages import Message


@dataclass(frozen=True)
class Reading:
    """What one file gave, and the corrections that the user made in it.

    `documents` are as the importer read them, in the encoding that was chosen; `corrected` are
    they with the corrections. Paragraphs of the file are counted from 1 through its documents.
    `warnings` are what the importer had to say.
    """

    path: str
    format: str
    encoding: str | None
    documents: tuple[Document, ...]
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[Message, ...] = ()

    @cached_property
    def corrected(self) -> Corrected:
        """The documents with the corrections, and the corrections that hold no more."""
        return apply(self.documents, self.corrections)

    @property
    def can_choose_encoding(self) -> bool:
        """Whether the file is of a kind that an encoding can be chosen for."""
        return self.format in ENCODED

    def place(
        self, document: int, paragraph: int = 1, span: tuple[int, int] | None = None
    ) -> Place:
        """The place of a paragraph (from 1) of a corrected document (from 0), or of a span of it.

        Raises ValueError for a paragraph or span that is not there.
        """
        return place_at(self.documents, self.corrected.paragraph_of_file(document, paragraph), span)

    def correct(self, new: Correction) -> "Reading":
        """The reading with one correction more; it replaces an earlier one on the same thing.

        What changes nothing is left out, so that correcting back leaves no trace.
        """
        return self.with_corrections(with_correction(self.documents, self.corrections, new))

    def set_metadata(self, document: int, field: str, value: str | None) -> "Reading":
        """The reading with a field of a corrected document (from 0) set."""
        return self.correct(SetMetadata(self.place(document), field, value))

    def with_corrections(self, corrections: Sequence[Correction]) -> "Reading":
        """The reading with these corrections in the place of its own."""
        return replace(self, corrections=tuple(corrections))
