"""The words of a query: literals, phrases, brackets, operators and fields.

Full-width forms of operators, colons, quotes and brackets mean the same as the ASCII ones.
Chinese texts are full of these marks, so each is special only where a token begins:

- a quote mark opens a phrase only there; one inside of a word belongs to the word. A phrase
  opened by a straight mark ends at a straight one, one opened by a curly mark at a curly one
  (at any, if there is none of its kind); written twice, the mark stands for itself
- `-` negates only there, and only when something other than a dash or a space follows directly:
  "2014-05", "--" and "——" stay literals
- a bracket groups only there. One that directly follows a character of a word belongs to the
  word, up to and including its matching close: 办公厅（室） is one literal. If it has no close,
  it is a character like any other
- a colon makes a field only directly after the name of a field that begins the token; the value
  begins right behind it and is a phrase or a word
- AND, OR, NOT and NEAR/n are operators when they stand alone, in capitals, between spaces or
  brackets
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto

_OPENING = "(（"
_CLOSING = ")）"
_COLONS = ":："
_MINUS = "-－"
STRAIGHT_QUOTES = '"＂'
_CURLY_QUOTES = "“”„‟〝〞"
_QUOTES = STRAIGHT_QUOTES + _CURLY_QUOTES
DEFAULT_DISTANCE = "10"
_NEAR = re.compile(r"NEAR(?:/(.*))?", re.DOTALL)
_HEAD = re.compile(r"[^\s:：()（）]+")

FIELDS = {
    "标题": "title",
    "作者": "author",
    "来源": "source",
    "类型": "type",
    "日期": "date",
    "主题": "theme",
}
_FIELD_NAMES = {**FIELDS, **{name: name for name in FIELDS.values()}}


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}


@dataclass(frozen=True, slots=True)
class Token:
    """`text`: that of a word or phrase, the name of a field, the distance of a NEAR, or "".

    It stands at query[position:end]. `closed` is False for a phrase without its closing mark;
    `value` is the value of a field (whose `end` is not given).
    """

    kind: Kind
    text: str
    position: int
    closed: bool = True
    value: "Token | None" = None
    end: int = 0


def tokenize(query: str) -> list[Token]:
    """Split a query. Never raises; time grows with the length of the query only."""
    return _Lexer(query).tokens()


class _Lexer:
    def __init__(self, query: str) -> None:
        self._query = query
        self._position = 0
        self._closes = _matching_brackets(query)

    def tokens(self) -> list[Token]:
        found: list[Token] = []
        while self._position < len(self._query):
            if self._query[self._position].isspace():
                self._position += 1
            else:
                token = self._token()
                found.append(replace(token, end=self._position))
        return found

    def _token(self) -> Token:
        start = self._position
        character = self._query[start]
        if character in _OPENING:
            return self._mark(Kind.OPEN)
        if character in _CLOSING:
            return self._mark(Kind.CLOSE)
        if character in _QUOTES:
            return self._phrase()
        if character in _MINUS and self._negates(start + 1):
            return self._mark(Kind.NOT)
        return self._field_or_operator() or self._word()

    def _mark(self, kind: Kind) -> Token:
        self._position += 1
        return Token(kind, "", self._position - 1)

    def _negates(self, following: int) -> bool:
        character = self._query[following : following + 1]
        return bool(character) and character not in _MINUS and not character.isspace()

    def _field_or_operator(self) -> Token | None:
        start = self._position
        match = _HEAD.match(self._query, start)
        if match is None:
            return None
        head = unicodedata.normalize("NFKC", match.group())
        if self._query[match.end() : match.end() + 1] in tuple(_COLONS):
            name = _FIELD_NAMES.get(head.lower())
            if name is None:
                return None
            self._position = match.end() + 1
            return Token(Kind.FIELD, name, start, value=self._value())
        token = _operator(head, start)
        if token is not None:
            self._position = match.end()
        return token

    def _value(self) -> Token | None:
        character = self._query[self._position : self._position + 1]
        if character and character in _QUOTES:
            return self._phrase()
        word = self._word()
        return word if word.text else None

    def _word(self) -> Token:
        """Read up to white space or a closing bracket that the word has not opened itself."""
        query, start = self._query, self._position
        position = start
        while position < len(query) and not query[position].isspace():
            if query[position] in _CLOSING:
                break
            position = self._closes.get(position, position) + 1
        self._position = position
        return Token(Kind.WORD, query[start:position], start)

    def _phrase(self) -> Token:
        query, start = self._query, self._position
        own = STRAIGHT_QUOTES if query[start] in STRAIGHT_QUOTES else _CURLY_QUOTES
        for marks in (own, _QUOTES):
            end = _closing_mark(query, start + 1, marks)
            if end is not None:
                self._position = end + 1
                return Token(Kind.PHRASE, _single_marks(query[start + 1 : end], marks), start)
        self._position = len(query)
        return Token(Kind.PHRASE, query[start + 1 :], start, closed=False)


def _operator(word: str, position: int) -> Token | None:
    if word in _OPERATORS:
        return Token(_OPERATORS[word], "", position)
    near = _NEAR.fullmatch(word)
    if near is None:
        return None
    distance: str | None = near.group(1)
    return Token(Kind.NEAR, DEFAULT_DISTANCE if distance is None else distance, position)


def _matching_brackets(query: str) -> dict[int, int]:
    """Where each opening bracket that has a matching close is closed."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for position, character in enumerate(query):
        if character in _OPENING:
            opened.append(position)
        elif character in _CLOSING and opened:
            closes[opened.pop()] = position
    return closes


def _closing_mark(query: str, start: int, marks: str) -> int | None:
    """The first mark from `start` that is not one of two (a pair stands for the mark itself)."""
    position = start
    while position < len(query):
        if query[position] not in marks:
            position += 1
        elif query[position + 1 : position + 2] == query[position]:
            position += 2
        else:
            return position
    return None


def _single_marks(text: str, marks: str) -> str:
    """Undo the doubling of quote marks inside of a phrase."""
    for mark in marks:
        text = text.replace(mark * 2, mark)
    return text
