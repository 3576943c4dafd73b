"""Postings from plain counting, and a plain assignment to compare with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reader.themes.assignment import (
    LEAST_SCORE,
    LEAST_SHARE,
    LENGTH_SHARE,
    MOST_THEMES,
    ORDINARY_LENGTH,
    RARE,
    SATURATION,
    terms_of,
)
from reader.themes.model import Outline
from reader.themes.paragraphs import ParagraphTable


@dataclass(frozen=True)
class Paragraph:
    document: str
    number: int
    text: str


@dataclass(frozen=True)
class Counted:
    """Postings of one term."""

    term: str
    documents: tuple[str, ...]
    paragraphs: tuple[int, ...]
    frequencies: tuple[int, ...]


def table(paragraphs: Sequence[Paragraph]) -> ParagraphTable:
    return ParagraphTable((p.document, p.number, len(p.text)) for p in paragraphs)


def postings(outline: Outline, paragraphs: Sequence[Paragraph]) -> list[Counted]:
    """What an index would say, by `str.count`."""
    found = []
    for term in terms_of(outline):
        hits = [(p, n) for p in paragraphs if (n := p.text.count(term))]
        found.append(
            Counted(
                term,
                tuple(p.document for p, _ in hits),
                tuple(p.number for p, _ in hits),
                tuple(n for _, n in hits),
            )
        )
    return found


@dataclass(frozen=True)
class Plain:
    """One theme of one paragraph, worked out term by term."""

    theme: str
    score: float
    reasons: dict[str, int]


def count_longest(text: str, terms: Sequence[str]) -> dict[str, int]:
    """Occurrences of each term, without those inside longer terms."""
    counts: dict[str, int] = {}
    for term in sorted(terms, key=len, reverse=True):
        inside = sum(
            times * longer.count(term) for longer, times in counts.items() if term in longer
        )
        counts[term] = max(0, text.count(term) - inside)
    return counts


def plain_assignment(outline: Outline, paragraphs: Sequence[Paragraph]) -> list[list[Plain]]:
    """The rule of `reader.themes.assignment` in loops, for every paragraph."""
    terms = terms_of(outline)
    holders = {term: sum(term in p.text for p in paragraphs) for term in terms}
    result = []
    for paragraph in paragraphs:
        counts = count_longest(paragraph.text, terms)
        length = len(paragraph.text) / ORDINARY_LENGTH
        k = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length)
        found = []
        for theme in outline.themes:
            score = 0.0
            for term in theme.terms:
                share = (holders[term.text] + 1) / (len(paragraphs) + RARE)
                rare = min(1, math.log(1 + 1 / share) / math.log(1 + RARE))
                n = counts[term.text]
                score += term.weight * rare * n * (SATURATION + 1) / (n + k)
            reasons = {t.text: counts[t.text] for t in theme.terms if counts[t.text]}
            found.append(Plain(theme.id, score, reasons))
        found.sort(key=lambda plain: -plain.score)
        best = found[0].score if found else 0
        result.append(
            [
                plain
                for plain in found[:MOST_THEMES]
                if plain.score >= LEAST_SCORE and plain.score >= LEAST_SHARE * best
            ]
        )
    return result
