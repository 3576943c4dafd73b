"""Terms that lie inside other terms: 忠诚 in 绝对忠诚 in 对党绝对忠诚.

The longest term wins: an occurrence counts for the longest term of the outline that covers it,
whatever the theme, and for no other. So 服务大局 speaks for 围绕中心服务大局 and not at the same
time, through 服务, for 三服务. Postings tell how often a term occurs in a paragraph and not where,
which is enough: from the occurrences of the shorter term those of every longer one that count are
taken away. Only where two longer terms overlap in the very letters of a shorter one (督促检查 and
检查落实 in 督促检查落实) is it taken away twice; such a paragraph counts the shorter term once too
little, never below zero.
"""

from collections.abc import Iterable, Mapping


def containers(terms: Iterable[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each term that lies inside others: those others with how often it occurs in them.

    The keys come longest first, so that what counts for a longer term is known when a shorter
    one needs it. Terms that lie inside no other one are there too, with nothing.
    """
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    known = frozenset(ordered)
    around: dict[str, list[tuple[str, int]]] = {term: [] for term in ordered}
    for term in ordered:
        for part in _proper_parts(term) & known:
            around[part].append((term, term.count(part)))
    return {term: tuple(longer) for term, longer in around.items()}


def _proper_parts(term: str) -> frozenset[str]:
    """All shorter strings inside a term."""
    size = len(term)
    return frozenset(
        term[start:end]
        for start in range(size)
        for end in range(start + 1, size + 1)
        if end - start < size
    )
