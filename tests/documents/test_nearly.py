"""Rewritten words, against an oracle that compares them with every stretch of the text."""

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.nearly import nearly

LINE = "建立台账,逐项登记,按时反馈办理结果;逾期不报的,予以通报."


def changes(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        corner, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return row[-1]


@given(st.text("督查要实", min_size=6, max_size=9), st.text("督查要实", min_size=1, max_size=14))
def test_no_stretch_has_fewer_changes(words: str, text: str) -> None:
    found = nearly((words,), (text,), 0)
    stretches = [text[i:j] for i in range(len(text)) for j in range(i, len(text) + 1)]
    least = min(changes(words, stretch) for stretch in stretches)
    if found is not None:
        assert found.changes == least
        assert changes(words, text[found.start : found.end]) == least
    elif least <= 1 and len(words) > 6:
        raise AssertionError("a single change has to be forgiven")


def test_of_stretches_alike_the_nearest_is_taken() -> None:
    texts = [LINE, "别的话", LINE, "又是别的话", LINE]
    for near in (0, 2, 4):
        found = nearly(("按期反馈办理结果",), texts, near)
        assert found is not None
        assert found.index == near


def test_words_without_their_middle_are_one_stretch() -> None:
    found = nearly(("建好台账,逐项登记", "予以内部通报."), (LINE,), 0)
    assert found is not None
    assert LINE[found.start : found.end] == LINE


def test_other_words_are_not_found() -> None:
    assert nearly(("调查研究是谋事之基",), (LINE,), 0) is None
    assert nearly(("建账",), (LINE,), 0) is None
