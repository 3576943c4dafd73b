"""Search as plainly as it can be written: every paragraph, one by one. For tests only.

A condition is a small tree of its own (not `index.tree`), rendered to a query for the real
parser and evaluated here by `in`, `re` and loops. Only the folding of a text is shared.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index import fold
from index.model import IndexedDocument, IndexedParagraph

Row = tuple[IndexedDocument, IndexedParagraph]
fold_text = lru_cache(10_000)(fold.fold_text)  # the same texts for every query


@dataclass(frozen=True)
class Condition:
    """`kind` is literal, near, and, or, not or field; `holds` is that of a field."""

    kind: str
    parts: tuple["Condition", ...] = ()
    text: str = ""
    distance: int = 0
    holds: Callable[[IndexedDocument, IndexedParagraph], bool] | None = None


def literal(text: str) -> Condition:
    return Condition("literal", text=text)


def near(first: Condition, second: Condition, distance: int) -> Condition:
    return Condition("near", (first, second), distance=distance)


def field(query: str, holds: Callable[[IndexedDocument, IndexedParagraph], bool]) -> Condition:
    return Condition("field", text=query, holds=holds)


def render(condition: Condition) -> str:
    """The condition as somebody could type it."""
    if condition.kind == "literal":
        return '"' + condition.text.replace('"', '""').replace("＂", "＂＂") + '"'
    if condition.kind == "field":
        return condition.text
    inner = [render(part) for part in condition.parts]
    if condition.kind == "near":
        return f"({inner[0]} NEAR/{condition.distance} {inner[1]})"
    if condition.kind == "not":
        return f"(NOT {inner[0]})" if inner[0][0] in "-(" else f"-{inner[0]}"
    return "(" + (" OR " if condition.kind == "or" else " ").join(inner) + ")"


def holds(condition: Condition, row: Row) -> bool:
    folded = fold_text(row[1].text)
    if condition.kind == "literal":
        return fold_text(condition.text) in folded
    if condition.kind == "near":
        return bool(_near_marks(condition, folded))
    if condition.kind == "field":
        assert condition.holds is not None
        return condition.holds(*row)
    answers = [holds(part, row) for part in condition.parts]
    if condition.kind == "not":
        return not answers[0]
    return any(answers) if condition.kind == "or" else all(answers)


def marks(condition: Condition, text: str) -> set[tuple[int, int]]:
    """The folded spans of everything that is asked for."""
    folded = fold_text(text)
    found: set[tuple[int, int]] = set()
    for leaf in _asked_for(condition, True):
        if leaf.kind == "literal":
            found |= _literal_marks(leaf, folded)
        elif leaf.kind == "near":
            found |= _near_marks(leaf, folded)
    return found


def score(condition: Condition, row: Row, rows: Sequence[Row]) -> float:
    """BM25 over paragraphs, as in the textbook; k1 = 1.2, b = 0.75; more for a heading."""
    lengths = [len(fold_text(p.text).encode("utf-16-le")) // 2 for _, p in rows]
    average = max(1.0, sum(lengths) / len(lengths))
    folded = fold_text(row[1].text)
    length = len(folded.encode("utf-16-le")) // 2
    total, most = 0.0, 1.0
    for leaf in _distinct(_asked_for(condition, True)):
        count = _literal_marks if leaf.kind == "literal" else _near_marks
        if leaf.kind == "field":
            continue
        df = sum(bool(count(leaf, fold_text(p.text))) for _, p in rows)
        idf = math.log(1 + (len(rows) - df + 0.5) / (df + 0.5))
        tf = len(count(leaf, folded))
        total += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))
        most += idf * 2.2
    return total + (most if row[1].heading else 0.0)


def _asked_for(condition: Condition, wanted: bool) -> Iterable[Condition]:
    if condition.kind in ("and", "or", "not"):
        for part in condition.parts:
            yield from _asked_for(part, wanted != (condition.kind == "not"))
    elif wanted:
        yield condition


def _distinct(leaves: Iterable[Condition]) -> list[Condition]:
    """One leaf of several that fold alike."""
    return list(dict.fromkeys(_folded(leaf) for leaf in leaves))


def _folded(leaf: Condition) -> Condition:
    parts = tuple(_folded(part) for part in leaf.parts)
    text = leaf.text if leaf.kind == "field" else fold_text(leaf.text)
    return replace(leaf, text=text, parts=parts)


def _literal_marks(leaf: Condition, folded: str) -> set[tuple[int, int]]:
    return {match.span() for match in re.finditer(re.escape(fold_text(leaf.text)), folded)}


def _near_marks(leaf: Condition, folded: str) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for a in _literal_marks(leaf.parts[0], folded):
        for b in _literal_marks(leaf.parts[1], folded):
            gap = max(b[0] - a[1], a[0] - b[1])
            if 0 <= gap <= leaf.distance:
                found |= {a, b}
    return found
