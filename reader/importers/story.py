"""A run of paragraphs of rtf or doc: the text, a note or a text box."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from reader.documents.blocks import Block
from reader.documents.model import Kind
from reader.importers.runs import Run, blocks_of_runs
from reader.importers.tables import table_blocks

_LONGEST_HEADING = 200


@dataclass(slots=True)
class Story:
    """Collects runs to paragraphs and cells to tables.

    `note` is the number of the note that it is; `found` are its blocks, each with whether it is
    in the style of titles.
    """

    note: int | None = None
    found: list[tuple[Block, bool]] = field(default_factory=list)
    label: str = ""
    _runs: list[Run] = field(default_factory=list)
    _boxes: list["Story"] = field(default_factory=list)
    _cell: list[Block] = field(default_factory=list)
    _cells: list[list[Block]] = field(default_factory=list)
    _rows: list[list[list[Block]]] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in the open paragraph."""
        return not any(text.strip() for text, _ in self._runs)

    def put(self, text: str, *, bold: bool) -> None:
        """Add text to the open paragraph."""
        if text:
            self._runs.append((text, bold))

    def box(self, story: "Story") -> None:
        """Add a text box; it stands behind the paragraph that it hangs on."""
        self._boxes.append(story)

    def end_paragraph(self, level: int | None, *, in_table: bool, is_title: bool = False) -> None:
        """Close the open paragraph."""
        blocks = list(self._blocks(level))
        boxes = [item for box in self._boxes for item in box.blocks()]
        self._runs, self._boxes, self.label = [], [], ""
        if in_table:
            self._cell += blocks + [block for block, _ in boxes]
            return
        self._end_table()
        self.found += [(block, is_title) for block in blocks]
        self.found += boxes

    def _blocks(self, level: int | None) -> Iterator[Block]:
        runs = [
            (paired("".join(text for text, _ in same)), bold)
            for bold, same in groupby(self._runs, key=lambda run: run[1])
        ]
        if level is not None and sum(len(text) for text, _ in runs) > _LONGEST_HEADING:
            level = None
        label = paired(self.label).strip()
        kind = Kind.LIST if label and level is None else None
        if not any(char.isalnum() for char in label):
            # A bullet.
            label = ""
        yield from blocks_of_runs(runs, level=level, kind=kind, label=label)

    def end_cell(self) -> None:
        """Close the open cell."""
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """Close the open row."""
        if self._runs or self._cell:
            self.end_paragraph(None, in_table=True)
            self.end_cell()
        if self._cells:
            self._rows.append(self._cells)
        self._cells = []

    def _end_table(self) -> None:
        if self._cells or self._cell:
            self._rows.append([*self._cells, self._cell])
        rows, self._rows, self._cells, self._cell = self._rows, [], [], []
        if rows:
            self.found += [(block, False) for block in table_blocks(rows)]

    def blocks(self) -> list[tuple[Block, bool]]:
        """All blocks; the story is closed."""
        self.end_paragraph(None, in_table=False)
        return self.found


def paired(text: str) -> str:
    """Code units put together to characters; halves without the other become �."""
    if not any("\ud800" <= char < "\ue000" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
