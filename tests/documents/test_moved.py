"""Paragraphs that stand elsewhere in another version."""

from reader.documents.comparison import compare
from reader.documents.model import Kind, Paragraph
from reader.documents.moved import moved

LINES = [f"第{n}条，各科室要把第{n}项工作做好。" for n in range(1, 12)]


def text(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(n, Kind.BODY, line) for n, line in enumerate(lines, start=1))


def pairs(old: list[str], new: list[str]) -> tuple[tuple[int, int], ...]:
    one, other = text(*old), text(*new)
    return moved(compare(one, other), one, other)


def test_a_paragraph_that_stands_elsewhere_was_moved() -> None:
    new = [*LINES[:2], *LINES[3:9], LINES[2], *LINES[9:]]
    assert pairs(LINES, new) == ((3, 9),)
    assert pairs(new, LINES) == ((9, 3),)


def test_short_or_changed_ones_were_not() -> None:
    assert pairs(["（略）", *LINES], [*LINES, "（略）"]) == ()
    assert pairs([LINES[0], *LINES[3:]], [*LINES[3:], LINES[0].replace("做好", "办妥")]) == ()


def test_each_is_moved_once() -> None:
    new = [*LINES[1:], LINES[0], "再说一遍。", LINES[0]]
    assert pairs(LINES, new) == ((1, 11),)
