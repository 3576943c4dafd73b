"""What leads from one string to another, character by character, in the time that there is.

A long string is held together by longer stretches that are the same (reader.documents.common).
What is between them is compared by Myers' algorithm with Google's semantic clean-up (the package
diff-match-patch), which prefers whole words to accidental letters.
"""

from collections.abc import Iterable, Iterator, Sequence

from diff_match_patch import diff_match_patch

from reader.documents.common import CommonRun, common_text
from reader.documents.pace import Pace, Scan

DELETE, INSERT, EQUAL = (
    diff_match_patch.DIFF_DELETE,
    diff_match_patch.DIFF_INSERT,
    diff_match_patch.DIFF_EQUAL,
)
# From so many characters on a string is held together by what is the same in it.
_LONG = 1500
# Of more characters than these nothing would come in the time, and memory would be needed for it.
_MOST = 400_000
# Of what is the same, so many characters beside a difference are looked at to tidy it up.
_BESIDE = 200

Piece = tuple[int, str]


def pieces(before: str, after: str, pace: Pace) -> Iterator[Piece]:
    """The kinds (EQUAL, DELETE, INSERT) and texts that lead from one string to the other.

    Raises:
        Stopped: as `Pace.look`.
    """
    for stretch in _stretches(_merged(_raw(before, after, pace))):
        pace.look()
        diff_match_patch().diff_cleanupSemantic(stretch)
        yield from stretch


def effort(before: int, after: int) -> int:
    """How large the work of comparing strings of these lengths is, in the measure of a pace."""
    size = before + after
    return size if min(before, after) < _LONG else 2 * size


def _raw(before: str, after: str, pace: Pace) -> Iterator[Piece]:
    size = len(before) + len(after)
    if min(len(before), len(after)) < _LONG:
        yield from _compare(before, after, size, pace)
        return
    blocks = common_text(before, after, Scan(pace, size).each)
    pace.finish(size)
    pace.finish(2 * sum(block.length for block in blocks))
    for equal, i, j, k, m in steps(blocks, before, after):
        if equal:
            yield EQUAL, before[i:j]
        else:
            yield from _compare(before[i:j], after[k:m], j - i + m - k, pace)


def steps(
    blocks: Sequence[CommonRun], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """What is the same and what is not: from where to where in the one and in the other."""
    i = k = 0
    for block in [*blocks, CommonRun(len(old), len(new), 0)]:
        if (i, k) != (block.old, block.new):
            yield False, i, block.old, k, block.new
        i, k = block.old + block.length, block.new + block.length
        if block.length:
            yield True, block.old, i, block.new, k


def _compare(before: str, after: str, size: int, pace: Pace) -> list[Piece]:
    if before and after and size > _MOST:
        pace.short = True
        found = [(DELETE, before), (INSERT, after)]
    else:
        found = diff_match_patch().diff_main(before, after, deadline=pace.part(size))
    pace.finish(size)
    return found


def _merged(found: Iterable[Piece]) -> Iterator[Piece]:
    """What is the same in one piece each, so that a difference can be moved to a better place."""
    same: list[str] = []
    for kind, text in found:
        if kind == EQUAL:
            same.append(text)
            continue
        if same:
            yield EQUAL, "".join(same)
            same = []
        yield kind, text
    if same:
        yield EQUAL, "".join(same)


def _stretches(found: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Cut where much is the same, so that tidying up takes as long as there are differences."""
    stretch: list[Piece] = []
    for kind, text in found:
        if kind == EQUAL and len(text) > 2 * _BESIDE:
            yield [*stretch, (EQUAL, text[:_BESIDE])]
            yield [(EQUAL, text[_BESIDE:-_BESIDE])]
            stretch = [(EQUAL, text[-_BESIDE:])]
        else:
            stretch.append((kind, text))
    yield stretch
