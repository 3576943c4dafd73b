"""What is printed of a document, as a text of its own: a whole, a selection, some sections."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.documents.model import Kind, Metadata, Paragraph, Picture, Section
from reader.messages import Translator
from reader.ui.reading.places import Place, Selection
from reader.ui.typesetting import title_number
from reader.workspace.text import Text

NOT_WORDS = re.compile(r"[\W_]+")
DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


@dataclass(frozen=True)
class Content:
    """A text for paper.

    `text` has its own paragraphs, numbered from 1; `numbers` are those that they have in the
    document (0 for one that was added: title, source), `pictures` those of the pictures.
    """

    text: Text
    numbers: tuple[int, ...]
    pictures: tuple[int, ...]

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.text.record.metadata.title


def compose(text: Text, chosen: Selection | None, source: bool, tr: Translator) -> Content:
    """Put together what is printed: all of a text, or what is `chosen` of it.

    It begins with the title of the document, and with `source` a line that tells author, source,
    date and number, as far as the text does not say them there itself. Junk is left out. Takes
    about a second for a million paragraphs; runs in any thread.
    """
    kept = list(_kept(text, chosen))
    heads = _heads(text, [paragraph for paragraph, _ in kept], source, chosen is not None, tr)
    paragraphs: list[Paragraph] = []
    numbers: list[int] = []
    spans: dict[int, tuple[int, int, int]] = {}
    for paragraph, (start, end) in _merged(heads, kept):
        number = len(paragraphs) + 1
        numbers.append(paragraph.number if end >= 0 else 0)
        if end < 0:
            paragraphs.append(replace(paragraph, number=number))
        else:
            spans[paragraph.number] = (number, start, end)
            paragraphs.append(_part(paragraph, number, start, end))
    pictures = _pictures(text, chosen, numbers)
    made = Text(
        text.record,
        tuple(paragraphs),
        tuple(_sections(text.sections, spans)),
        tuple(picture for _, picture in pictures),
    )
    return Content(made, tuple(numbers), tuple(number for number, _ in pictures))


def section_range(text: Text, first: int, last: int) -> Selection:
    """From one section to another (indexes into `sections`), with all that is below the latter."""
    begin, level = text.sections[first], text.sections[last].level
    start = Place(begin.paragraph, begin.start)
    for after in text.sections[last + 1 :]:
        if after.level <= level:
            return Selection(start, Place(after.paragraph, after.start))
    final = text.paragraphs[-1]
    return Selection(start, Place(final.number, len(final.text)))


# Paragraphs

_Kept = tuple[Paragraph, tuple[int, int]]
_ADDED = (0, -1)


def _kept(text: Text, chosen: Selection | None) -> Iterator[_Kept]:
    if chosen is None:
        for paragraph in text.paragraphs:
            if paragraph.kind is not Kind.JUNK:
                yield paragraph, (0, len(paragraph.text))
        return
    for paragraph, start, end in chosen.pieces(text):
        if start < end or (start == 0 and end == len(paragraph.text)):
            yield paragraph, (start, end)


def _merged(heads: Sequence[tuple[int, Paragraph]], kept: Sequence[_Kept]) -> Iterator[_Kept]:
    """What was added, each before the paragraph of some index, among what was kept."""
    waiting = list(heads)
    for index, item in enumerate(kept):
        while waiting and waiting[0][0] <= index:
            yield waiting.pop(0)[1], _ADDED
        yield item
    for _, paragraph in waiting:
        yield paragraph, _ADDED


def _part(paragraph: Paragraph, number: int, start: int, end: int) -> Paragraph:
    if (start, end) == (0, len(paragraph.text)):
        return replace(paragraph, number=number)
    bold = tuple(
        (max(first, start) - start, min(after, end) - start)
        for first, after in paragraph.bold
        if first < end and after > start
    )
    return Paragraph(number, paragraph.kind, paragraph.text[start:end], None, bold)


def _sections(
    sections: Sequence[Section], spans: dict[int, tuple[int, int, int]]
) -> Iterator[Section]:
    for section in sections:
        number, start, end = spans.get(section.paragraph, (0, 0, 0))
        if number and start <= section.start and section.end <= end:
            yield replace(
                section, paragraph=number, start=section.start - start, end=section.end - start
            )


def _pictures(
    text: Text, chosen: Selection | None, numbers: Sequence[int]
) -> list[tuple[int, Picture]]:
    """The pictures that stand behind what is printed, with their numbers in the document."""
    places = [place for place, number in enumerate(numbers) if number]
    known = [numbers[place] for place in places]
    found = []
    for number, picture in enumerate(text.pictures, start=1):
        if chosen is not None and not _holds(text, chosen, picture.after):
            continue
        before = bisect_right(known, picture.after)
        found.append((number, replace(picture, after=places[before - 1] + 1 if before else 0)))
    return found


def _holds(text: Text, chosen: Selection, paragraph: int) -> bool:
    """Whether the end of a paragraph is in a selection."""
    if not paragraph:
        return chosen.start <= Place(1, 0)
    end = Place(paragraph, len(text.paragraphs[paragraph - 1].text))
    return chosen.start <= end <= chosen.end


# Title and source


def _heads(
    text: Text, kept: Sequence[Paragraph], source: bool, excerpt: bool, tr: Translator
) -> list[tuple[int, Paragraph]]:
    """The paragraphs that are added, with the index that each stands before."""
    metadata = text.record.metadata
    number = title_number(kept)
    place = next((i + 1 for i, p in enumerate(kept) if number and p.number == number), 0)
    heads = []
    if not place or not _alike(kept[place - 1].text, metadata.title):
        place = 0
        title = metadata.title or tr("无题")
        words = tr("{title}（节选）", title=title) if excerpt else title
        heads.append((0, Paragraph(1, Kind.HEADING, _one_line(words))))
    if source:
        near = " ".join(p.text for p in kept[: place + 6] if p.kind is Kind.META)
        line = source_line(metadata, near, tr)
        if line:
            heads.append((place, Paragraph(1, Kind.META, line)))
    return heads


def source_line(metadata: Metadata, near: str, tr: Translator) -> str:
    """Who wrote a text, where it stood, when, under which number; not what `near` says already."""
    parts = [
        part
        for part in (metadata.author, metadata.issuer, metadata.source, metadata.number)
        if part and part not in near
    ]
    if metadata.date and not _says_date(near, metadata.date):
        parts.append(date_words(metadata.date, tr))
    return _one_line("　".join(dict.fromkeys(parts)))


def date_words(date: str, tr: Translator) -> str:
    """A date as exact as it is known, in words; as it is where it is no ISO date."""
    found = DATE.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    if day:
        return tr("{year}年{month}月{day}日", year=year, month=int(month), day=int(day))
    if month:
        return tr("{year}年{month}月", year=year, month=int(month))
    return tr("{year}年", year=year)


def _says_date(words: str, date: str) -> bool:
    numbers = [int(part) for part in re.findall(r"\d+", date)]
    if not numbers:
        return date in words
    pattern = r"\s*[年月./\-]\s*".join(f"0?{number}" for number in numbers)
    return re.search(rf"(?<!\d){pattern}(?!\d)", words) is not None


def _alike(heading: str, title: str) -> bool:
    """Whether a heading is the title of its document, marks and spaces aside."""
    first, second = NOT_WORDS.sub("", heading), NOT_WORDS.sub("", title)
    return bool(first) and bool(second) and (first in second or second in first)


def _one_line(words: str) -> str:
    return " ".join(words.splitlines())
