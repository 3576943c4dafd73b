"""How far the lists of an odt have counted."""

from dataclasses import dataclass, field

from reader.importers.odt_styles import Levels, label_of


@dataclass(slots=True)
class OpenList:
    """A list that is open: its style, and the counts of its levels."""

    style: str | None
    levels: Levels
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """Count an item; gives its number as it is shown, "" for a bullet."""
        shape = self.levels.get(level)
        first = shape.start if shape else 1
        if start is not None:
            self.counts[level] = start
        else:
            self.counts[level] = self.counts.get(level, first - 1) + 1
        for deeper in [n for n in self.counts if n > level]:
            del self.counts[deeper]
        return label_of(self.levels, level, self.counts)


class Lists:
    """All lists so far: a later one may go on where an earlier one stopped."""

    def __init__(self) -> None:
        self._by_id: dict[str, OpenList] = {}
        self._by_style: dict[str | None, OpenList] = {}

    def open(
        self,
        style: str | None,
        levels: Levels,
        *,
        ident: str | None = None,
        continues: str | None = None,
        continues_last: bool = False,
    ) -> OpenList:
        """Begin a list, or go on with one: with the list of an id, or with the last of a style."""
        found = self._by_id.get(continues or "")
        if found is None and (continues_last or continues):
            found = self._by_style.get(style)
        # The same counts, maybe with another look.
        opened = OpenList(style, levels, found.counts if found else {})
        if ident:
            self._by_id[ident] = opened
        self._by_style[style] = opened
        return opened
