"""RTF cut into its tokens (Rich Text Format 1.9.1, "Conventions of an RTF Reader")."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

# Characters as their codes, each with one byte for readers that know no Unicode: Chinese text.
_RUN = re.compile(rb"(?:\\u-?\d{1,10} ?\\'[0-9a-fA-F]{2})+")
_CODE = re.compile(rb"u(-?\d+)")
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    WORD = 0
    SYMBOL = 1
    BYTES = 2
    OPEN = 3
    CLOSE = 4
    RUN = 5


class Token(NamedTuple):
    """A token: a control word with its number, a control symbol, or bytes of the text.

    A run is `data` with the words and bytes of several characters, see `codes` and `pieces`.
    `hexed`: the byte was written as two digits.
    """

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""
    hexed: bool = False


def codes(run: bytes) -> list[int]:
    """The code units of a run, where each is followed by one byte that stands for it."""
    return [int(code) & 0xFFFF for code in _CODE.findall(run)]


def pieces(run: bytes) -> Iterator[Token]:
    """The words and bytes of a run one by one, where other counts of bytes hold."""
    return _tokens(run, runs=False)


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data in it is stepped over."""
    return _tokens(data, runs=True)


def _tokens(data: bytes, *, runs: bool) -> Iterator[Token]:
    position = 0
    while position < len(data):
        run = _RUN.match(data, position) if runs else None
        if run is not None:
            position = run.end()
            yield Token(Kind.RUN, data=run.group())
            continue
        match = _TOKEN.match(data, position)
        if match is None:
            # A line end, or a backslash at the very end.
            position += 1
            continue
        position = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word is not None:
            token = Token(Kind.WORD, word.decode(), int(number) if number else None)
            if token.word == "bin":
                position += max(0, token.number or 0)
                continue
            yield token
        elif code is not None:
            yield Token(Kind.BYTES, data=bytes([int(code, 16)]), hexed=True)
        elif symbol is not None:
            yield Token(Kind.SYMBOL, symbol.decode("latin-1"))
        elif brace is not None:
            yield Token(Kind.OPEN if brace == b"{" else Kind.CLOSE)
        else:
            yield Token(Kind.BYTES, data=text)
