from hypothesis import given
from hypothesis import strategies as st

from reader.documents.unwrap import unwrap

PARAGRAPHS = [
    "办公室是承上启下的枢纽，又是联系内外的窗口，工作的好坏直接关系到整个机关能不能高效地运转，"
    "所以每一位同志都要有很强的责任心，把每一件小事都当作大事来办，做到件件有着落、事事有回音。",
    "做好办公室的工作，首先要勤于学习，既要学理论，也要学业务，还要向群众学、向实践学，只有这样"
    "才能适应形势的发展和领导的要求，不断提高自己的水平，成为工作上的行家里手和领导的得力助手。",
    "其次要严谨细致，文稿里的一个字、会场上的一块牌子都不能出差错，因为办公室的工作没有小事可言，"
    "任何一个环节的疏忽都可能影响全局，必须慎之又慎，做到万无一失，让领导放心，让群众满意才行。",
]


def wrap(text: str, columns: int, indent: str) -> list[str]:
    text = indent + text
    lines = []
    while len(text) > columns:
        end = columns + 1 if text[columns] in "，。、；：" else columns
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text]


def read(lines: list[str]) -> list[tuple[tuple[int, int], str]]:
    return [(place, text.strip()) for place, text in unwrap(list(enumerate(lines, start=1)))]


def test_indented_paragraphs_come_back() -> None:
    for columns in (22, 27, 40):
        lines = [line for p in PARAGRAPHS for line in wrap(p, columns, "\u3000\u3000")]
        found = read(lines)
        assert [text for _, text in found] == PARAGRAPHS
        assert found[0][0][0] == 1
        assert found[-1][0][1] == len(lines)


def test_paragraphs_set_apart_by_blank_lines_come_back() -> None:
    lines = [line for p in PARAGRAPHS for line in [*wrap(p, 26, ""), ""]]
    assert [text for _, text in read(lines)] == PARAGRAPHS


def test_latin_words_keep_their_space() -> None:
    lines = [
        "The quick brown fox jumps over the lazy dog and runs",
        "away into the deep dark forest without looking back at",
    ] * 6
    ((place, text),) = read(lines)
    assert place == (1, 12)
    assert "runs away" in text


def test_ordinary_lines_stay() -> None:
    lines = [*PARAGRAPHS, "一、短标题", "短的一行。", *PARAGRAPHS, "结尾。", "完"]
    assert [text for _, text in read(lines)] == lines


@given(st.lists(st.text("甲乙，。 \u3000一、a1-", max_size=50), max_size=30))
def test_every_line_is_in_one_piece(lines: list[str]) -> None:
    found = unwrap(list(enumerate(lines, start=1)))
    assert "".join("".join(t.split()) for _, t in found) == "".join(
        "".join(x.split()) for x in lines
    )
    places = [place for place, _ in found]
    assert places == sorted(places)
    assert all(a <= b for a, b in places)
