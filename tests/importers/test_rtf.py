from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline

BODY = "这是正文里的一段话，用来说明这个文件除了标题以外，也还有一些可以读的文字。"
HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}"
    r"{\f1\froman\fcharset0 Times;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset136 MingLiU;}}"
    r"{\stylesheet{Normal;}{\s1\outlinelevel0 Any;}{\s2 \'b1\'ea\'cc\'e2 2;}{\*\cs3 heading 1;}"
    r"{\s4 Title;}}"
)


def coded(text: str) -> str:
    """A text as Unicode code units, each with a question mark for old readers."""
    units = text.encode("utf-16-le")
    codes = (
        int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
    )
    return "".join(f"\\u{code}?" for code in codes)


def hexed(text: str, encoding: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def p(text: str, look: str = "") -> str:
    return rf"\pard\plain{look} {text}\par" + "\n"


def read(tmp_path: Path, body: str, head: str = HEAD) -> Document:
    path = tmp_path / "文件.rtf"
    path.write_bytes(f"{head}{body}}}".encode("latin-1"))
    parsed = parse_file(path, Limits())
    assert (parsed.format, parsed.warnings) == ("rtf", ())
    (document,) = parsed.documents
    return document


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_characters(tmp_path: Path) -> None:
    body = (
        p(coded(BODY + "𠮷"))
        + p(hexed("码页里的字"))
        # The second byte of a character may stand there as it is.
        + p(r"\'81|\'8b\'5c")
        + p(rf"\f3 {hexed('繁體', 'big5')}")
        + p(r"\uc2\u22269\'b9\'fa{\uc0\u23478}\uc1\u-243\'3f")
        + p(r"a\~b\_c\-d\emdash\lquote\rquote\{\}\\ {\f2\'fe\u-3844?}")
    )
    assert texts(read(tmp_path, body)) == [
        BODY + "𠮷",
        "码页里的字",
        "亅媆",
        "繁體",
        "国家\uff0d",
        "a\xa0b-cd—‘’{}\\ ☑✓",
    ]


@pytest.mark.parametrize(("page", "text"), [("1252", "Café"), ("1251", "Сaй"), ("99999", "Café")])
def test_code_page_of_the_file(tmp_path: Path, page: str, text: str) -> None:
    encoding = "cp1251" if page == "1251" else "cp1252"
    head = rf"{{\rtf1\ansi\ansicpg{page}\deff0{{\fonttbl{{\f0\fcharset0 Times;}}}}"
    assert texts(read(tmp_path, p(hexed(text, encoding)), head)) == [text]


def test_lone_surrogates_go(tmp_path: Path) -> None:
    assert texts(read(tmp_path, p(coded("甲") + r"\u-10187?" + coded("乙")))) == ["甲�乙"]


def test_headings_by_outline_and_by_style(tmp_path: Path) -> None:
    body = (
        p(coded("值班"), r"\s4")
        + p(coded("制度"), r"\s4")
        + p(coded("总则"), r"\s1")
        + p(coded(BODY))
        + p(coded("目的"), r"\s2")
        + p(coded(BODY), r"\outlinelevel9")
        + p(coded("附则"), r"\outlinelevel0")
        + p(coded(BODY * 6), r"\outlinelevel1")
    )
    document = read(tmp_path, body)
    assert document.metadata.title == "值班制度"
    assert outline(document) == [(1, "总则"), (2, "目的"), (1, "附则")]


def test_looks(tmp_path: Path) -> None:
    body = p(
        rf"{{\b {coded('要快。')}}}{coded('马上')}{{\v {coded('藏')}}}{{\deleted {coded('删')}}}"
        rf"\b {coded('就')}\b0 {coded('办。')}\line {coded('下一行')}"
    )
    paragraphs = read(tmp_path, body).paragraphs
    assert [(q.text, q.bold) for q in paragraphs] == [
        ("要快。马上就办。", ((0, 3), (5, 6))),
        ("下一行", ()),
    ]


def test_what_is_no_text(tmp_path: Path) -> None:
    body = (
        r"{\header\pard " + coded("页眉") + r"\par}{\footer{\shp{\*\shpinst{\shptxt x\par}}}\par}"
        r"{\pict\wmetafile8\bin7 }}}{{{}}{\*\generator Some;}{\*\unknown{\b x}}"
        r"{\object{\*\objdata 01}}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt " + coded("链接") + r"}}{\*\bkmkstart a}"
        r"{\upr{old}{\*\ud{" + coded("新") + r"}}}{\annotation note}\par"
    )
    assert texts(read(tmp_path, body)) == ["链接新"]


def test_numbers_notes_and_boxes(tmp_path: Path) -> None:
    body = (
        r"\pard{\listtext\pard\plain " + hexed("一、") + r"\tab}" + coded("发通知") + r"\par"
        r"\pard{\pntext\f2\'6c\tab}" + coded("圆点") + r"\par"
        r"\pard " + coded("席位牌") + r"{\super\chftn}{\footnote\pard\plain{\super\chftn} "
        + coded("名单由办公室提供。") + r"\par " + coded("每年更新。") + "}" + coded("要摆好。")
        + r"{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt\pard " + coded("框里") + r"\par}}"
        r"{\shprslt{\pard again\par}}}\par"
    )  # fmt: skip
    document = read(tmp_path, body)
    assert texts(document) == [
        "一、发通知",
        "圆点",
        "席位牌[注1]要摆好。",
        "框里",
        "[注1]名单由办公室提供。",
        "每年更新。",
    ]
    assert of_kind(document, Kind.LIST) == ["圆点"]
    assert of_kind(document, Kind.NOTE) == ["[注1]名单由办公室提供。", "每年更新。"]


def test_tables(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        inside = "".join(rf"\pard\intbl {cell}\cell" for cell in cells)
        return rf"\trowd\cellx100\cellx200{inside}\row"

    body = (
        p(coded(BODY))
        + row(coded("姓名"), coded("班次"))
        + row(coded("张") + r"\par " + coded("三"), rf"\itap2 {coded('内')}\nestcell\nestrow")
        + p(coded(BODY))
        + rf"\pard\intbl {coded('没有完')}"
    )
    document = read(tmp_path, body)
    assert of_kind(document, Kind.TABLE) == ["姓名\t班次", "张 三\t内"]
    assert len(document.paragraphs) == 5


def test_properties(tmp_path: Path) -> None:
    info = (
        rf"{{\info{{\title {coded('放假通知')}}}{{\author {hexed('办公室')}}}{{\operator user}}"
        r"{\creatim\yr2019\mo3\dy5\hr10}{\doccomm x}}"
    )
    metadata = read(tmp_path, info + p(coded(BODY))).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("放假通知", "办公室", "2019-03-05")


def test_called_doc(tmp_path: Path) -> None:
    path = tmp_path / "老文件.doc"
    path.write_bytes((HEAD + p(coded(BODY)) + "}").encode())
    assert parse_file(path, Limits()).format == "rtf"


def test_cut_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes((HEAD + p(coded(BODY))).encode())
    parsed = parse_file(path, Limits())
    assert "不完整" in str(parsed.warnings[0])
    assert texts(parsed.documents[0]) == [BODY]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\\rtf1}", "没有找到文字"),
        (b"{\\rtf1" + b"{\\b" * 5000, "嵌套太深"),
        (b"{\\rtf1\\bin99999999 abc", "损坏"),
        (b"{\\rtf1\\pict " + b"00" * 999, "损坏"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    with pytest.raises(ImportProblem, match=reason):
        parse_file(path, Limits())


def test_fields_whose_code_is_what_is_seen(tmp_path: Path) -> None:
    def field(code: str, result: str = "") -> str:
        return r"{\field{\*\fldinst " + code + r"}{\fldrslt " + result + "}}"

    body = (
        r"\pard " + field(r"SYMBOL 254 \\f Wingdings \\s 12")
        + field(r"eq \\o\\ad(\\s\\up 9(zh\u237?),\uc2 " + r"\u20540\'d6\'b5" + ")")
        + field(r"eq \\o\\ac(\u9675?,2)") + field("EQ x", coded("果")) + field("SET a", "b")
        + coded("正文") + r"\par"
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == ["☑值②果正文"]


def test_text_boxes_of_old_and_of_groups(tmp_path: Path) -> None:
    body = (
        r"\pard " + coded(BODY)
        + r"{\*\do\dobxpage{\dptxbxtext\pard " + coded("旧框") + r"\par}\dpx9}"
        + r"{\shpgrp{\*\shpinst{\sp{\sn groupLeft}{\sv 1}}{\shp{\*\shpinst{\sp{\sn a}{\sv 2}}"
        + r"{\shptxt\pard " + coded("组里") + r"\par}}{\shprslt{\*\do{\dptxbxtext x}}}}}}\par"
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == [BODY, "旧框", "组里"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_characters_with_bytes_for_old_readers(tmp_path: Path, count: int) -> None:
    r"""However many bytes (\uc) stand for each."""
    units = (BODY + "𠮷").encode("utf-16-le")
    pairs = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    written = "".join(f"\\u{unit}" + (r"\'3f" * count or " ") for unit in pairs)
    body = p(rf"\uc{count}{written}")
    assert texts(read(tmp_path, body)) == [BODY + "𠮷"]
