"""The table that an HTML walk is in: rows of cells, merged ones kept in their columns."""

from reader.documents.blocks import Block

_WIDEST = 200


class OpenTable:
    """Collects the cells of one table.

    A merged cell's text stands in its first place; the places that it covers are empty cells.
    """

    def __init__(self) -> None:
        self.rows: list[list[list[Block]]] = []
        self._covered: dict[int, int] = {}
        self._column = 0

    def start_row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self._column = 0

    def start_cell(self, columns: int, rows: int) -> list[Block]:
        """Begin a cell that takes up so many columns and rows; gives the list for its blocks."""
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        while self._column < _WIDEST and self._covered.get(self._column, 0) > 0:
            self._covered[self._column] -= 1
            row.append([])
            self._column += 1
        cell: list[Block] = []
        row.append(cell)
        # Beyond the widest table that anybody makes, cells just follow one another.
        end = min(self._column + columns, _WIDEST)
        for column in range(self._column, end):
            if column > self._column:
                row.append([])
            if rows > 1:
                self._covered[column] = rows - 1
        self._column = max(end, self._column)
        return cell
