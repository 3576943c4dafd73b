"""Corrections in the user's words."""

from collections.abc import Mapping

from reader.documents.corrections import (
    Correction,
    Join,
    ReadAs,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
)
from reader.documents.model import Genre
from reader.documents.places import Place
from reader.messages import Message, msg

FIELD_NAMES = {
    "title": msg("标题"),
    "author": msg("作者"),
    "source": msg("来源"),
    "date": msg("日期"),
    "genre": msg("类型"),
    "number": msg("发文字号"),
    "issuer": msg("发文机关"),
    "classification": msg("密级"),
}
LEVELS = {"内部": msg("内部"), "秘密": msg("秘密"), "机密": msg("机密"), "绝密": msg("绝密")}
"""The usual 密级 as they are stored, with their names in other languages."""

_GENRES = {
    Genre.ORIGINAL.value: msg("原文"),
    Genre.COMMENTARY.value: msg("解读"),
    Genre.OTHER.value: msg("其他"),
}
_NAMED: Mapping[str, Mapping[str, object]] = {"classification": LEVELS, "genre": _GENRES}
_WORDS = 20


def describe(correction: Correction) -> Message:
    """What a correction says, in one line."""
    match correction:
        case ReadAs(encoding=encoding):
            return msg("按 {encoding} 读取", encoding=encoding)
        case SetMetadata(field=field, value=None):
            return msg("{field}留空", field=FIELD_NAMES[field])
        case SetMetadata(field=field, value=value):
            shown = _NAMED.get(field, {}).get(value or "", value)
            return msg("{field}改为“{value}”", field=FIELD_NAMES[field], value=shown)
        case SetHeading(place=place, level=None):
            return msg("“{words}”不是标题", words=_words(place))
        case SetHeading(place=place, level=level):
            return msg("“{words}”是第 {level} 级标题", words=_words(place), level=level)
        case SetJunk(place=place, junk=True):
            return msg("“{words}”是无关文字", words=_words(place))
        case SetJunk(place=place):
            return msg("“{words}”不是无关文字", words=_words(place))
        case Split(place=place):
            return msg("从“{words}”起分为另一篇", words=_words(place))
        case Join(place=place):
            return msg("“{words}”并入前一篇", words=_words(place))


def _words(place: Place) -> str:
    words = place.exact
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
