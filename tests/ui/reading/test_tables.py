"""Tables: columns by their content, cells that wrap inside of them, numbers, headings, rules."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage
from reader.messages import Translator
from reader.ui.printing.pages import FIRST
from reader.ui.reading.caret import CaretMoves
from reader.ui.reading.cells import GAP, SLACK, cells_of, fitted
from reader.ui.reading.page import Page
from reader.ui.reading.places import Place
from reader.ui.reading.spoken import Speaker
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TABLE_SCALE
from tests.ui.printing.samples import edition
from tests.ui.reading.test_page import style
from tests.ui.texts import text_of

PLAN = (
    "序号\t事项\t责任单位\t完成时限",
    "1\t修订值班工作制度，写明交接班、报告、登记三个环节的具体要求，报办公会审定\t办公室\t3月底",
    "2\t清理积案\t信访科、法制科和各街道，按月报送进展，逾期的说明原因\t6月底",
    "13\t更新OA系统\t信息中心\t",
)
CELLS = st.lists(st.text("一二三，。ab1 𠮷😀", max_size=40), min_size=1, max_size=16)
TABLES = st.lists(CELLS.map("\t".join), min_size=1, max_size=5)
WIDTHS = st.integers(160, 900)


@pytest.fixture(autouse=True)
def fonts(qtbot: QtBot) -> None:
    """Lines cannot be broken without an application."""


def table_page(rows: Sequence[str] = PLAN, width: float = 700) -> Page:
    paragraphs = [Paragraph(n, Kind.TABLE, row) for n, row in enumerate(rows, 1)]
    return Page(text_of(paragraphs), style(), width, 800)


def borders(row: str) -> list[int]:
    """Where the cells begin."""
    return [0, *(index + 1 for index, character in enumerate(row) if character == "\t")]


@given(TABLES, WIDTHS)
def test_cells_stay_in_their_columns(rows: list[str], width: int) -> None:
    page = table_page(rows, width)
    em = round(style().pixels * TABLE_SCALE)
    for piece, text in enumerate(rows):
        lines = page.lines(piece)
        assert lines.setting.row is not None
        cells = cells_of(lines.setting.row, text.count("\t") + 1, em, page.column[1])
        starts = borders(text)
        for line in range(lines.count):
            start, end = lines.span_of(line)
            number = max(n for n, begin in enumerate(starts) if begin <= start)
            assert end <= (*starts[1:], len(text))[number]
            box = lines.box(line, start, end)
            cell = cells[number]
            # Blanks at the ends of a line take no room.
            blanks = len(text[start:end]) - len(text[start:end].strip(" \t"))
            assert box.left() >= cell.left - 0.5
            # A single character is not broken, however narrow its column.
            if len(text[start:end].strip()) > 1:
                assert box.right() <= cell.left + cell.width + em * (SLACK + blanks) + 0.5


@given(st.lists(st.floats(0, 60), min_size=1, max_size=10), st.floats(40, 80))
def test_columns_fill_no_more_than_their_room(widths: list[float], room: float) -> None:
    taken = fitted(widths, room)
    assert all(one >= 0 for one in taken)
    pairs = zip(taken, widths, strict=True)
    assert all(one <= wanted + 1e-9 or sum(widths) > room for one, wanted in pairs)
    if sum(widths) + GAP * (len(widths) - 1) <= room:
        assert taken == widths
    else:
        assert sum(taken) + GAP * (len(taken) - 1) <= room + 1e-6


def test_cells_of_a_column_begin_at_the_same_place() -> None:
    page = table_page()
    for column in (1, 2, 3):
        lefts = set()
        for piece, row in enumerate(PLAN):
            index, lines = borders(row)[column], page.lines(piece)
            lefts.add(round(lines.x_of(lines.line_of(index), index)))
        assert len(lefts) == 1


def test_numbers_end_at_the_same_place() -> None:
    page = table_page()
    rights = {round(page.lines(n).x_of(0, PLAN[n].index("\t"))) for n in range(4)}
    assert max(rights) - min(rights) <= 1


def test_the_heading_of_a_table_is_bold() -> None:
    page = table_page()
    bold = [page.lines(piece).setting.face.font.bold() for piece in range(4)]
    assert bold == [True, False, False, False]
    numbers = table_page(("1\t2", "3\t4"))
    assert not numbers.lines(0).setting.face.font.bold()


def test_the_title_of_a_table_stands_above_its_heading() -> None:
    page = table_page(("工作分工一览表", *PLAN))
    settings_of = [page.lines(piece).setting for piece in range(5)]
    assert [setting.face.font.bold() for setting in settings_of] == [
        True,
        True,
        False,
        False,
        False,
    ]
    rows = [setting.row for setting in settings_of]
    assert [row.heading for row in rows if row is not None] == [False, True, False, False, False]
    title = page.lines(0)
    middle = title.box(0, 0, len(title)).center().x()
    assert middle == pytest.approx(page.column[1] / 2, abs=1)


def test_columns_that_are_empty_take_no_room() -> None:
    """Merged cells of a sheet leave such columns."""
    wide = table_page([row.replace("\t", "\t\t\t") for row in PLAN])
    usual = table_page(PLAN)
    for piece, row in enumerate(PLAN):
        for words in filter(None, row.split("\t")):
            one, other = (
                lines.x_of(lines.line_of(text.index(words)), text.index(words))
                for lines, text in (
                    (page.lines(piece), page.text.paragraphs[piece].text) for page in (wide, usual)
                )
            )
            assert one == pytest.approx(other, abs=1)


def test_a_row_with_one_cell_has_the_room_of_all() -> None:
    title = "关于本年度重点工作任务分工和完成时限的说明"
    page = table_page((*PLAN, title))
    assert page.lines(4).rows == 1
    table = page.lines(4).setting.row
    assert table is not None
    assert table.last


def test_columns_that_have_no_room_stand_below_the_others() -> None:
    rows = ["\t".join(f"第{column}列的内容" for column in range(20))] * 2
    page = table_page(rows, 420)
    lines, starts = page.lines(0), borders(rows[0])
    tops = [lines.top_of(lines.line_of(start)) for start in starts]
    assert tops == sorted(tops)
    assert len(set(tops)) > 1


@given(TABLES, WIDTHS, st.data())
def test_points_in_cells_lead_to_their_characters(
    rows: list[str], width: int, data: st.DataObject
) -> None:
    page = table_page(rows, width)
    piece = data.draw(st.integers(0, len(rows) - 1))
    text, lines = rows[piece], page.lines(piece)
    for index in range(len(text)):
        line = lines.line_of(index)
        box = lines.box(line, index, lines.after(index))
        if text[index].isspace() or box.width() < 2:
            continue
        found = lines.under(box.center().x(), box.center().y())
        assert found is not None
        assert lines.before(lines.after(index)) <= found <= index


def test_the_caret_goes_down_within_its_column() -> None:
    page = table_page()
    moves, text = CaretMoves(page), page.text.paragraphs
    place = Place(1, PLAN[0].index("责任"))
    seen = []
    for _ in range(8):
        place = moves.move(place, "down")
        cells = text[place.paragraph - 1].text[: place.index].count("\t")
        seen.append((place.paragraph, cells))
    assert seen[-1][0] == 4
    assert {cells for number, cells in seen if number in (3, 4)} == {2}
    assert moves.move(Place(2, 0), "line_end") == Place(2, 1)


def test_what_is_selected_in_a_cell_is_painted_there(qtbot: QtBot) -> None:
    page = table_page()
    start = PLAN[2].index("信访科")
    boxes = list(page.boxes(3, start, start + 20))
    assert len(boxes) >= 2
    left = page.column[0] + page.lines(2).x_of(page.lines(2).line_of(start), start)
    assert all(abs(box.left() - left) < 1 for box in boxes)
    for box in boxes:
        assert page.near(box.topLeft() + QPointF(1, 2)) is not None


def test_rules_stand_above_below_and_under_the_heading(qtbot: QtBot) -> None:
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show_text(text_of([Paragraph(n, Kind.TABLE, r) for n, r in enumerate(PLAN, 1)]), style())
    view.show()
    image = view.grab().toImage()
    page = view.page
    assert page is not None
    x = int(page.column[0] + page.column[1] / 2)
    muted = style().colours["muted"]
    dark = [y for y in range(image.height()) if _near(image.pixelColor(x, y), muted)]
    runs = [y for y in dark if y - 1 not in dark]
    tops = [placed.top + placed.lines.above for placed in page.placed()]
    assert any(y < tops[0] for y in runs)
    assert any(tops[0] + 10 < y < tops[1] for y in runs)
    assert any(y > tops[3] for y in runs)


def _near(one: QColor, other: QColor) -> bool:
    return (
        abs(one.red() - other.red()) < 12
        and abs(one.green() - other.green()) < 12
        and abs(one.blue() - other.blue()) < 12
    )


def test_a_screen_reader_finds_the_cells_where_they_are(qtbot: QtBot, tr: Translator) -> None:
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show_text(text_of([Paragraph(n, Kind.TABLE, r) for n, r in enumerate(PLAN, 1)]), style())
    view.show()
    spoken = Speaker(view, tr).widget
    assert spoken.toPlainText() == "\n".join(PLAN)
    page = view.page
    assert page is not None
    index = PLAN[1].rindex("办公室")
    document = spoken.document()
    block = document.findBlockByNumber(1)
    layout = block.layout()
    line = layout.lineForTextPosition(index)
    x = line.x()
    box = next(iter(page.boxes(2, index, index + 3)))
    assert line.textStart() == index
    assert abs(layout.position().x() + x - box.left()) < 2
    assert abs(layout.position().y() + line.y() - box.top()) < 2


def test_empty_cells_are_spoken_as_such(qtbot: QtBot, tr: Translator) -> None:
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(760, 500)
    rows = ["甲\t乙\t丙", "一\t\t三", "\t\t", "\t二\t"]
    view.show_text(text_of([Paragraph(n, Kind.TABLE, r) for n, r in enumerate(rows, 1)]), style())
    view.show()
    document = Speaker(view, tr).widget.document()
    page = view.page
    assert page is not None
    for piece, row in enumerate(rows):
        block = document.findBlockByNumber(piece)
        layout, lines = block.layout(), page.lines(piece)
        starts = [layout.lineAt(n).textStart() for n in range(layout.lineCount())]
        spans = [lines.span_of(n) for n in range(lines.count)]
        # An empty cell goes with the one before it; Qt makes no line behind the last tab.
        filled = [start for start, end in spans if start == 0 or row[start:end].strip()]
        assert starts == filled


def test_no_row_is_cut_by_the_end_of_a_page(tr: Translator) -> None:
    words = "写明时间、地点、经过和处理结果，由带班领导审签。"
    rows = ["序号\t内容\t单位", *(f"{n}\t{words * (1 + n % 4)}\t办公室" for n in range(60))]
    made = edition(text_of([Paragraph(n, Kind.TABLE, r) for n, r in enumerate(rows, 1)]), tr)
    pages = list(made.starts(FIRST))
    assert len(pages) > 2
    assert all(start.part == 0 for start in pages)
    found = "\n".join(made.words(made.leaf(start)) for start in pages)
    assert all(row in found for row in rows)


def test_a_passage_in_a_cell_comes_into_view(qtbot: QtBot) -> None:
    rows = [f"{n}\t第{n}项工作的要求\t办公室" for n in range(300)]
    view = ReadingView()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show_text(text_of([Paragraph(n, Kind.TABLE, r) for n, r in enumerate(rows, 1)]), style())
    view.show()
    start = rows[200].index("要求")
    view.show_passage(Passage("d1", 201, start, start + 2, "要求"))
    page = view.page
    assert page is not None
    (box,) = page.boxes(201, start, start + 2)
    assert 0 <= box.top() < 400
