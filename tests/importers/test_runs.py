from reader.documents.blocks import Block
from reader.documents.model import Kind
from reader.importers.runs import blocks_of_runs
from reader.importers.tables import table_blocks


def test_bold_and_number() -> None:
    runs = [(" 要快。", True), ("马上", False), ("就\x00办", True)]
    assert blocks_of_runs(runs, label="1.", kind=Kind.LIST) == [
        Block("1. 要快。马上就办", None, ((0, 6), (8, 10)), None, Kind.LIST)
    ]


def test_bold_goes_through_white_space_but_is_none_alone() -> None:
    assert blocks_of_runs(
        [("甲", True), (" ", False), ("乙", True), ("丙 ", False), (" ", True)]
    ) == [Block("甲 乙丙", None, ((0, 3),))]


def test_line_breaks() -> None:
    assert [b.text for b in blocks_of_runs([("甲\n\n乙\n", False)], label="一、")] == [
        "一、甲",
        "乙",
    ]
    (heading,) = blocks_of_runs([("上\n下 A\nB", True)], level=1)
    assert (heading.text, heading.bold, heading.level) == ("上下 A B", ((0, 6),), 1)


def test_nothing_gives_nothing() -> None:
    assert blocks_of_runs([(" \n\u3000", True)], label="一、") == []
    assert table_blocks([]) == []


def test_rows() -> None:
    rows: list[list[list[Block]]] = [[[Block("甲"), Block("乙")], [], [Block("丙\t丁")]], [[], []]]
    assert table_blocks(rows) == [Block("甲 乙\t\t丙 丁", None, (), None, Kind.TABLE)]


def test_one_narrow_column_stays_a_table() -> None:
    assert [b.kind for b in table_blocks([[[Block("甲")]], [[Block("乙")]]])] == [Kind.TABLE] * 2


def test_boxes_around_text_are_no_tables() -> None:
    box = [[[Block("甲"), Block("乙")]]]
    assert [b.kind for b in table_blocks(box)] == [None, None]
    form: list[list[list[Block]]] = [[[Block("事由")], [Block("长" * 150)] * 4]]
    assert len(table_blocks(form)) == 5
