"""In which order documents are listed, what they are filtered by, and how they group themselves."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from reader.documents.record import DocumentRecord
from reader.messages import Translator

# An ISO time up to its minute: what came in together stays in the order of the files.
MINUTE = len("2026-11-21T09:30")
OWN = "own"

SOURCE, YEAR, PLACE = "source", "year", "place"
GROUPINGS = (SOURCE, YEAR, PLACE)


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that share a property; `key` is its value, "" where it is not known."""

    key: str
    name: str
    count: int


def orders(tr: Translator) -> tuple[tuple[str, str], ...]:
    """The orders by name and key."""
    return (
        (tr("最近导入"), "imported"),
        (tr("标题"), "title"),
        (tr("日期"), "date"),
        (tr("来源"), "source"),
        (tr("字数"), "length"),
        (tr("自定顺序"), OWN),
    )


# What is equal stays in the order of the files, also where the order is reversed.
_SORTS: dict[str, tuple[Callable[[DocumentRecord], str | int], bool]] = {
    "imported": (lambda record: record.imported[:MINUTE], True),
    "title": (lambda record: record.metadata.title, False),
    "date": (lambda record: record.metadata.date or "", True),
    "source": (lambda record: record.metadata.source or "\uffff", False),
    "length": (lambda record: record.characters, True),
}


def arranged(records: Iterable[DocumentRecord], order: str) -> list[DocumentRecord]:
    """The documents in an order; in the user's own they are as they come."""
    found = list(records)
    if order in _SORTS:
        key, reverse = _SORTS[order]
        found.sort(key=lambda record: (record.path, record.part))
        found.sort(key=key, reverse=reverse)
    return found


def haystack(record: DocumentRecord) -> str:
    """All that a document is filtered by."""
    metadata = record.metadata
    parts = (metadata.title, metadata.author, metadata.source, metadata.date, record.path)
    return " ".join(part for part in parts if part).casefold()


def group_of(record: DocumentRecord, grouping: str) -> str:
    """The group that a document belongs to."""
    if grouping == SOURCE:
        return record.metadata.source or ""
    if grouping == YEAR:
        return (record.metadata.date or "")[:4]
    return os.path.dirname(record.path) if record.has_file else ""


def groups(records: Sequence[DocumentRecord], grouping: str, tr: Translator) -> list[Group]:
    """The groups of a library: sources by size, years from the latest, folders by their names."""
    counts = Counter(group_of(record, grouping) for record in records)
    names = _place_names(counts) if grouping == PLACE else {key: key for key in counts}
    unknown = tr("粘贴的文字") if grouping == PLACE else tr("未注明")
    found = [Group(key, names[key] if key else unknown, counts[key]) for key in counts]
    if grouping == SOURCE:
        found.sort(key=lambda group: (-group.count, group.name))
    else:
        found.sort(key=lambda group: group.name, reverse=grouping == YEAR)
    return sorted(found, key=lambda group: not group.key)


def _place_names(places: Iterable[str]) -> dict[str, str]:
    """Folders by their names, with those above them as far as that tells them apart."""
    named = [place for place in places if place]
    try:
        common = PurePath(os.path.commonpath(named)) if named else PurePath()
    except ValueError:
        # On several drives.
        return {place: place for place in places}
    names = {"": ""}
    for place in named:
        below = PurePath(place).relative_to(common)
        names[place] = str(below) if below.parts else PurePath(place).name or place
    return names
