"""The values of a text.

Offsets are Python string indexes, ends exclusive; paragraphs count from 1.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is. Junk is kept, hidden in reading, and never searched."""

    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    META = "meta"
    JUNK = "junk"


class Genre(StrEnum):
    """类型: an original text, a commentary on one, or anything else."""

    ORIGINAL = "original"
    COMMENTARY = "commentary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of reading and search.

    `lines` are the first and last line (from 1) in a plain text source; `bold` are the spans
    that the source marked as bold. `text` never contains a line break.
    """

    number: int
    kind: Kind
    text: str
    lines: tuple[int, int] | None = None
    bold: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"paragraph number {self.number}")
        if "\n" in self.text:
            raise ValueError("a paragraph holds no line break")
        if self.bold and any(not 0 <= s < e <= len(self.text) for s, e in self.bold):
            raise ValueError(f"bold span outside of paragraph {self.number}")


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a document's own outline: a heading paragraph, or a run-in heading inside one."""

    level: int
    title: str
    paragraph: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.level < 1 or self.paragraph < 1 or not 0 <= self.start < self.end:
            raise ValueError(f"section {self.title!r}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a text. `date` is ISO as exact as known: 2014, 2014-05, 2014-05-08.

    Official papers (GB/T 9704) have a `number` (发文字号, 国办发〔2012〕23号), an `issuer`
    (发文机关) and, where they are secret, a `classification` (密级, 机密★1年).
    """

    title: str
    author: str | None = None
    source: str | None = None
    date: str | None = None
    genre: Genre = Genre.ORIGINAL
    number: str | None = None
    issuer: str | None = None
    classification: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in a text, behind the paragraph `after` (0: before the first).

    It is no paragraph: numbers, offsets, search and fingerprint know nothing of it. `media` is
    its type by content ("image/png"), `width` and `height` the size in which it is shown, in
    pixels of 1/96 inch and in its own proportions. `key` is the SHA-256 of its bytes in hex, ""
    for one that could not be kept: then its place and its `alt`, the words in its stead, are all
    there is. `data` are the bytes as the file has them; empty in a text that is read from the
    library, which keeps them by `key`.
    """

    after: int
    media: str
    width: int
    height: int
    alt: str = ""
    key: str = ""
    data: bytes = field(default=b"", compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.after < 0 or self.width < 1 or self.height < 1:
            raise ValueError(f"picture behind paragraph {self.after}")
        if self.data and not self.key:
            raise ValueError("a picture that is kept has a key")


@dataclass(frozen=True, slots=True)
class Document:
    """A text as an importer gives it, before the library has given it an id.

    The `pictures` stand in the order of the text.
    """

    metadata: Metadata
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def __post_init__(self) -> None:
        if [p.number for p in self.paragraphs] != list(range(1, len(self.paragraphs) + 1)):
            raise ValueError("paragraphs are numbered from 1 without gaps")
        for section in self.sections:
            if section.paragraph > len(self.paragraphs):
                raise ValueError(f"section {section.title!r} has no paragraph")
            if section.end > len(self.paragraphs[section.paragraph - 1].text):
                raise ValueError(f"section {section.title!r} ends outside of its paragraph")
        places = [picture.after for picture in self.pictures]
        if places != sorted(places) or any(place > len(self.paragraphs) for place in places):
            raise ValueError("pictures stand behind paragraphs, in order")

    @property
    def characters(self) -> int:
        """Characters of the text proper (junk not counted)."""
        return sum(len(p.text) for p in self.paragraphs if p.kind is not Kind.JUNK)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the text proper: the same text from another file has the same one."""
        import hashlib

        digest = hashlib.sha256()
        for paragraph in self.paragraphs:
            if paragraph.kind is not Kind.JUNK:
                digest.update(paragraph.text.encode("utf-8", "surrogatepass"))
                digest.update(b"\n")
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of text: the one address that hits, bookmarks, quotes and theme entries share."""

    document: str
    paragraph: int
    start: int
    end: int
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.paragraph < 1 or not 0 <= self.start <= self.end:
            raise ValueError(f"passage {self.document}:{self.paragraph}:{self.start}-{self.end}")


class Wording(StrEnum):
    """What became of the words of a reference: they are there, rewritten, or gone."""

    THERE = "there"
    ALTERED = "altered"
    GONE = "gone"


class AnchorState(StrEnum):
    """Whether a bookmark stands on its words (exact), was found again elsewhere, or not."""

    EXACT = "exact"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Selector:
    """How a passage is found again: W3C TextQuoteSelector and TextPositionSelector in one.

    `exact` is the quoted text, `prefix` and `suffix` up to 32 characters around it (across
    paragraph borders, which count as one line feed); `paragraph`, `start`, `end` is where it
    stood. `fingerprint` is that of the document when the place was last known to be right.
    """

    document: str
    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    fingerprint: str
