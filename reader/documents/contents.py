"""Tables of contents inside a text: their lines repeat the headings and are none themselves."""

import re
from collections import Counter
from collections.abc import Sequence

from reader.documents.blocks import Block
from reader.documents.clean import bare

_TITLE = re.compile(r"^目\s*[录次]$")
_LEADER = re.compile(
    r"^(.{1,80}?)[ \u3000]*(?:[.．·…]{3,}|[·•]{3,}|\t)[ \u3000]*[（(]?\d{1,4}[）)]?$"
)
_PAGE = re.compile(r"[\s.．·…]*[（(]?\d{1,4}[）)]?$")
_LONGEST = 80
_WITH_LEADER = 200


def contents_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the lines of a table of contents, its own heading included."""
    found = {
        i for i, b in enumerate(blocks) if len(b.text) <= _WITH_LEADER and _LEADER.match(b.text)
    }
    if len(found) < 3:
        found = set()
    titles = [i for i, block in enumerate(blocks) if _TITLE.match(block.text)]
    if not titles:
        return frozenset(found)
    counts = Counter(bare(b.text) for b in blocks if len(b.text) <= _LONGEST)
    for title in titles:
        entries = _entries_below(blocks, title, counts, found)
        if len(entries) >= 2:
            found |= {title, *entries}
    return frozenset(found)


def _entries_below(
    blocks: Sequence[Block], title: int, counts: Counter[str], leaders: set[int]
) -> list[int]:
    """The lines under 目录 that come again in the text or end in a page number."""
    entries: list[int] = []
    seen: set[str] = set()
    for index in range(title + 1, len(blocks)):
        text = blocks[index].text
        if len(text) > _WITH_LEADER:
            break
        plain = bare(_PAGE.sub("", text))
        # The second time an entry is met, the text itself has begun.
        if plain in seen or not plain:
            break
        comes_again = counts[bare(text)] >= 2 or (counts[plain] >= 1 and plain != bare(text))
        if index not in leaders and not comes_again:
            break
        seen.add(plain)
        entries.append(index)
    return entries
