"""Where pages break: nothing is lost, nothing stands alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Kind, Paragraph, Picture
from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.settings import PAPERS, PRINT_SIZES, Settings
from reader.ui.printing.pages import FIRST, Edition, Leaf, Start
from reader.ui.printing.paper import UNITS_PER_MM, sheet_of
from tests.ui.printing.samples import SENTENCE, edition, leaves, report, with_pictures
from tests.ui.texts import text_of

pytestmark = pytest.mark.usefixtures("qapp")
TR = Translator("zh", TRANSLATIONS)
SMALL = Settings(print_paper="A5", print_size=32)


def on_page(made: Edition, leaf: Leaf) -> list[tuple[int, int]]:
    """Pieces and parts of a page, in order."""
    return [(cell.start.piece, cell.start.part) for cell in leaf.cells]


def every_cell(made: Edition) -> list[tuple[int, int]]:
    """All lines and rows of pictures that there are."""
    return [
        (piece, part)
        for piece in range(len(made.pieces))
        for part in range(made.galley.lines(piece).count + len(made.rows(piece)))
    ]


def test_every_line_stands_on_one_page() -> None:
    made = edition(report(), TR)
    pages = leaves(made)
    assert len(pages) > 3
    assert [cell for leaf in pages for cell in on_page(made, leaf)] == every_cell(made)
    words = "".join(made.words(leaf).replace("\n", "") for leaf in pages)
    assert words == "".join(p.text for p in made.content.text.paragraphs)


def test_a_page_is_the_same_wherever_it_is_asked_for() -> None:
    made, other = edition(report(), TR), edition(report(), TR)
    starts = list(made.starts(FIRST))
    for start in reversed(starts):
        assert other.leaf(start) == made.leaf(start)
    assert list(made.starts(starts[2])) == starts[2:]


KINDS = st.sampled_from([Kind.BODY, Kind.HEADING, Kind.TABLE, Kind.NOTE, Kind.META, Kind.LIST])
LENGTHS = st.integers(0, 400)


@given(st.lists(st.tuples(KINDS, LENGTHS), min_size=1, max_size=40), st.sampled_from(PRINT_SIZES))
@settings(max_examples=40)
def test_no_page_breaks_badly(parts: list[tuple[Kind, int]], size: int) -> None:
    paragraphs = [
        Paragraph(number, kind, (SENTENCE * 12)[: length if kind is not Kind.HEADING else 9])
        for number, (kind, length) in enumerate(parts, start=1)
    ]
    made = edition(text_of(paragraphs), TR, Settings(print_paper="A5", print_size=size))
    pages = leaves(made)
    assert [cell for leaf in pages for cell in on_page(made, leaf)] == every_cell(made)
    room = made.sheet.column.height()
    for leaf in pages:
        assert leaf.cells
        assert all(cell.top + cell.height <= room + 0.01 for cell in leaf.cells[1:])
        assert [c.top for c in leaf.cells] == sorted(c.top for c in leaf.cells)
        if leaf.after is not None and any(breakable(made, leaf)):
            assert fit(made, leaf)
        if leaf.after is not None and any(breakable(made, leaf, rows_whole=True)):
            assert fit(made, leaf, rows_whole=True)


def breakable(made: Edition, leaf: Leaf, rows_whole: bool = False) -> list[bool]:
    """Whether a page could begin with each of the cells of a page but the first."""
    return [good(made, c.start.piece, c.start.part, rows_whole) for c in leaf.cells[1:]]


def fit(made: Edition, leaf: Leaf, rows_whole: bool = False) -> bool:
    assert leaf.after is not None
    return good(made, leaf.after.piece, leaf.after.part, rows_whole)


def good(made: Edition, piece: int, part: int, rows_whole: bool = False) -> bool:
    """The rules, in the words of a typesetter."""
    kinds = [p.kind for p in made.pieces.paragraphs]
    lines = made.galley.lines(piece).rows
    if rows_whole and part and kinds[piece] is Kind.TABLE:
        return False
    if part == 0:
        if kinds[piece - 1] is Kind.HEADING:
            return False
        first_row = kinds[piece - 1] is Kind.TABLE and (
            piece == 1 or kinds[piece - 2] is not Kind.TABLE
        )
        return not (first_row and kinds[piece] is Kind.TABLE)
    left_alone = part == 1 or part == lines - 1
    return kinds[piece] is not Kind.HEADING and not left_alone


def test_a_heading_goes_with_what_follows() -> None:
    for sentences in range(1, 12):
        made = edition(report(6, sentences), TR, SMALL)
        for leaf in leaves(made):
            last = made.pieces.paragraphs[leaf.cells[-1].start.piece]
            assert last.kind is not Kind.HEADING


def test_pictures_are_not_cut_and_none_is_higher_than_a_page() -> None:
    pictures = [Picture(n, "image/png", 500, 2000 if n == 4 else 420, key=f"k{n}") for n in (2, 4)]
    made = edition(with_pictures(report(3), *pictures), TR, SMALL)
    room = made.sheet.column.height()
    rows = [
        cell
        for leaf in leaves(made)
        for cell in leaf.cells
        if cell.start.part >= made.galley.lines(cell.start.piece).count
    ]
    assert len(rows) == 2
    assert all(cell.top + cell.height <= room + 0.01 for cell in rows)


def test_the_running_section_is_the_first_of_the_page_else_the_one_that_goes_on() -> None:
    made = edition(report(4, 30), TR)
    for leaf in leaves(made):
        words = made.words(leaf)
        begun = [s for s in made.content.text.sections[1:] if s.title in words]
        if begun:
            assert made.running_section(leaf) == begun[0].title
        else:
            first = made.place(leaf.cells[0].start).paragraph
            over = [s for s in made.content.text.sections[1:] if s.paragraph < first]
            assert made.running_section(leaf) == (over[-1].title if over else "")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("landscape", [False, True])
def test_lines_are_whole_characters_within_the_margins(paper: str, landscape: bool) -> None:
    for size in PRINT_SIZES:
        sheet = sheet_of(Settings(print_paper=paper, print_landscape=landscape, print_size=size))
        column = sheet.column
        assert column.width() % size == 0
        assert column.left() >= 28 * UNITS_PER_MM - 0.01
        assert column.right() <= sheet.width - 26 * UNITS_PER_MM + 0.01
        assert column.top() == pytest.approx(37 * UNITS_PER_MM)
        assert sheet.height - column.bottom() == pytest.approx(35 * UNITS_PER_MM)


def test_a_text_without_paragraphs_still_has_its_title_page() -> None:
    (leaf,) = leaves(edition(text_of([]), TR))
    assert len(leaf.cells) == 2


@pytest.mark.parametrize(
    "words", ["当天办结。", "写明时间、地点、经过和结果，由带班领导审签。" * 3]
)
def test_a_page_that_goes_on_with_a_table_begins_with_its_heading(words: str) -> None:
    rows = ["序号\t内容\t单位", *(f"{n}\t{words}\t办公室" for n in range(120))]
    table = [Paragraph(n, Kind.TABLE, row) for n, row in enumerate(rows, 2)]
    made = edition(text_of([Paragraph(1, Kind.BODY, "见下表。"), *table]), TR)
    heading = next(n for n, p in enumerate(made.pieces.paragraphs) if p.text == rows[0])
    first, *others = leaves(made)
    assert len(others) > 1
    assert not first.head
    for leaf in others:
        assert [cell.start for cell in leaf.head] == [Start(heading, 0)]
        assert leaf.cells[0].top >= leaf.head[-1].top + leaf.head[-1].height
        foot = leaf.cells[-1].top + leaf.cells[-1].height
        assert foot <= made.sheet.column.height() + 0.01


def test_a_table_without_a_heading_repeats_none() -> None:
    rows = [f"{n}\t{n * 7}" for n in range(200)]
    made = edition(text_of([Paragraph(n, Kind.TABLE, row) for n, row in enumerate(rows, 1)]), TR)
    assert not any(leaf.head for leaf in leaves(made))
