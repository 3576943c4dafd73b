from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile
from reader.importers.registry import parse_file
from reader.importers.worker import parse_one
from tests.documents.samples import of_kind, outline
from tests.importers.pages import LEFT, SIZE, STEP, PdfPage, hex_text, to_unicode, write_pdf

BODY = "各单位要按照分工抓好落实，每月底前把进展情况报送办公室，遇到问题及时沟通，不得拖延。"
LONG = BODY * 3


def read(path: Path) -> Document:
    parsed = parse_file(path, Limits())
    assert (parsed.format, parsed.warnings) == ("pdf", ())
    (found,) = parsed.documents
    return found


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def refused(path: Path) -> str:
    with pytest.raises(ImportProblem) as caught:
        parse_file(path, Limits())
    return str(caught.value.message)


def filled(*paragraphs: str) -> PdfPage:
    page = PdfPage()
    y = 120.0
    for text in paragraphs:
        y = page.paragraph(text, y)
    return page


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("关于报送情况的通知", 200, 100, 22)
    y = page.paragraph(LONG, 160)
    page.paragraph(BODY, y)
    found = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert texts(found) == ["关于报送情况的通知", LONG, BODY]
    assert found.metadata.title == "关于报送情况的通知"


def test_paragraphs_go_on_over_pages_without_their_margins(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = PdfPage()
        page.put("某局值班手册", 240, 50, 10)
        page.put(f"— {number} —", 260, 800, 14)
        y = 120.0
        if number > 1:
            # The end of the paragraph that the page before began.
            page.put(f"{'甲乙丙丁'[number - 1]}上面的话到这里说完了。", LEFT, y)
            y += STEP
        y = page.paragraph(f"第{number}页，" + LONG, y)
        page.paragraph("这句话", y)
        page.put("一直写到这一行的末尾还没有写完要写到下页", LEFT + 5 * SIZE, y)
        pages.append(page)
    found = texts(read(write_pdf(tmp_path / "a.pdf", pages)))
    across = "这句话一直写到这一行的末尾还没有写完要写到下页"
    assert [text for text in found if len(text) > 60] == [f"第{n}页，" + LONG for n in (1, 2, 3, 4)]
    ends = [text.removeprefix(across) for text in found if text.startswith(across)]
    assert ends == [f"{mark}上面的话到这里说完了。" for mark in "乙丙丁"] + [""]
    assert not any("手册" in text or "—" in text for text in found)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("通栏的标题在两栏的上面居中排列着", 120, 100, 20)
    left, right = "左栏的文字一行接着一行往下写，" * 8, "右栏的文字也是一行接着一行写，" * 8
    for number in range(0, 10):
        page.put(left[number * 12 : number * 12 + 12], 60, 150 + number * 18, 15)
        page.put(right[number * 12 : number * 12 + 12], 300, 150 + number * 18, 15)
    found = texts(read(write_pdf(tmp_path / "a.pdf", [page])))
    assert found == ["通栏的标题在两栏的上面居中排列着", left[:120] + right[:120]]


def test_bookmarks_become_the_contents(tmp_path: Path) -> None:
    first, second = PdfPage(), PdfPage()
    first.put("总则", LEFT, 100)
    first.put("第一节　目的与", LEFT, 140)
    first.put("依据", LEFT, 168)
    first.paragraph(BODY, 220)
    second.put("附则", LEFT, 100)
    second.paragraph(BODY, 140)
    marks = [(0, "总则", 0), (1, "第一节 目的与依据", 0), (0, "没有的", 0), (0, "二、附则", 1)]
    found = read(write_pdf(tmp_path / "a.pdf", [first, second], bookmarks=marks))
    assert outline(found) == [(1, "总则"), (2, "第一节　目的与依据"), (1, "附则")]


@pytest.mark.parametrize("size", [26, 16])
def test_bookmarks_that_begin_below_the_title_do_not_give_it(tmp_path: Path, size: int) -> None:
    """Neither where it is set in larger type nor where it is not."""
    page = PdfPage()
    page.put("值班工作规范", LEFT if size == 16 else 200, 90, size)
    y = 130.0
    for title in ("总体情况", "工作打算"):
        page.put(title, LEFT, y, 18 if size == 26 else 16)
        y = page.paragraph(BODY, y + STEP)
    marks = [(0, "总体情况", 0), (0, "工作打算", 0)]
    found = read(write_pdf(tmp_path / "a.pdf", [page], bookmarks=marks))
    assert found.metadata.title == "值班工作规范"
    assert outline(found) == [(1, "总体情况"), (1, "工作打算")]


def test_the_only_bookmark_is_no_title_below_larger_type(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("值班工作规范", 200, 90, 26)
    page.put("总体情况", LEFT, 130, 18)
    page.paragraph(BODY, 160)
    found = read(write_pdf(tmp_path / "a.pdf", [page], bookmarks=[(0, "总体情况", 0)]))
    assert found.metadata.title == "值班工作规范"
    assert outline(found) == [(1, "总体情况")]


def test_size_tells_headings_where_there_are_no_bookmarks(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("会务工作规范", 200, 90, 26)
    y = 130.0
    for title, size in (("会前", 20), ("通知", 18), ("会后", 20)):
        page.put(title, LEFT, y, size)
        y = page.paragraph(BODY, y + STEP)
    found = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert found.metadata.title == "会务工作规范"
    assert outline(found) == [(1, "会前"), (2, "通知"), (1, "会后")]


def test_bold_is_kept(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("要快。", LEFT, 100, bold=True)
    page.put("接到通知马上就办。", LEFT + 3 * SIZE, 100)
    (paragraph,) = read(write_pdf(tmp_path / "a.pdf", [page])).paragraphs
    assert (paragraph.text, paragraph.bold) == ("要快。接到通知马上就办。", ((0, 3),))


def test_table_rows(tmp_path: Path) -> None:
    page = filled(BODY)
    for number, row in enumerate((("姓名", "班次", "备注"), ("张三", "早班", "没有"))):
        for column, cell in enumerate(row):
            page.put(cell, LEFT + column * 120, 300 + number * 24)
    found = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(found, Kind.TABLE) == ["姓名\t班次\t备注", "张三\t早班\t没有"]


def test_footnotes_do_not_cut_the_text(tmp_path: Path) -> None:
    first, second = PdfPage(), PdfPage()
    first.put("席位牌按照名单摆放", LEFT, 100)
    first.put("1", LEFT + 9 * SIZE, 94, 8)
    end = 13
    first.put("，大小是十平方米，每平方米"[:end], LEFT + 9 * SIZE + 4, 100)
    first.put("的地方放两块牌子，要放得整齐一些，每一块都要对", LEFT, 128)
    first.put("1", LEFT, 700, 6)
    first.put("名单由办公室提供。", LEFT + 4, 704, 10)
    second.put("准座位。", LEFT, 100)
    second.paragraph(BODY, 128)
    found = read(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert of_kind(found, Kind.NOTE) == ["[注1]名单由办公室提供。"]
    assert texts(found)[0].startswith("席位牌按照名单摆放[注1]，大小")
    assert texts(found)[0].endswith("每一块都要对准座位。")


def test_latin_words(tmp_path: Path) -> None:
    page = PdfPage()
    page.put("The office shall keep a regis-", LEFT, 100)
    page.put("ter of all papers that have come in from other offices", LEFT, 128)
    page.put("by mail", LEFT, 156)
    page.put("一共", LEFT - SIZE, 200)
    page.put("28", LEFT + SIZE * 1.25, 200)
    page.put("字数", LEFT + SIZE * 2.5, 200)
    page.put("⼀⽂、豈", LEFT, 260)
    page.paragraph(LONG, 300)
    found = texts(read(write_pdf(tmp_path / "a.pdf", [page])))
    assert found[0] == (
        "The office shall keep a register of all papers that have come in from other offices "
        "by mail"
    )
    assert found[1:3] == ["一共28字数", "一文、豈"]


@pytest.mark.parametrize(
    ("matrix", "x", "y", "step"),
    [
        ("0 1 -1 0", 120, 700, (20, 0)),
        ("-1 0 0 -1", 500, 700, (0, -20)),
        ("0 -1 1 0", 300, 80, (-20, 0)),
    ],
)
def test_turned_pages(tmp_path: Path, matrix: str, x: int, y: int, step: tuple[int, int]) -> None:
    page = PdfPage(rotation=90)
    lines = ["The office keeps the papers", "of all rooms, sorted by date and", "by name."]
    for number, line in enumerate(lines):
        page.put_latin(line, x + number * step[0], y + number * step[1], matrix)
    page.put_latin("DRAFT", 100, 400, "0.7 0.7 -0.7 0.7")
    assert " ".join(texts(read(write_pdf(tmp_path / "a.pdf", [page])))) == " ".join(lines)


def test_properties_are_weak(tmp_path: Path) -> None:
    info = (
        f"/Title {hex_text('放假安排')} /Author {hex_text('办公室')} "
        "/CreationDate (D:20190305101500+08'00')"
    )
    found = read(write_pdf(tmp_path / "a.pdf", [filled(LONG)], info=info))
    assert (found.metadata.title, found.metadata.author) == ("放假安排", "办公室")
    assert found.metadata.date == "2019-03-05"


def test_scan_is_kept_by_its_name(tmp_path: Path) -> None:
    page = PdfPage()
    page.picture()
    page.put("12", 280, 800)
    path = write_pdf(tmp_path / "会议纪要（扫描）.pdf", [page, page])
    parsed = parse_file(path, Limits())
    (found,) = parsed.documents
    assert found.metadata.title == "会议纪要（扫描）"
    (paragraph,) = found.paragraphs
    assert paragraph.kind is Kind.META
    assert paragraph.text.startswith("扫描件，无文字层：会议纪要（扫描）.pdf（2 页")
    assert "扫描件" in str(parsed.warnings[0])


def test_two_scans_are_two_documents(tmp_path: Path) -> None:
    page = PdfPage()
    page.picture()
    fingerprints = set()
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = write_pdf(folder / "扫描.pdf", [page], info=f"/Title (scan {number})")
        fingerprints.add(parse_file(path, Limits()).documents[0].fingerprint)
    assert len(fingerprints) == 2


def test_scanned_pages_among_others_are_told(tmp_path: Path) -> None:
    scan = PdfPage()
    scan.picture()
    parsed = parse_file(write_pdf(tmp_path / "a.pdf", [filled(LONG), scan]), Limits())
    assert texts(parsed.documents[0]) == [LONG]
    assert [str(w) for w in parsed.warnings] == [
        "有 1 页是扫描图，没有文字，这些页未能读取：第 2 页"
    ]


@pytest.mark.parametrize("names", [b"", to_unicode(0xE000)])
def test_fonts_that_do_not_name_their_characters(tmp_path: Path, names: bytes) -> None:
    path = write_pdf(tmp_path / "a.pdf", [filled("\u0100" * 60)], names=names)
    parsed = parse_file(path, Limits())
    assert "乱码" in str(parsed.warnings[0])
    assert [p.kind for p in parsed.documents[0].paragraphs] == [Kind.META]


def test_some_characters_that_their_font_does_not_name(tmp_path: Path) -> None:
    shown = LONG + "\ue000" * 12
    path = write_pdf(tmp_path / "a.pdf", [filled(shown)], names=to_unicode(0))
    parsed = parse_file(path, Limits())
    assert texts(parsed.documents[0]) == [LONG + "□" * 12]
    assert "有 12 个字" in str(parsed.warnings[0])


def test_blank(tmp_path: Path) -> None:
    assert "没有找到文字" in refused(write_pdf(tmp_path / "a.pdf", [PdfPage()]))


def test_password(tmp_path: Path) -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    trailer = f"{lock} /ID [<{'43' * 16}> <{'43' * 16}>]"
    assert "密码" in refused(write_pdf(tmp_path / "a.pdf", [filled(BODY)], trailer=trailer))


def test_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for content in (b"%PDF-1.7\n", b"%PDF-1.7\ntrailer << /Root 1 0 R >>\n%%EOF"):
        path.write_bytes(content)
        assert "损坏" in refused(path)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.9, 0.99])
def test_truncated_file_gives_what_is_left_or_one_line(tmp_path: Path, share: float) -> None:
    path = write_pdf(tmp_path / "a.pdf", [filled(LONG)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    result = parse_one(path, Limits())
    if isinstance(result, FailedFile):
        assert "\n" not in str(result.reason)
    else:
        assert texts(result.documents[0]) == [LONG]


def test_known_by_its_content(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [filled(LONG)])
    for name, before in (("名字.doc", b""), ("名字.pdf", b"\x00\x01\xff\xfe junk\n")):
        other = tmp_path / name
        other.write_bytes(before + path.read_bytes())
        assert parse_file(other, Limits()).format == "pdf"
    article = tmp_path / "文章.txt"
    article.write_text("文件开头的 %PDF-1.7 是 pdf 的标记，文本文件里也会提到。" + BODY, "utf-8")
    assert parse_file(article, Limits()).format == "txt"
