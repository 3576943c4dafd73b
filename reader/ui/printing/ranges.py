"""Pages as people write them: "1-3, 8, 20-"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.errors import UsageError
from reader.messages import msg

_SEPARATORS = re.compile(r"[\s,，、;；]+")
_RANGE = re.compile(r"(\d{1,6})?(?:([-–—~～至])(\d{1,6})?)?")


@dataclass(frozen=True, slots=True)
class PageRanges:
    """Some pages, counted from 1; without ranges all of them. `None` is: to the end."""

    ranges: tuple[tuple[int, int | None], ...] = ()

    def __contains__(self, page: int) -> bool:
        """Whether a page is meant."""
        return not self.ranges or any(
            first <= page and (last is None or page <= last) for first, last in self.ranges
        )

    @property
    def last(self) -> int | None:
        """The last page that is meant; None where that is the last of all."""
        ends = [last for _, last in self.ranges]
        known = [last for last in ends if last is not None]
        return max(known) if known and len(known) == len(ends) else None

    def within(self, pages: Iterable[int]) -> list[int]:
        """Those of some pages that are meant."""
        return [page for page in pages if page in self]


def parse_pages(words: str) -> PageRanges:
    """Read what somebody wrote; nothing is all pages.

    Raises:
        UsageError: it cannot be read.
    """
    found: list[tuple[int, int | None]] = []
    for part in _SEPARATORS.split(words.replace("页", " ").strip()):
        if not part:
            continue
        match = _RANGE.fullmatch(part)
        first, dash, last = match.groups() if match else (None, None, None)
        begin, end = int(first or 1), int(last) if last else None
        if not (first or last) or begin < 1 or (end is not None and end < begin):
            raise UsageError(msg("页码要写成 1-3, 8, 20- 这样：{words}", words=part))
        found.append((begin, end if dash else begin))
    return PageRanges(tuple(found))


ALL_PAGES = PageRanges()
