"""Tables to blocks: a row is a line of text, its cells set apart by tabs.

Old web pages and forms use tables for their layout, with whole texts in a cell. Those are read as
the paragraphs they are.
"""

from collections.abc import Sequence

from reader.documents.blocks import Block, picture_blocks
from reader.documents.clean import clean_row
from reader.documents.model import Kind

Cell = Sequence[Block]
Row = Sequence[Cell]

_MANY_PARAGRAPHS = 4
_MUCH_TEXT = 400
_LONG_LINE = 60


def table_blocks(rows: Sequence[Row]) -> list[Block]:
    """The blocks of a table; rows with no text give none. Pictures stand behind their rows."""
    if _is_layout(rows):
        return [block for row in rows for cell in row for block in cell]
    blocks: list[Block] = []
    for row in rows:
        text = clean_row(_cell_text(cell) for cell in row)
        if text:
            blocks.append(Block(text, None, (), None, Kind.TABLE))
        blocks += picture_blocks(p for cell in row for block in cell for p in block.pictures)
    return blocks


def _cell_text(cell: Cell) -> str:
    return " ".join(block.text.replace("\t", " ") for block in cell if block.text)


def _is_layout(rows: Sequence[Row]) -> bool:
    rows = [[[block for block in cell if block.text] for cell in row] for row in rows]
    cells = [cell for row in rows for cell in row if cell]
    if any(block.level is not None for cell in cells for block in cell):
        return True
    if any(_is_a_text(cell) for cell in cells):
        return True
    one_column = all(sum(bool(cell) for cell in row) <= 1 for row in rows)
    return one_column and any(
        len(cell) > 1 or any(len(block.text) > _LONG_LINE for block in cell) for cell in cells
    )


def _is_a_text(cell: Cell) -> bool:
    return len(cell) >= _MANY_PARAGRAPHS and sum(len(b.text) for b in cell) > _MUCH_TEXT
