import struct
from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers import word97
from tests.importers.compound import compound
from tests.importers.word97 import BOLD, DELETED, HIDDEN, IN_TABLE, NOT_AS_STYLE, ROW_END, Word97

BODY = "这是正文里的一段话，用来说明这个文件除了标题以外，也还有一些可以读的文字。"
STYLE_SHEET = word97.style_sheet(
    (0, "Normal", b""),
    (1, "heading 1", b""),
    (0xFFE, "标题 2", b""),
    (62, "Title", b""),
    (0xFFE, "粗", BOLD),
    (0xFFE, "三级", word97.outline(2)),
)


def write(tmp_path: Path, file: Word97, name: str = "文件.doc") -> Path:
    path = tmp_path / name
    path.write_bytes(file.build())
    return path


def read(tmp_path: Path, file: Word97) -> Document:
    parsed = parse_file(write(tmp_path, file), Limits())
    assert (parsed.format, parsed.warnings) == ("doc", ())
    (document,) = parsed.documents
    return document


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def refused(tmp_path: Path, content: bytes, name: str = "文件.doc") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as caught:
        parse_file(path, Limits())
    reason = str(caught.value.message)
    assert "\n" not in reason
    return reason


@pytest.fixture
def file() -> Word97:
    return Word97(parts={word97.STYLES: STYLE_SHEET})


def test_headings_by_style_and_by_outline(tmp_path: Path, file: Word97) -> None:
    file.put("值班", style=3)
    file.put("制度", style=3)
    file.put("总则", style=1)
    file.put(BODY)
    file.put("目的", style=2)
    file.put(BODY, look=word97.outline(9))
    file.put("细目", style=5)
    file.put(BODY)
    file.put("附则", look=word97.outline(0))
    file.put(BODY * 6, style=1)
    document = read(tmp_path, file)
    assert document.metadata.title == "值班制度"
    assert outline(document) == [(1, "总则"), (2, "目的"), (3, "细目"), (1, "附则")]


@pytest.mark.parametrize("cuts", [(), (1,), (7, 8, 31)])
def test_text_in_pieces(tmp_path: Path, file: Word97, cuts: tuple[int, ...]) -> None:
    file.put("甲𠮷乙")
    file.put(BODY)
    file.put("丙\x0b丁\x1e戊\x1f己\t庚\xa0辛")
    file.put("节末", end="\x0c")
    file.put("", "\uf06c方块")
    file.cuts = cuts
    assert texts(read(tmp_path, file)) == [
        "甲𠮷乙",
        BODY,
        "丙",
        "丁-戊己\t庚\xa0辛",
        "节末",
        "□方块",
    ]


def test_narrow_text_and_no_table_of_pieces(tmp_path: Path) -> None:
    narrow = Word97(narrow=True)
    narrow.put("Café – the “office” manual for all rooms.")
    assert texts(read(tmp_path, narrow)) == ["Café – the “office” manual for all rooms."]
    plain = Word97(parts={word97.CLX: b""})
    plain.put(BODY)
    assert texts(read(tmp_path, plain)) == [BODY]


def test_looks(tmp_path: Path, file: Word97) -> None:
    file.put(("要快。", BOLD), "马上", ("藏", HIDDEN), ("删", DELETED), "就办。")
    file.put("粗的", ("不粗", NOT_AS_STYLE), style=4)
    file.put("没有", ("完", b""), (BODY, b""))
    paragraphs = read(tmp_path, file).paragraphs
    assert [(p.text, p.bold) for p in paragraphs] == [
        ("要快。马上就办。", ((0, 3),)),
        ("粗的不粗", ((0, 2),)),
        ("没有完" + BODY, ()),
    ]


def test_deleted_end_joins_paragraphs(tmp_path: Path, file: Word97) -> None:
    file.put("上半句，", end="")
    file.put(("\r", DELETED), "下半句。")
    assert texts(read(tmp_path, file)) == ["上半句，下半句。"]


def test_changes_of_a_piece(tmp_path: Path, file: Word97) -> None:
    file.put("全是粗体的一段话")
    file.changes = BOLD
    (paragraph,) = read(tmp_path, file).paragraphs
    assert paragraph.bold == ((0, 8),)


def test_fields_show_their_results(tmp_path: Path, file: Word97) -> None:
    file.put("见", "\x13HYPERLINK \x13REF x\x14内\x15\x14链接\x15", "。\x13PAGE\x15" + BODY)
    file.put("\x13TOC\x14总则 1", look=b"")
    file.put("附则 2\x15", look=b"")
    assert texts(read(tmp_path, file)) == ["见链接。" + BODY, "总则 1", "附则 2"]


def test_symbols(tmp_path: Path, file: Word97) -> None:
    file.parts[word97.FONTS] = word97.fonts("宋体", "Wingdings")
    file.put(BODY, ("(", word97.symbol(1, 0xF0FE)), ("(", word97.symbol(9, 0xF0FE)), "(完)")
    assert texts(read(tmp_path, file)) == [BODY + "☑□(完)"]


def test_automatic_numbers(tmp_path: Path, file: Word97) -> None:
    heads, behind, uses = word97.lists(
        [word97.level(39, "\0、"), word97.level(0, "\0.\1", start=3)],
        [word97.level(23, "\uf06c")],
        [word97.level(18, "\0")],
    )
    file.parts |= {word97.LISTS: heads, word97.LIST_USES: uses}
    file.levels = behind
    file.put(BODY)
    for text, look in (
        ("甲", word97.in_list(1)),
        ("乙", word97.in_list(1)),
        ("子", word97.in_list(1, 1)),
        ("丑", word97.in_list(1, 1)),
        ("圆点", word97.in_list(2)),
        ("丙", word97.in_list(1)),
        ("寅", word97.in_list(1, 1)),
        ("圈", word97.in_list(3)),
        ("没有这个列表", word97.in_list(77)),
    ):
        file.put(text, look=look)
    assert texts(read(tmp_path, file))[1:] == [
        "一、甲",
        "二、乙",
        "二.3 子",
        "二.4 丑",
        "圆点",
        "三、丙",
        "三.3 寅",
        "① 圈",
        "没有这个列表",
    ]


def test_notes_and_boxes(tmp_path: Path, file: Word97) -> None:
    file.put("席位牌\x02按名单摆放", "，", "*", "要整齐。\x08", BODY)
    foot, own, shape = 3, 10, 15
    end = file.length
    file.put("\x02 名单由办公室提供。", story=1)
    file.put("每年更新。", story=1)
    file.put("* 不留空位。", story=5)
    file.put("框里的话", story=6)
    first = file.counts[1]
    file.parts |= {
        word97.FOOTNOTE_MARKS: word97.positions(foot, end, entry=b"\1\0"),
        word97.FOOTNOTES: word97.positions(0, first, first + 1),
        word97.END_MARKS: word97.positions(own, end, entry=b"\0\0"),
        word97.ENDNOTES: word97.positions(0, file.counts[5], file.counts[5] + 1),
        word97.SHAPES: word97.positions(shape, end, entries=[struct.pack("<I", 1026) + bytes(22)]),
        word97.BOXES: word97.positions(
            0, file.counts[6], entries=[bytes(14) + struct.pack("<I", 1026) + bytes(4)]
        ),
    }
    document = read(tmp_path, file)
    assert texts(document) == [
        "席位牌[注1]按名单摆放，*[注2]要整齐。" + BODY,
        "框里的话",
        "[注1]名单由办公室提供。",
        "每年更新。",
        "[注2]* 不留空位。",
    ]
    assert len(of_kind(document, Kind.NOTE)) == 3


def test_headers_and_comments_are_not_read(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    file.put("页眉", story=2)
    file.put("批注", story=4)
    assert texts(read(tmp_path, file)) == [BODY]


def test_tables(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    for row in (("姓名", "班次"), ("张三", "早")):
        for cell in row:
            file.put(cell, look=IN_TABLE, end="\x07")
        file.put("", look=ROW_END, end="\x07")
    file.put("表后")
    document = read(tmp_path, file)
    assert of_kind(document, Kind.TABLE) == ["姓名\t班次", "张三\t早"]
    assert texts(document)[-1] == "表后"


def test_properties(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    file.summary = word97.properties(title="放假通知", author="办公室")
    metadata = read(tmp_path, file).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("放假通知", "办公室", "2019-03-05")


def test_wps_and_wrong_names(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    for name, kind in (
        ("公文.wps", "wps"),
        ("模板.WPT", "wps"),
        ("公文.docx", "doc"),
        ("公文", "doc"),
    ):
        assert parse_file(write(tmp_path, file, name), Limits()).format == kind


def test_long_file(tmp_path: Path, file: Word97) -> None:
    for number in range(300):
        file.put(f"第{number}段。" + BODY)
    assert len(read(tmp_path, file).paragraphs) == 300


def test_refused(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    whole = file.build()
    file.flags |= 0x0100
    assert "密码" in refused(tmp_path, file.build())
    file.flags, file.magic = 0x1200, (0xA5DC, 0x65)
    assert "Word 95" in refused(tmp_path, file.build())
    for content in (
        whole[:400],
        whole[:700],
        whole[: len(whole) // 2],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        assert "损坏" in refused(tmp_path, content)
    blank = Word97()
    blank.put("\x01\x08")
    assert "没有找到文字" in refused(tmp_path, blank.build())


@pytest.mark.parametrize(
    ("stream", "kind"), [("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt")]
)
def test_other_old_formats_are_named(tmp_path: Path, stream: str, kind: str) -> None:
    embedded = {"WordDocument": b"x" * 99}
    assert kind in refused(tmp_path, compound({stream: b"x" * 5000}, embedded), "表.doc")


def test_embedded_word_file_is_no_document(tmp_path: Path, file: Word97) -> None:
    data = compound({"Other": b"x"}, {"WordDocument": b"y" * 5000})
    assert "Office" in refused(tmp_path, data, "盒.doc")


@pytest.mark.parametrize("part", [word97.STYLES, word97.LISTS, word97.FONTS, word97.FOOTNOTE_MARKS])
def test_damaged_parts_cost_themselves_only(tmp_path: Path, file: Word97, part: int) -> None:
    file.put(BODY)
    file.parts[part] = b"\xff" * 60
    assert texts(read(tmp_path, file)) == [BODY]


def test_pieces_out_of_the_file(tmp_path: Path, file: Word97) -> None:
    file.put(BODY)
    for plc in (
        struct.pack("<IIHIH", 0, 10**6, 0, word97.TEXT_AT, 0),
        struct.pack("<IIHIH", 0, 5, 0, 0x3FFFFFF0, 0),
        struct.pack("<IIHIH", 5, 2, 0, word97.TEXT_AT, 0),
    ):
        file.parts[word97.CLX] = b"\x02" + struct.pack("<I", len(plc)) + plc
        assert "损坏" in refused(tmp_path, file.build())


def test_fields_whose_code_is_what_is_seen(tmp_path: Path, file: Word97) -> None:
    file.put("\x13eq \\o\\ac(○,1)\x15", "\x13SET a\x14藏\x15" + BODY)
    file.put("\x13EQ \\o\\ad(\\s\\up 9(zhí),值)\x14\x15班")
    assert texts(read(tmp_path, file)) == ["①" + BODY, "值班"]


def test_breaks_of_pages_and_sections(tmp_path: Path, file: Word97) -> None:
    heads, behind, uses = word97.lists([word97.level(39, "\0、")])
    file.parts |= {word97.LISTS: heads, word97.LIST_USES: uses}
    file.levels = behind
    file.put("\x0c甲", look=word97.in_list(1))
    file.put("乙的前半，\x0c乙的后半", look=word97.in_list(1))
    file.put("", look=word97.in_list(1), end="\x0c")
    ends = file.length
    file.put("丙", look=word97.in_list(1))
    file.put(BODY)
    file.parts[word97.SECTIONS] = word97.positions(0, ends, file.length, entry=bytes(12))
    assert texts(read(tmp_path, file)) == ["一、甲", "二、乙的前半，", "乙的后半", "三、丙", BODY]


def test_a_style_may_leave_the_list_to_the_one_below_it(tmp_path: Path, file: Word97) -> None:
    heads, behind, uses = word97.lists([word97.level(39, "\0、"), word97.level(0, "\1.")])
    file.parts |= {word97.LISTS: heads, word97.LIST_USES: uses}
    file.levels = behind
    file.parts[word97.STYLES] = word97.style_sheet(
        (0, "Normal", b""),
        (0xFFE, "甲级", word97.in_list(1)),
        (0xFFE, "乙级", word97.LEVEL_1),
        bases={2: 1},
    )
    file.put("甲", style=1)
    file.put("子", style=2)
    file.put("乙", style=1)
    assert texts(read(tmp_path, file)) == ["一、甲", "1. 子", "二、乙"]
