"""Which candidates are headings: the guards against lists, laws, verse and signatures."""

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from reader.documents.blocks import Block
from reader.documents.candidates import (
    LABEL,
    MARKED,
    Candidate,
    Form,
    propose,
)
from reader.documents.leads import parallel_leads
from reader.documents.numbering import DIVISIONS, ITEMS, SPOKEN, is_law_article, mark_of

_COUNTED = frozenset({"yi", "bracket"}) | ITEMS | SPOKEN
# A sequence of one proves nothing where the heading runs into its text.
_SEQUENCES = _COUNTED | {LABEL}
_LONGEST_RUN = 3
_SOME_TEXT = 30
_FEWEST_ARTICLES = 3
_ITEM_HEADING = 24
_OPENING_WORDS = ("关于", "深入", "坚持", "全面", "奋发", "深刻", "加强", "推进", "着力", "切实")


def find_headings(blocks: Sequence[Block], body: Sequence[int]) -> list[Candidate]:
    """The headings among the `body` blocks (indexes in order), in order."""
    if not body:
        return []
    candidates = propose(
        blocks,
        body,
        handbook=_is_handbook(blocks, body),
        marked=any(blocks[i].level is not None for i in body),
        trust_bold=_trusts_bold(blocks, body),
    )
    place = {index: k for k, index in enumerate(body)}
    candidates = _unmarked_guard(blocks, body, place, candidates)
    if _is_law(blocks, body):
        candidates = [c for c in candidates if c.name in DIVISIONS or c.name == MARKED]
    candidates = _list_guard(blocks, body, place, candidates)
    candidates = _sequence_guard(blocks, candidates)
    taken = {c.index for c in candidates}
    leads = parallel_leads(blocks, body, taken)
    return sorted([*candidates, *leads], key=lambda c: c.index)


def _is_handbook(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    """Whether a text numbers by decimals (1.1)."""
    marks = (mark_of(blocks[i].text) for i in body)
    return sum(mark is not None and mark.rung.name == "decimal2" for mark in marks) >= 2


def _is_law(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    return sum(is_law_article(blocks[i].text) for i in body) >= _FEWEST_ARTICLES


def _trusts_bold(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    """Bold type tells nothing in a text that is mostly bold."""
    bold = sum(end - start for i in body for start, end in blocks[i].bold)
    return bold <= 0.5 * sum(len(blocks[i].text) for i in body)


def _runs(body: Sequence[int], short: set[int]) -> dict[int, int]:
    """For each short line the number of short lines in a row around it."""
    lengths: dict[int, int] = {}
    run: list[int] = []
    for index in [*body, -1]:
        if index in short:
            run.append(index)
            continue
        lengths.update(dict.fromkeys(run, len(run)))
        run = []
    return lengths


def _unmarked_guard(
    blocks: Sequence[Block],
    body: Sequence[int],
    place: dict[int, int],
    candidates: list[Candidate],
) -> list[Candidate]:
    """Short lines without a mark need text below them, and few neighbours of their kind.

    Four and more in a row are a poem, a list or a table; the last two lines are a signature.
    """
    short = {c.index for c in candidates if c.form is Form.UNMARKED}
    runs = _runs(body, short)
    usual = median_low([len(blocks[i].text) for i in body])
    kept = []
    for candidate in candidates:
        if candidate.form is Form.UNMARKED:
            k = place[candidate.index]
            if runs[candidate.index] > _LONGEST_RUN or k >= len(body) - 2:
                continue
            below = body[k + 1]
            has_text = len(blocks[below].text) >= _SOME_TEXT or below in short
            if not has_text and mark_of(blocks[below].text) is None:
                continue
            text = blocks[candidate.index].text
            alone = runs[candidate.index] == 1 and not text.startswith(_OPENING_WORDS)
            if alone and len(text) > max(24, 0.6 * usual):
                continue
        kept.append(candidate)
    return kept


def _list_guard(
    blocks: Sequence[Block],
    body: Sequence[int],
    place: dict[int, int],
    candidates: list[Candidate],
) -> list[Candidate]:
    """Numbered lines that follow each other with no text between are a list."""
    by_index = {c.index: c for c in candidates}

    def neighbour(candidate: Candidate, step: int) -> Candidate | None:
        k = place[candidate.index] + step
        other = by_index.get(body[k]) if 0 <= k < len(body) else None
        same = other and other.name == candidate.name and other.form in (Form.LINE, Form.ITEM)
        return other if same else None

    kept = []
    for candidate in candidates:
        if candidate.name in _COUNTED and candidate.form is Form.LINE:
            if place[candidate.index] + 1 >= len(body) or neighbour(candidate, 1):
                continue
            before = neighbour(candidate, -1)
            ends = blocks[candidate.index].text[-1]
            if before and (ends in "。！？!?…" or blocks[before.index].text[-1] in "；;，,、。"):
                continue
        kept.append(candidate)
    return kept


def _sequence_guard(blocks: Sequence[Block], candidates: list[Candidate]) -> list[Candidate]:
    """Drop items, run-in headings that stand alone, and rungs that serve as lists here."""
    used = Counter(c.name for c in candidates if c.form is not Form.ITEM)
    lists = {name for name in ITEMS if _is_list_rung(blocks, candidates, name)}
    kept = []
    for candidate in candidates:
        if candidate.form is Form.ITEM or candidate.name in lists:
            continue
        alone = candidate.name in _SEQUENCES and used[candidate.name] < 2
        if candidate.form is Form.RUN_IN and alone:
            continue
        kept.append(candidate)
    return kept


def _is_list_rung(blocks: Sequence[Block], candidates: list[Candidate], name: str) -> bool:
    """Whether 1. （1） ① mostly number sentences in this text, not headings."""
    members = [c for c in candidates if c.name == name]
    headings = sum(
        c.form is Form.LINE
        or (
            c.form is Form.RUN_IN
            and c.end <= _ITEM_HEADING
            and len(blocks[c.index].text) >= 2 * c.end
            and not any(mark in blocks[c.index].text[: c.end] for mark in "，,；;")
        )
        for c in members
    )
    return headings < 0.5 * len(members)


def is_list_item(block: Block, *, handbook: bool = False) -> bool:
    """Whether a paragraph that is no heading reads as an item of a list."""
    mark = mark_of(block.text, handbook=handbook)
    return mark is not None and mark.rung.name not in DIVISIONS | SPOKEN
