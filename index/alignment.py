"""Where a text comes closest to a pattern: edit distance, bit-parallel.

Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming"
(JACM 46, 1999), in the form of Hyyrö (2001) for substrings. Python's integers are as long as the
pattern. A step for each character of the text, a good half microsecond.
"""

from collections.abc import Iterator


def distance(first: str, second: str) -> int:
    """The Levenshtein distance of two short strings."""
    row = list(range(len(second) + 1))
    for place, character in enumerate(first, 1):
        before, row[0] = row[0], place
        for column, other in enumerate(second, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (character != other)),
            )
    return row[-1]


def close_pieces(pattern: str, text: str, most: int) -> Iterator[tuple[int, str]]:
    """The pieces of a text at most `most` edits away from a pattern, with their distances.

    Of pieces that overlap, those that end where the distance is the lowest around; of those with
    one end, the closest, and of these one that does not begin with a mark, then the one whose
    length is nearest to the pattern's.
    """
    for end in _ends(pattern, text, most):
        starts = range(max(0, end - len(pattern) - most), end)
        yield min(
            ((distance(pattern, text[start:end]), text[start:end]) for start in starts),
            key=lambda found: (
                found[0],
                not found[1][0].isalnum(),
                abs(len(found[1]) - len(pattern)),
            ),
        )


def _ends(pattern: str, text: str, most: int) -> Iterator[int]:
    """Where a piece at most `most` edits away ends, and none nearby is closer."""
    distances = [len(pattern), *_distances(pattern, text), len(pattern)]
    for end in range(1, len(text) + 1):
        here = distances[end]
        if here <= most and distances[end - 1] >= here <= distances[end + 1]:
            yield end


def _distances(pattern: str, text: str) -> Iterator[int]:
    """For each end in the text the lowest distance of a piece that ends there."""
    size = len(pattern)
    everything, top = (1 << size) - 1, 1 << (size - 1)
    masks: dict[str, int] = {}
    for place, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << place
    positive, negative, score = everything, 0, size
    for character in text:
        equal = masks.get(character, 0)
        vertical = equal | negative
        horizontal = (((equal & positive) + positive) ^ positive) | equal
        up = negative | ~(horizontal | positive)
        down = positive & horizontal
        if up & top:
            score += 1
        elif down & top:
            score -= 1
        up, down = up << 1, down << 1
        positive = (down | ~(vertical | up)) & everything
        negative = up & vertical & everything
        yield score
