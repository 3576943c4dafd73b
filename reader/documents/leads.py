"""Leading sentences that parallel each other, as in 政治要强。… 格局要大。… 业务要专。….

Speeches open neighbouring paragraphs with short sentences of one build. Three in a row of the same
length, or with the same opening words, serve as headings though nothing marks them.
"""

from collections.abc import Callable, Collection, Sequence

from reader.documents.blocks import Block
from reader.documents.candidates import Candidate, first_sentence, lead

_FEWEST = 3
_LONGEST = 60
_SHORT = 10
_SAME_OPENING = 8
_REST = 20


def parallel_leads(
    blocks: Sequence[Block], body: Sequence[int], taken: Collection[int]
) -> list[Candidate]:
    """The parallel leads among the `body` blocks that are not `taken` as headings."""
    found: list[Candidate] = []
    group: list[tuple[int, str]] = []
    for index in [*body, -1]:
        sentence = None if index < 0 or index in taken else _leading(blocks[index])
        if sentence is not None:
            group.append((index, sentence))
            continue
        found += _parallels(group)
        group = []
    return found


def _leading(block: Block) -> str | None:
    if block.kind is not None or block.level is not None:
        return None
    sentence = first_sentence(block.text, _LONGEST)
    if sentence is None or sentence[-1] != "。" or len(block.text) <= len(sentence) + _REST:
        return None
    return sentence


def _parallels(group: list[tuple[int, str]]) -> list[Candidate]:
    found: list[Candidate] = []
    start = 0
    while start < len(group):
        end = max(_run(group, start, _same_length), _run(group, start, _same_words))
        if end - start >= _FEWEST:
            found += [lead(index, len(sentence)) for index, sentence in group[start:end]]
            start = end
        else:
            start += 1
    return found


def _run(group: list[tuple[int, str]], start: int, alike: Callable[[str, str], bool]) -> int:
    end = start + 1
    while end < len(group) and alike(group[start][1], group[end][1]):
        end += 1
    return end


def _same_length(first: str, other: str) -> bool:
    return len(first) == len(other) <= _SHORT


def _same_words(first: str, other: str) -> bool:
    return len(first) > _SAME_OPENING and first[:_SAME_OPENING] == other[:_SAME_OPENING]
