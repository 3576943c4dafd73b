"""The `key: value` lines between two `---` at the head of a Markdown file."""

import re

from reader.documents.blocks import Hints
from reader.documents.clean import clean
from reader.documents.dates import find_date
from reader.documents.model import Genre
from reader.documents.papers import named_issuer, named_number, secrecy

_FENCE = re.compile(r"^---[ \t]*$")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$")
_PAIR = re.compile(r"^([^\s:：#\-][^:：]{0,30}?)\s*[:：]\s*(.*)$")
_KEYS = {
    "title": "title", "标题": "title",
    "author": "author", "作者": "author",
    "source": "source", "来源": "source",
    "date": "date", "日期": "date",
    "genre": "genre", "type": "genre", "类型": "genre",
    "发文字号": "number", "文号": "number", "发文机关": "issuer", "密级": "classification",
}  # fmt: skip
_GENRES = {"原文": Genre.ORIGINAL, "解读": Genre.COMMENTARY, "其他": Genre.OTHER} | {
    genre.value: genre for genre in Genre
}
_LONGEST = 100


def split_front_matter(text: str) -> tuple[Hints, str]:
    """Take the front matter off; gives what it says and the rest of the text.

    Keys that we do not know are passed over. Without a closing line, or without one known key,
    the text is given back as it is: then the dashes are a rule, not front matter.
    """
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or not _FENCE.match(lines[0]):
        return Hints(), text
    for end, line in enumerate(lines[1:_LONGEST], start=1):
        if _CLOSE.match(line):
            found = _read(lines[1:end])
            return (_hints(found), "\n".join(lines[end + 1 :])) if found else (Hints(), text)
    return Hints(), text


def _read(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        match = _PAIR.match(line)
        key = _KEYS.get(match[1].strip().lower()) if match else None
        if match and key and (value := clean(match[2]).strip("\"'")):
            found.setdefault(key, value)
    return found


def _hints(found: dict[str, str]) -> Hints:
    date = found.get("date")
    return Hints(
        title=found.get("title"),
        author=found.get("author"),
        source=found.get("source"),
        date=(find_date(date) or _year(date)) if date else None,
        genre=_GENRES.get(found.get("genre", "").lower()),
        number=named_number(found.get("number", "")),
        issuer=named_issuer(found.get("issuer", "")),
        classification=secrecy(found.get("classification", "")),
    )


def _year(text: str) -> str | None:
    return text if re.fullmatch(r"1[89]\d\d|20\d\d", text) else None
