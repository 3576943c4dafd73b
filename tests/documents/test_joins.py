from reader.documents.blocks import Block
from reader.documents.joins import join_broken

LONG = "这是一段很长的话，说到一半的时候被转换的程序从中间断开了，于是前一半就没有了结尾"


def joined(*texts: str, junk: tuple[int, ...] = ()) -> list[str]:
    blocks = [Block(text, (i, i)) for i, text in enumerate(texts, start=1)]
    return [block.text for block in join_broken(blocks, junk)[0]]


def test_second_half_that_cannot_open() -> None:
    assert joined(LONG, "，后一半在这里。") == [LONG + "，后一半在这里。"]


def test_first_half_that_stops_at_a_comma() -> None:
    assert joined(LONG + "，", "后一半在这里。") == [LONG + "，后一半在这里。"]


def test_quotation_across_the_break() -> None:
    assert joined(LONG + "叫做“承前", "启后”的工作。") == [LONG + "叫做“承前启后”的工作。"]


def test_quotation_after_a_long_half() -> None:
    half = LONG + "，并且还要抓住各项工作当中最要紧的、牵动全局的这个"
    assert joined(half, "“关键”不放。") == [half + "“关键”不放。"]


def test_lines_and_bold_move_along() -> None:
    first, second = Block(LONG, (1, 1)), Block("，后一半", (2, 2), ((1, 3),))
    (block,), _ = join_broken([first, second], ())
    assert block.lines == (1, 2)
    assert [block.text[a:b] for a, b in block.bold] == ["后一"]


def test_page_number_between_the_halves() -> None:
    blocks = [Block(LONG + "，", (1, 1)), Block("- 2 -", (2, 2)), Block("后一半。", (3, 3))]
    found, junk = join_broken(blocks, {1})
    assert [b.text for b in found] == [LONG + "，后一半。", "- 2 -"]
    assert (found[0].lines, junk) == ((1, 3), {1})


def test_whole_paragraphs_stay_apart() -> None:
    for first, second in (
        (LONG + "。", "“另一段”从这里开始。"),
        (LONG, "一、新的标题"),
        (LONG, "另一段从这里开始。"),
        ("床前明月光，", "疑是地上霜。"),
        (LONG + "：", "“引文”独立成段。"),
    ):
        assert joined(first, second) == [first, second]


def test_marked_paragraphs_stay_apart() -> None:
    blocks = [Block(LONG + "，"), Block("标题", level=2)]
    assert len(join_broken(blocks, ())[0]) == 2
