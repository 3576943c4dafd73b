"""RTF cut into its tokens (Rich Text Format 1.9.1, "Conventions of an RTF Reader")."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

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


class Token(NamedTuple):
    """A token: a control word with its number, a control symbol, or bytes of the text.

    `hexed`: the byte was written as two digits.
    """

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""
    hexed: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data in it is stepped over."""
    position = 0
    while position < len(data):
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
