"""References: what was written is understood again, also after an edit or a paste from Word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.cited import read_reference
from reader.documents.model import Kind, Paragraph, Passage, Section, Wording
from reader.documents.references import locate, trail, write_reference

TITLE = "关于加强督查工作的意见"
LINES = (
    TITLE,
    "一、总体要求",
    "督查是推动落实的重要手段，要敢于较真碰硬。",
    "（一）建立台账",
    "建立台账，逐项登记，按时反馈办理结果；逾期不报的，予以通报。",
    "二、组织保障",
    "各科室要把督查作为推动落实的重要手段，按时反馈办理结果。",
)
PARAGRAPHS = tuple(Paragraph(number, Kind.BODY, line) for number, line in enumerate(LINES, start=1))
SECTIONS = (
    Section(1, TITLE, 1, 0, len(TITLE)),
    Section(2, "一、总体要求", 2, 0, 6),
    Section(3, "（一）建立台账", 4, 0, 7),
    Section(2, "二、组织保障", 6, 0, 6),
)


def passage(number: int, start: int, end: int) -> Passage:
    return Passage("d", number, start, end, LINES[number - 1][start:end])


def write(where: Passage) -> str:
    whole = where.text == LINES[where.paragraph - 1]
    return write_reference(TITLE, SECTIONS, where, whole)


def find(
    text: str, paragraphs: tuple[Paragraph, ...] = PARAGRAPHS
) -> tuple[Passage, Wording] | None:
    reference = read_reference(text)
    assert reference is not None
    return locate(reference, "d", paragraphs)


def test_a_reference_is_a_line_that_people_can_read() -> None:
    assert write(passage(5, 10, 18)) == (
        "《关于加强督查工作的意见》 › 一、总体要求 › （一）建立台账 › 第 5 段：“按时反馈办理结果”"
    )
    assert (
        write(passage(7, 0, len(LINES[6]))) == "《关于加强督查工作的意见》 › 二、组织保障 › 第 7 段"
    )


def test_the_trail_goes_from_the_outermost_section() -> None:
    assert trail(SECTIONS, passage(5, 0, 2)) == (TITLE, "一、总体要求", "（一）建立台账")
    assert trail(SECTIONS, passage(6, 0, 2)) == (TITLE, "二、组织保障")
    assert trail(SECTIONS[1:], passage(1, 0, 2)) == ()


@given(st.data())
def test_what_was_written_is_found_again(data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(LINES)))
    start = data.draw(st.integers(0, len(LINES[number - 1]) - 1))
    end = data.draw(st.integers(start + 1, len(LINES[number - 1])))
    wanted = passage(number, start, end)
    found = find(write(wanted))
    assert found is not None
    there, wording = found
    assert wording is Wording.THERE
    assert there.paragraph == number
    # words that stand twice in their paragraph are found at their first place
    assert there.text.replace("·", "") == wanted.text


def test_long_words_are_cut_and_found_whole() -> None:
    text = "要" + "".join(chr(0x4E00 + n) for n in range(300)) + "。"
    paragraphs = (Paragraph(1, Kind.BODY, "第一段"), Paragraph(2, Kind.BODY, text))
    wanted = Passage("d", 2, 5, 250, text[5:250])
    line = write_reference("长文", (), wanted, whole=False)
    assert len(line) < 90
    assert find(line, paragraphs) == (wanted, Wording.THERE)


def test_words_win_over_the_number_of_the_paragraph() -> None:
    moved = tuple(
        Paragraph(number, Kind.BODY, line)
        for number, line in enumerate(("新加的一段。", "又一段。", *LINES), start=1)
    )
    found = find(write(passage(5, 10, 18)), moved)
    assert found is not None
    assert (found[0].paragraph, found[0].text, found[1]) == (7, "按时反馈办理结果", Wording.THERE)


def test_of_the_same_words_those_near_the_paragraph_are_meant() -> None:
    for number in (5, 7):
        found = find(f"《{TITLE}》第{number}段：“按时反馈办理结果”")
        assert found is not None
        assert found[0].paragraph == number


@pytest.mark.parametrize(
    "text",
    [
        "办公厅：《关于加强督查工作的意见》第5段“按时反馈办理结果”",
        "《关于加强督查工作的意见》 › （一）建立台账 › 第 5 段：\n“按时反馈\n办理结果”",
        '《关于加强督查工作的意见》，第 5 段："按时反馈办理结果"',
        "《关于加强督查工作的意见》中说：“按时反馈办理结果；”",
    ],
)
def test_other_ways_to_write_it_are_understood(text: str) -> None:
    found = find(text)
    assert found is not None
    assert found[0].paragraph == 5
    assert found[0].text.startswith("按时反馈办理结果")


def test_words_cut_more_than_once_go_from_the_first_to_the_last() -> None:
    found = find(f"《{TITLE}》第 5 段：“建立台账……按时反馈……予以通报”")
    assert found == (passage(5, 0, LINES[4].index("通报") + 2), Wording.THERE)


def test_without_its_words_the_paragraph_is_likely() -> None:
    assert find(f"《{TITLE}》第 3 段：“从来没有写过的话”") == (
        passage(3, 0, len(LINES[2])),
        Wording.GONE,
    )
    assert find(f"《{TITLE}》第 30 段：“从来没有写过的话”") is None


def test_rewritten_words_are_found_where_they_went() -> None:
    moved = tuple(
        Paragraph(number, Kind.BODY, line)
        for number, line in enumerate(("新加的一段。", *LINES), start=1)
    )
    found = find(f"《{TITLE}》第 2 段：“建立工作台账、逐项进行登记”", moved)
    assert found is not None
    there, wording = found
    assert (there.paragraph, there.text, wording) == (6, "建立台账，逐项登记", Wording.ALTERED)


@given(st.text("《》第段 1“”…：督查", max_size=30))
def test_nothing_that_is_pasted_raises(text: str) -> None:
    reference = read_reference(text)
    if reference is not None:
        locate(reference, "d", PARAGRAPHS)
        locate(reference, "d", ())
