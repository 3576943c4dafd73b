"""In which encodings a text file can be read, with a line of it in each, best candidates first."""

import re
from dataclasses import dataclass
from pathlib import Path

from reader.documents.encodings import ENCODINGS
from reader.errors import ImportProblem, system_reason
from reader.messages import msg

HEAD = 65_536
WORDS = 24
_MARK = "\ufffd"
_BEYOND = re.compile(r"[^\x00-\x7f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Bytes that may belong to a character which is cut in two
_LEFT_OVER = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """How a file begins in an encoding; `bad` counts what cannot be read in it."""

    encoding: str
    words: str
    bad: int


def samples(path: Path) -> tuple[Sample, ...]:
    """The first words of a file in every encoding; the most likely ones come first.

    Runs in a worker thread.

    Raises:
        ImportProblem: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        reason = system_reason(error)
        raise ImportProblem(msg("无法读取：{reason}", reason=reason)) from error
    found = [_read(head, name) for name in ENCODINGS]
    return tuple(sorted(found, key=lambda sample: (sample.bad > 0, not _HAN.search(sample.words))))


def _read(head: bytes, encoding: str) -> Sample:
    text = head.decode(encoding, "replace")
    if len(head) == HEAD:
        # A character may be cut in two at the end of what was read.
        text = text[:-_LEFT_OVER]
    first = _BEYOND.search(text)
    start = text.rfind("\n", 0, first.start()) + 1 if first else 0
    words = " ".join(text[start : start + 4 * WORDS].split())[:WORDS]
    return Sample(encoding, words.lstrip("\ufeff"), text.count(_MARK))
