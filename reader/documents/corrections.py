"""What a user corrected in what an importer read, as values, and what comes of them.

A correction names its paragraph by a place in the file as read (`places`), so that it holds when
the file was edited or read anew. Applying is pure: the same documents and corrections always give
the same result, no text is ever lost, and a correction that finds its place no more is given
back instead of being dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.documents.dates import find_date
from reader.documents.division import Beginning, Division
from reader.documents.encodings import ENCODINGS
from reader.documents.marking import Marking
from reader.documents.model import Document, Genre
from reader.documents.places import Place, Places, Spot
from reader.errors import UsageError
from reader.messages import msg

FIELDS = (
    "title",
    "author",
    "source",
    "date",
    "genre",
    "number",
    "issuer",
    "classification",
)
"""The fields of `Metadata` that can be corrected."""

DEEPEST = 9
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"\s*(\d{4})\s*年?\s*")


@dataclass(frozen=True, slots=True)
class SetMetadata:
    """A field of the document that the place is in; `value` None: it is not known.

    `place` is normally the first paragraph of the document. A date is ISO (2014, 2014-05,
    2014-05-08), a genre a value of `Genre`; `read_value` makes both from what people type.
    """

    place: Place
    field: str
    value: str | None

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"no field {self.field!r}")
        if self.value is None:
            if self.field in ("title", "genre"):
                raise ValueError(f"a document has a {self.field}")
        elif not self.value.strip() or "\n" in self.value:
            raise ValueError(f"{self.field} {self.value!r}")
        elif self.field == "date" and not _DATE.fullmatch(self.value):
            raise ValueError(f"date {self.value!r}")
        elif self.field == "genre":
            Genre(self.value)


@dataclass(frozen=True, slots=True)
class SetHeading:
    """A paragraph, or a span of one (a run-in heading), is a heading of a level (from 1).

    With `level` None it is none: a heading becomes a paragraph, a run-in one a part of it.
    """

    place: Place
    level: int | None

    def __post_init__(self) -> None:
        if self.level is not None and not 1 <= self.level <= DEEPEST:
            raise ValueError(f"level {self.level}")


@dataclass(frozen=True, slots=True)
class SetJunk:
    """A paragraph is junk, or none."""

    place: Place
    junk: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A document begins at this paragraph."""

    place: Place


@dataclass(frozen=True, slots=True)
class Join:
    """The document that begins at this paragraph belongs to the one before it in the file."""

    place: Place


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The file is read in this encoding (one of `ENCODINGS`)."""

    encoding: str

    def __post_init__(self) -> None:
        if self.encoding not in ENCODINGS:
            raise ValueError(f"encoding {self.encoding!r}")


Placed = SetMetadata | SetHeading | SetJunk | Split | Join
Correction = Placed | ReadAs


@dataclass(frozen=True, slots=True)
class Corrected:
    """The documents as corrected, and the corrections whose places are there no more.

    `beginnings` tells of each document where in the file it begins, and whether as read.
    """

    documents: tuple[Document, ...]
    lost: tuple[Correction, ...]
    beginnings: tuple[Beginning, ...]

    def paragraph_of_file(self, document: int, paragraph: int) -> int:
        """Where a paragraph (from 1) of a document (from 0) stands in the file, from 1."""
        return self.beginnings[document].index + paragraph


def apply(documents: Sequence[Document], corrections: Sequence[Correction]) -> Corrected:
    """The documents of a file with the corrections made, the later ones over the earlier.

    A title of a document that was split off is its first heading, else its first line; other
    metadata are read from its text like those of an article. Documents that are joined keep the
    metadata of the first; what is not known of it is taken from the next.
    """
    placed = [c for c in corrections if not isinstance(c, ReadAs)]
    if not placed:
        parts = _beginnings(documents)
        return Corrected(tuple(documents), (), parts)
    places = Places(documents)
    marking = Marking(documents)
    division = Division(documents, marking)
    lost: list[Correction] = []
    fields: list[tuple[SetMetadata, int | None]] = []
    for correction in placed:
        spot = places.find(correction.place)
        if isinstance(correction, SetMetadata):
            fields.append((correction, None if spot is None else spot[0] - 1))
        elif spot is None or not _make(correction, spot, marking, division):
            lost.append(correction)
    division.compose()
    for correction, index in fields:
        if not division.offer(correction.field, correction.value, index):
            lost.append(correction)
    order = {id(correction): number for number, correction in enumerate(corrections)}
    lost.sort(key=lambda correction: order[id(correction)])
    return Corrected(division.documents(), tuple(lost), division.beginnings())


def _beginnings(documents: Sequence[Document]) -> tuple[Beginning, ...]:
    starts = Marking(documents).starts
    return tuple(Beginning(start, part) for part, start in enumerate(starts))


def _make(
    correction: SetHeading | SetJunk | Split | Join,
    spot: Spot,
    marking: Marking,
    division: Division,
) -> bool:
    """Make a correction of structure; False where it means nothing any more."""
    index, span = spot[0] - 1, spot[1]
    match correction:
        case SetHeading(level=level):
            if not marking.paragraphs[index].text:
                return False
            marking.set_heading(index, span, level)
        case SetJunk(junk=junk):
            marking.set_junk(index, junk)
        case Split(place=place):
            division.split(index, place)
        case Join():
            return division.join(index)
    return True


def with_correction(
    documents: Sequence[Document], corrections: Sequence[Correction], new: Correction
) -> tuple[Correction, ...]:
    """The corrections and a new one, which takes the place of one on the same thing.

    One that changes nothing is left out: to undo a correction, correct it back.
    """
    places = Places(documents)
    subject = _subject(new, places)
    kept = tuple(c for c in corrections if _subject(c, places) != subject)
    changed = (*kept, new)
    if isinstance(new, ReadAs):
        return changed
    without, with_it = apply(documents, kept), apply(documents, changed)
    return kept if with_it.documents == without.documents else changed


def _subject(correction: Correction, places: Places) -> object:
    """What a correction is about; of two on the same thing the later counts."""
    if isinstance(correction, ReadAs):
        return "encoding"
    spot = places.find(correction.place) or correction.place
    match correction:
        case SetMetadata(field=field):
            return "metadata", field, spot
        case SetHeading():
            return "heading", spot
        case SetJunk():
            return "junk", spot
    return "border", spot


def encoding_of(corrections: Sequence[Correction]) -> str | None:
    """The encoding that was chosen for the file, if one was."""
    chosen = [c.encoding for c in corrections if isinstance(c, ReadAs)]
    return chosen[-1] if chosen else None


def read_value(field: str, text: str) -> str | None:
    """The value of a field from what a person typed; None for nothing.

    A date may be written as people do (2014年5月8日, 2014.5, 2014). Raises UsageError for a date
    that is none, and for an empty title.
    """
    text = " ".join(text.split())
    if not text:
        if field == "title":
            raise UsageError(msg("标题不能是空的"))
        return None
    if field != "date" or _DATE.fullmatch(text):
        return text
    year = _YEAR.fullmatch(text)
    date = year[1] if year else find_date(text)
    if date is None:
        raise UsageError(msg("看不懂日期“{text}”；请写成 2014-05-08、2014-05 或 2014", text=text))
    return date
