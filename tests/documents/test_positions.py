"""Where a text was read is found again by its words."""

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Kind, Paragraph
from reader.documents.positions import FoundPosition, find_position, position_at

WORDS = (
    "清晨六点，值班员接过电话记录本，逐条核对夜里的来电。",
    "交接班时要当面说清楚：谁来过电话，办到哪一步，还差什么。",
    "遇到紧急情况，先口头报告，再补写值班报告。报告要写明时间、地点和经过。",
    "回来以后，当天整理调研笔记，不要拖到第二天。",
)


def paragraphs(*words: str) -> list[Paragraph]:
    return [Paragraph(number, Kind.BODY, text) for number, text in enumerate(words, 1)]


def test_in_the_same_text_the_place_is_the_same() -> None:
    text = paragraphs(*WORDS)
    here = FoundPosition(3, 12, -7)
    assert find_position(position_at("d", "f1", text, here), "f1", text) == here


def test_after_an_edit_the_words_are_found_where_they_are_now() -> None:
    kept = position_at("d", "f1", paragraphs(*WORDS), FoundPosition(3, 12, -7))
    edited = paragraphs("加了一段。", "又加一段。", *WORDS[:2], "先说一句。" + WORDS[2], WORDS[3])
    assert find_position(kept, "f2", edited) == FoundPosition(5, 17, -7)


def test_where_the_words_are_gone_the_number_of_the_paragraph_counts() -> None:
    kept = position_at("d", "f1", paragraphs(*WORDS), FoundPosition(4, 3, 20))
    assert find_position(kept, "f2", paragraphs("别的话。", "还是别的话。")) == FoundPosition(
        2, 0, 0
    )
    assert find_position(kept, "f2", []) == FoundPosition(1, 0, 0)


@given(st.integers(-3, 9), st.integers(-5, 200), st.lists(st.sampled_from(["", "一", *WORDS])))
def test_no_place_is_beyond_the_text(paragraph: int, index: int, words: list[str]) -> None:
    text = paragraphs(*words)
    kept = position_at("d", "f1", text, FoundPosition(paragraph, index, 3))
    for fingerprint in ("f1", "f2"):
        found = find_position(kept, fingerprint, text)
        assert 1 <= found.paragraph <= max(len(words), 1)
        assert 0 <= found.index <= (len(words[found.paragraph - 1]) if words else 0)
