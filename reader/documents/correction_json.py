"""Corrections as JSON, for storage."""

import json
from collections.abc import Mapping, Sequence

from reader.documents.corrections import (
    Correction,
    Join,
    ReadAs,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
)
from reader.documents.places import Place

Json = dict[str, object]


def dump_corrections(corrections: Sequence[Correction]) -> str:
    """The corrections as a JSON text."""
    return json.dumps([_written(c) for c in corrections], ensure_ascii=False)


def load_corrections(text: str) -> tuple[Correction, ...]:
    """Read them back. Raises ValueError, TypeError or LookupError for anything else."""
    values = json.loads(text)
    if not isinstance(values, list):
        raise TypeError("corrections are a list")
    return tuple(_read(value) for value in values)


def _written(correction: Correction) -> Json:
    match correction:
        case ReadAs(encoding=encoding):
            return {"correct": "encoding", "encoding": encoding}
        case SetMetadata(place=place, field=field, value=value):
            return {"correct": "metadata", "place": _place(place), "field": field, "value": value}
        case SetHeading(place=place, level=level):
            return {"correct": "heading", "place": _place(place), "level": level}
        case SetJunk(place=place, junk=junk):
            return {"correct": "junk", "place": _place(place), "junk": junk}
        case Split(place=place):
            return {"correct": "split", "place": _place(place)}
        case Join(place=place):
            return {"correct": "join", "place": _place(place)}


def _place(place: Place) -> Json:
    return {
        "paragraph": place.paragraph,
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "span": place.span,
    }


def _read(value: Mapping[str, object]) -> Correction:
    kind = value["correct"]
    if kind == "encoding":
        return ReadAs(_text(value["encoding"]))
    place = _read_place(value["place"])
    match kind:
        case "metadata":
            content = value["value"]
            return SetMetadata(
                place, _text(value["field"]), None if content is None else _text(content)
            )
        case "heading":
            level = value["level"]
            return SetHeading(place, None if level is None else _number(level))
        case "junk":
            return SetJunk(place, bool(value["junk"]))
        case "split":
            return Split(place)
        case "join":
            return Join(place)
    raise ValueError(f"correction {kind!r}")


def _read_place(value: object) -> Place:
    if not isinstance(value, dict):
        raise TypeError("a place is an object")
    span = value["span"]
    return Place(
        _number(value["paragraph"]),
        _text(value["exact"]),
        _text(value["prefix"]),
        _text(value["suffix"]),
        None if span is None else (_number(span[0]), _number(span[1])),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a number")
    return value
