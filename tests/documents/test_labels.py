import pytest

from reader.documents.labels import section_label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("- 坚定信念 :", "坚定信念"),
        ("一要勤快。", "一要勤快"),
        ("第一，要服从。", "第一，要服从"),
        ("• 抓落实：", "抓落实"),
        ("为什么要学？", "为什么要学？"),
        ("1.1 目的", "1.1 目的"),
        ("（一）总则", "（一）总则"),
        ("。", "。"),
    ],
)
def test_labels(title: str, label: str) -> None:
    assert section_label(title) == label
