"""The query language: what somebody typed -> a tree.

    query    = all { "OR" all }
    all      = negated { ["AND"] negated }
    negated  = { "-" | "NOT" } near
    near     = single { "NEAR/" n single }
    single   = word | phrase | field ":" value | "(" query ")"

`index.lexer` says what words, phrases and operators are. A recursive-descent parser with one
method for each rule; in an unfinished query each of them drops what it cannot understand.
"""

import re
from collections.abc import Sequence

from index.dates import parse_date_range
from index.errors import QueryProblem
from index.fold import fold_text
from index.lexer import Kind, Token, tokenize
from index.tree import (
    And,
    DateWithin,
    GenreIs,
    InTheme,
    Literal,
    MetadataContains,
    Near,
    Not,
    Nothing,
    Or,
    Query,
    is_only_negative,
)

MAX_DEPTH = 50
_DISTANCE = re.compile(r"[0-9]{1,6}")
_GENRES = {
    "original": "original",
    "commentary": "commentary",
    "other": "other",
    "原文": "original",
    "解读": "commentary",
    "其他": "other",
}


def parse(query: str, unfinished: bool = False) -> Query:
    """Parse a query.

    Args:
        query: what was typed.
        unfinished: the user is still typing: never raise, show what can be shown. A query that
            has no condition yet becomes `Nothing`.

    Raises:
        QueryProblem: with the position of the fault, one of the reasons empty, unclosed_quote,
            unmatched_open, unmatched_close, missing_operand, missing_value, bad_date,
            reversed_dates, bad_distance, bad_near, unknown_type, only_negative, too_deep, and as
            `detail` what stands there where that says more (a date, a type, a field, a distance).
    """
    return _Parser(query, unfinished).parse()


class _Parser:
    def __init__(self, query: str, unfinished: bool) -> None:
        self._query = query
        self._tokens = tokenize(query)
        self._end = len(query)
        self._next = 0
        self._depth = 0
        self._unfinished = unfinished

    def parse(self) -> Query:
        tree = self._alternatives()
        while self._peek() is not None:
            # Only a closing bracket without an opening one ends a query early.
            self._problem("unmatched_close", self._position())
            self._next += 1
            tree = _joined(And, [tree, self._alternatives()])
        if tree is None:
            self._problem("empty", 0)
            return Nothing()
        if is_only_negative(tree):
            self._problem("only_negative", self._tokens[0].position)
            return Nothing()
        return tree

    def _alternatives(self) -> Query | None:
        parts = [self._all()]
        while self._take(Kind.OR):
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Query | None:
        parts: list[Query | None] = []
        expected = True
        while True:
            kind = self._peek()
            if kind is None or kind is Kind.CLOSE or kind is Kind.OR:
                break
            if kind is Kind.AND:
                if expected:
                    self._problem("missing_operand", self._position())
                self._next += 1
                expected = True
                continue
            parts.append(self._negated())
            expected = False
        if expected and (parts or self._tokens):
            self._problem("missing_operand", self._position())
        return _joined(And, parts)

    def _negated(self) -> Query | None:
        negative = False
        while self._take(Kind.NOT):
            negative = not negative
        part = self._near()
        return Not(part) if negative and part is not None else part

    def _near(self) -> Query | None:
        left = self._single()
        pairs: list[Query | None] = []
        while self._peek() is Kind.NEAR:
            operator = self._tokens[self._next]
            self._next += 1
            right = self._single()
            pairs.append(self._pair(operator, left, right))
            left = right
        return _joined(And, pairs) if pairs else left

    def _pair(self, operator: Token, left: Query | None, right: Query | None) -> Query | None:
        distance = _DISTANCE.fullmatch(operator.text)
        if distance and isinstance(left, Literal) and isinstance(right, Literal):
            return Near(left, right, int(distance.group()))
        if distance is None:
            self._problem("bad_distance", operator.position, operator.text)
        self._problem("bad_near", operator.position)
        return _joined(And, [left, right])

    def _single(self) -> Query | None:
        if self._peek() in (None, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NOT, Kind.NEAR):
            self._problem("missing_operand", self._position())
            return None
        token = self._tokens[self._next]
        self._next += 1
        if token.kind is Kind.OPEN:
            return self._group(token)
        if token.kind is Kind.FIELD:
            return self._condition(token)
        return self._literal(token)

    def _group(self, opening: Token) -> Query | None:
        if self._depth == MAX_DEPTH:
            self._problem("too_deep", opening.position)
            return None
        self._depth += 1
        part = self._alternatives()
        self._depth -= 1
        if not self._take(Kind.CLOSE):
            self._problem("unmatched_open", opening.position)
        return part

    def _literal(self, token: Token) -> Query | None:
        """A word or phrase; one that folds to nothing (invisible characters) is no condition."""
        folded = fold_text(self._text(token))
        if not folded and token.kind is Kind.PHRASE:
            self._problem("empty", token.position)
        return Literal(folded) if folded else None

    def _condition(self, token: Token) -> Query | None:
        if token.value is None:
            self._problem("missing_value", token.position, self._head(token))
            return None
        text = self._text(token.value)
        folded = fold_text(text)
        if not folded:
            self._problem("missing_value", token.value.position, self._head(token))
            return None
        if token.text == "theme":
            return InTheme(text.strip())
        if token.text == "date":
            return self._date(text, token.value.position)
        if token.text == "type":
            return self._genre(text, token.value.position)
        return MetadataContains(token.text, folded)

    def _date(self, text: str, position: int) -> Query | None:
        dates = parse_date_range(text)
        if dates is None:
            first, dots, last = text.partition("..")
            turned_round = dots and parse_date_range(f"{last}..{first}") is not None
            self._problem("reversed_dates" if turned_round else "bad_date", position, text)
            return None
        return DateWithin(dates)

    def _genre(self, text: str, position: int) -> Query | None:
        genre = _GENRES.get(fold_text(text))
        if genre is None:
            self._problem("unknown_type", position, text)
            return None
        return GenreIs(genre)

    def _text(self, token: Token) -> str:
        if not token.closed:
            self._problem("unclosed_quote", token.position)
        return token.text

    def _peek(self) -> Kind | None:
        return self._tokens[self._next].kind if self._next < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        if self._peek() is not kind:
            return False
        self._next += 1
        return True

    def _position(self) -> int:
        return self._tokens[self._next].position if self._next < len(self._tokens) else self._end

    def _head(self, field: Token) -> str:
        """The name of a field as it was typed, with its colon."""
        end = field.end if field.value is None else field.value.position
        return self._query[field.position : end]

    def _problem(self, reason: str, position: int, detail: str = "") -> None:
        if not self._unfinished:
            raise QueryProblem(reason, position, detail)


def _joined(operator: type[And] | type[Or], parts: Sequence[Query | None]) -> Query | None:
    """The parts there are, joined; a nested node of the same operator is merged in."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, operator):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else operator(tuple(flat))
