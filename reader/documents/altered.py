"""Finding a sentence of which some words were exchanged.

Seed and extend: pieces of the sentence and its context that are rare in the text vote for the
places where they stand at the right distances; the best places are aligned (difflib), and one
counts when enough of the words and at least one side of the context survived. All strings here
are loosened.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.documents.loose import occurrences
from reader.documents.similarity import CONTEXT, context, pairs_shared, shared, sides

Span = tuple[int, int]

# About a fifth of the words may have changed; of less than five characters none.
_LIKENESS = 0.75
_SHORTEST = 5
_SIDE = 0.6
# So much (of 2) the best place has to be better than any other.
_MARGIN = 0.03
# Of long quotations this many characters at either end are aligned; what is between has to have
# half of its character pairs in common, which is what a fifth of changed characters leaves.
_END = 200
_HALF = 0.5
_SEED = 4
_SEEDS = 64
_COMMON = 32
_WINDOWS = 4


def find_altered(text: str, prefix: str, quote: str, suffix: str) -> Span | None:
    """The span of the text that the quotation became, or None where that is in doubt."""
    if len(quote) < _SHORTEST:
        return None
    if len(quote) > 2 * _END + CONTEXT:
        return _find_long(text, prefix, quote, suffix)
    merits: dict[Span, float] = {}
    for low, high in _windows(text, prefix + quote + suffix):
        for start, end in _mapped(prefix, quote, suffix, text[low:high]):
            span = low + start, low + end
            likeness = shared(quote, text[span[0] : span[1]])
            if likeness >= _LIKENESS and max(sides(text, span, prefix, suffix)) >= _SIDE:
                merits[span] = likeness + context(text, span, prefix, suffix)
    if not merits:
        return None
    best = max(merits, key=lambda span: merits[span])
    # Windows overlap, so that the same place may come in several cuts.
    elsewhere = [merits[s] for s in merits if s[0] >= best[1] or s[1] <= best[0]]
    return best if merits[best] - max(elsewhere, default=0.0) >= _MARGIN else None


def _find_long(text: str, prefix: str, quote: str, suffix: str) -> Span | None:
    """A long quotation by its two ends, since alignment takes time by the square of the length."""
    head = find_altered(text, prefix, quote[:_END], quote[_END : _END + CONTEXT])
    tail = find_altered(text, quote[-_END - CONTEXT : -_END], quote[-_END:], suffix)
    if head is None or tail is None or head[0] >= tail[1]:
        return None
    span = head[0], tail[1]
    found = text[span[0] : span[1]]
    lengths = len(found) / len(quote)
    alike = _LIKENESS <= lengths <= 1 / _LIKENESS and pairs_shared(quote, found) >= _HALF
    return span if alike else None


def _windows(text: str, pattern: str) -> Iterator[Span]:
    """Parts of the text that share rare pieces with the pattern at the same distances."""
    width = 16 + len(pattern) // 8
    slack = width + len(pattern) // 4
    for bucket in _best_buckets(_votes(text, pattern, width)):
        low = max(0, bucket * width - slack)
        yield low, min(len(text), (bucket + 2) * width + len(pattern) + slack)


def _votes(text: str, pattern: str, width: int) -> Counter[int]:
    """For each stretch of `width` offsets, what speaks for the pattern to begin in it."""
    votes: Counter[int] = Counter()
    for offset in range(0, len(pattern) - _SEED + 1, max(1, len(pattern) // _SEEDS)):
        found = list(occurrences(pattern[offset : offset + _SEED], text, _COMMON + 1))
        if len(found) <= _COMMON:
            for position in found:
                # In thousandths: a piece that occurs once says most.
                votes[(position - offset) // width] += 1000 // len(found)
    return votes


def _best_buckets(votes: Counter[int]) -> Sequence[int]:
    """The stretches, each with the one after it, that have most votes."""
    joined = {bucket: count + votes[bucket + 1] for bucket, count in list(votes.items())}
    return sorted(joined, key=lambda bucket: -joined[bucket])[:_WINDOWS]


def _mapped(prefix: str, quote: str, suffix: str, window: str) -> list[Span]:
    """What the quotation became in the window, by the best alignment with its context.

    A changed piece between two that stayed gives its borders; one at the end of the pattern has
    unrelated text of the window with it, and of that only as much is taken as it was long. The
    same goes for a result that is much too long, because a piece of context stood far away.
    """
    pattern = prefix + quote + suffix
    low, high = len(prefix), len(prefix) + len(quote)
    matcher = SequenceMatcher(None, pattern, window, autojunk=False)
    start = end = 0
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 <= low < i2:
            start = max(j1, j2 - (i2 - low)) if i1 == 0 else j1 + _share(low - i1, i2 - i1, j2 - j1)
        if i1 < high <= i2:
            at_end = i2 == len(pattern)
            end = min(j2, j1 + high - i1) if at_end else j1 + _share(high - i1, i2 - i1, j2 - j1)
    if end - start <= 1.2 * len(quote):
        return [(start, max(start, end))]
    return [(start, end), (end - len(quote), end), (start, start + len(quote))]


def _share(part: int, length: int, new_length: int) -> int:
    """Where a border inside a changed piece falls in what it became."""
    return round(part * new_length / length)
