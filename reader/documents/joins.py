"""Broken paragraphs: halves that a copy or a converter tore apart are joined again.

The evidence has to be strong, for a wrong join is worse than a missing one: the first half stops
in the middle of a sentence, and the second cannot be a beginning.
"""

from collections.abc import Collection, Sequence

from reader.documents.blocks import Block, join_blocks
from reader.documents.numbering import is_law_article, mark_of

_ENDS = "。！？；…!?;：:”’）)》】』」"
_CANNOT_OPEN = "，。、；！？,;!?”’）)》】』」"
_OPENING = "“‘《（(「『"
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"))
_SOME_TEXT = 30
_LONG = 60
# A bracket that nobody closes within this many characters was forgotten, not torn.
_REACH = 400
# Longer paragraphs are not torn but have no punctuation; joining on would take for ever.
_LONGEST = 20_000
_JUNK_BETWEEN = 2


def _is_open(text: str) -> bool:
    """Whether a quotation, title or bracket is still open at the end."""
    tail = text[-_REACH:]
    return any(tail.rfind(left) > tail.rfind(right) for left, right in _PAIRS)


def _closes(text: str) -> bool:
    """Whether a closing mark comes before any opening one."""
    for char in text[:_REACH]:
        if any(char == left for left, _ in _PAIRS):
            return False
        if any(char == right for _, right in _PAIRS):
            return True
    return False


def _is_torn(first: str, second: str) -> bool:
    last, opening = first[-1], second[0]
    if last in _ENDS or mark_of(second) or is_law_article(second):
        return False
    if len(first) < _SOME_TEXT:
        return False
    if opening in _CANNOT_OPEN or last in "，、,（(《“":
        return True
    if _is_open(first) and _closes(second):
        return True
    return len(first) > _LONG and opening in _OPENING


def _is_text(block: Block) -> bool:
    return block.level is None and block.kind is None and not block.all_bold


def join_broken(blocks: Sequence[Block], junk: Collection[int]) -> tuple[list[Block], set[int]]:
    """Join torn paragraphs; gives the new blocks and the indexes of the junk among them.

    A page number between the halves moves behind the joined paragraph.
    """
    joined: list[Block] = []
    new_junk: set[int] = set()
    last: int | None = None
    for index, block in enumerate(blocks):
        if index in junk:
            new_junk.add(len(joined))
        elif last is not None and _belong_together(joined, last, block):
            joined[last] = join_blocks(joined[last], block)
            continue
        else:
            last = len(joined)
        joined.append(block)
    return joined, new_junk


def _belong_together(joined: Sequence[Block], last: int, block: Block) -> bool:
    previous = joined[last]
    if not (_is_text(previous) and _is_text(block)) or len(previous.text) > _LONGEST:
        return False
    return len(joined) - last <= _JUNK_BETWEEN + 1 and _is_torn(previous.text, block.text)
