"""How like each other short stretches of loosened text are, 0 to 1."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

# So many characters before and after a passage are kept with it.
CONTEXT = 32


def ratio(one: str, other: str) -> float:
    """The difflib ratio; unrelated official texts have about 0.2 with each other."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def shared(one: str, other: str) -> float:
    """The part of the longer string that both have in common; stricter than the ratio."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    return matched / max(1, len(one), len(other))


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def pairs_shared(one: str, other: str) -> float:
    """The part of the pairs of characters, each as often as it occurs, that both have."""
    first, second = (Counter(pairwise(text)) for text in (one, other))
    return (first & second).total() / max(1, first.total(), second.total())


def sides(text: str, span: tuple[int, int], prefix: str, suffix: str) -> tuple[float, float]:
    """How like the former prefix and suffix the text before and after a span is.

    No prefix or suffix at all means an end of the document, and is like that only.
    """
    start, end = span
    before = text[max(0, start - max(1, len(prefix))) : start]
    after = text[end : end + max(1, len(suffix))]
    return ratio(prefix, before), ratio(suffix, after)


def context(text: str, span: tuple[int, int], prefix: str, suffix: str) -> float:
    """Both sides in one figure; of which only one survived, 0.5."""
    before, after = sides(text, span, prefix, suffix)
    weight = len(prefix) + len(suffix)
    return (before * len(prefix) + after * len(suffix)) / weight if weight else 0.0
