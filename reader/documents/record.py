"""How a library lists a document, and where the document came from."""

from dataclasses import dataclass

from reader.documents.model import Metadata

PASTED = "pasted"
_NO_FILE = "pasted:"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the list of documents shows it.

    `path` is where it came from, for people and for noticing changes only; `part` is its place
    (from 0) among the documents of that file. `imported` is an ISO time in UTC. A text that was
    pasted has no file: its format is `PASTED` and its path a name that no other text has.
    """

    document: str
    metadata: Metadata
    path: str
    part: int
    format: str
    encoding: str | None
    paragraphs: int
    characters: int
    fingerprint: str
    imported: str

    @property
    def has_file(self) -> bool:
        """Whether it came from a file."""
        return self.format != PASTED


def pasted_path(fingerprint: str) -> str:
    """The path of a text that was pasted: the text itself tells it apart, there is no file."""
    return _NO_FILE + fingerprint[:16]


def is_pasted(path: str) -> bool:
    """Whether a path is that of a pasted text."""
    return path.startswith(_NO_FILE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: the file, its place (from 0) in it, and how it was read."""

    path: str
    part: int
    format: str
    encoding: str | None
