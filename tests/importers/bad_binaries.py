"""A generator of bad files of the formats with pages or an inside of bytes: pdf, OFD, RTF, doc.

`BAD_BINARIES` gives files that are refused; `HOSTILE` gives files that may or may not give text,
but must come to an end at once.
"""

import struct
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.importers import word97
from tests.importers.bad_files import BadFile, changed, flagged, zipped
from tests.importers.compound import MAGIC, compound
from tests.importers.pages import PdfPage, write_pdf
from tests.importers.word97 import Word97

BODY = "这是正文里的一段话，写在一个好好的文件里面，本来可以读出来。"
_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def pdf(info: str = "", trailer: str = "") -> bytes:
    page = PdfPage()
    page.paragraph(BODY * 4, 120)
    with tempfile.TemporaryDirectory() as folder:
        marks = [(0, "一", 0), (1, "二", 0)]
        return write_pdf(
            Path(folder) / "a.pdf", [page], bookmarks=marks, info=info, trailer=trailer
        ).read_bytes()


def ofd(**parts: str | bytes) -> bytes:
    """An OFD file; parts are root, document, page."""
    whole: dict[str, str | bytes] = {
        "root": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "document": f'<ofd:Document {_NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
        '<ofd:Outlines><ofd:OutlineElem Title="一"/></ofd:Outlines></ofd:Document>',
        "page": f'<ofd:Page {_NS}><ofd:TextObject Boundary="20 20 100 5" Size="5" '
        f'CTM="1 0 0 1 0 0"><ofd:TextCode X="0" Y="5" DeltaX="g 29 5">{BODY}</ofd:TextCode>'
        "</ofd:TextObject></ofd:Page>",
    }
    found = whole | parts
    return zipped(
        {"OFD.xml": found["root"], "D/Document.xml": found["document"], "D/P.xml": found["page"]}
    )


def rtf() -> bytes:
    codes = "".join(f"\\u{ord(char)}?" for char in BODY)
    return (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}{\stylesheet{\s1\outlinelevel0 y;}}"
        r"{\info{\title t}}\pard\s1 a\par\pard\b{\listtext 1.\tab}" + codes + r"\b0\'b9\'fa\par"
        r"\trowd\intbl x\cell y\cell\row\pard z{\footnote n}\par}"
    ).encode()


def doc(change: Callable[[Word97], None] = lambda file: None) -> bytes:
    file = Word97(parts={word97.STYLES: word97.style_sheet((0, "Normal", b""), (1, "x", b""))})
    heads, behind, uses = word97.lists([word97.level(39, "\0、"), word97.level(0, "\1.", 3)])
    file.parts |= {word97.LISTS: heads, word97.LIST_USES: uses}
    file.levels = behind
    file.put("总则", style=1)
    file.put((BODY, word97.BOLD), "\x02", look=word97.in_list(1))
    file.put("甲", look=word97.IN_TABLE, end="\x07")
    file.put("", look=word97.ROW_END, end="\x07")
    mark, end = file.text.index("\x02"), file.length
    file.put("注", story=1)
    file.parts[word97.FOOTNOTE_MARKS] = word97.positions(mark, end, entry=b"\1\0")
    file.parts[word97.FOOTNOTES] = word97.positions(0, 2, 3)
    file.summary = word97.properties(title="题目", author="张三")
    change(file)
    return file.build()


def _set(name: str, value: object) -> Callable[[Word97], None]:
    return lambda file: setattr(file, name, value)


def _pieces(*numbers: int) -> Callable[[Word97], None]:
    plc = struct.pack("<IIHIH", *numbers)

    def change(file: Word97) -> None:
        file.parts[word97.CLX] = b"\x02" + struct.pack("<I", len(plc)) + plc

    return change


def _blank(file: Word97) -> None:
    del file.parts[word97.FOOTNOTE_MARKS]
    file.text = "\x01\x08\x02\r" * (file.length // 4) + "\r" * (file.length % 4)


def _locked_beside() -> bytes:
    return compound({"EncryptedPackage": bytes(5000), "WordDocument": bytes(4096)})


def _circle(data: bytes) -> bytes:
    """A compound file whose directory is a chain that bites its own tail."""
    (first,) = struct.unpack_from("<I", data, 48)
    (table,) = struct.unpack_from("<I", data, 76)
    place = 512 * (table + 1) + 4 * first
    return data[:place] + struct.pack("<I", first) + data[place + 4 :]


def _without_text(data: bytes) -> bytes:
    return changed(data, b" Tj ET", b" pop ET")


DAMAGED, LOCKED, EMPTY = "损坏", "密码", "没有找到文字"
_LOCK = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> "
    f"/ID [<{'43' * 16}> <{'43' * 16}>]"
)

BAD_BINARIES: tuple[BadFile, ...] = (
    BadFile("pdf head only", "a.pdf", lambda: b"%PDF-1.7\n", DAMAGED),
    BadFile("pdf cut at once", "a.pdf", lambda: pdf()[:60], DAMAGED),
    BadFile("pdf of noise", "a.pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 40, DAMAGED),
    BadFile("pdf locked", "a.pdf", lambda: pdf(trailer=_LOCK), LOCKED),
    BadFile(
        "pdf unknown lock", "a.pdf", lambda: pdf(trailer="/Encrypt << /Filter /Own >>"), LOCKED
    ),
    BadFile("pdf without pages", "a.pdf", lambda: changed(pdf(), b"/Kids [", b"/Kidz ["), DAMAGED),
    BadFile(
        "pdf page is no page",
        "a.pdf",
        lambda: changed(pdf(), b"/Type /Page ", b"/Type /X "),
        DAMAGED,
    ),
    BadFile("pdf blank", "a.pdf", lambda: _without_text(pdf()), EMPTY),
    BadFile("zip called pdf", "a.pdf", lambda: zipped({"a.txt": BODY}), "压缩包"),
    BadFile("picture called pdf", "a.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"),
    BadFile("ofd without its root", "a.ofd", lambda: zipped({"D/Document.xml": "<a/>"}), "压缩包"),
    BadFile("ofd without document", "a.ofd", lambda: ofd(root="<a/>"), DAMAGED),
    BadFile("ofd with broken xml", "a.ofd", lambda: ofd(document="<a"), DAMAGED),
    BadFile(
        "ofd with entities",
        "a.ofd",
        lambda: ofd(page='<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "不安全",
    ),
    BadFile("ofd nested deep", "a.ofd", lambda: ofd(page="<a>" * 999 + "</a>" * 999), "嵌套"),
    BadFile("ofd blank", "a.ofd", lambda: ofd(page="<a/>"), EMPTY),
    BadFile("ofd with locked parts", "a.ofd", lambda: flagged(ofd()), LOCKED),
    BadFile("ofd cut", "a.ofd", lambda: ofd()[:-40], DAMAGED),
    BadFile("ofd bomb", "a.ofd", lambda: ofd(page=b"<a>" + bytes(20_000_000)), "大得不正常"),
    BadFile(
        "ofd leads nowhere", "a.ofd", lambda: ofd(root="<a><DocRoot>../../x</DocRoot></a>"), "缺少"
    ),
    BadFile("rtf without text", "a.rtf", lambda: b"{\\rtf1{\\info{\\title a}}}", EMPTY),
    BadFile("rtf head only", "a.rtf", lambda: b"{\\rtf", DAMAGED),
    BadFile("rtf nested deep", "a.rtf", lambda: b"{\\rtf1" + b"{" * 9999, "嵌套"),
    BadFile(
        "rtf binary to the end", "a.rtf", lambda: b"{\\rtf1\\bin999999999 " + BODY.encode(), DAMAGED
    ),
    BadFile(
        "rtf picture never closed", "a.rtf", lambda: b"{\\rtf1{\\pict " + b"0f" * 9999, DAMAGED
    ),
    BadFile("doc magic only", "a.doc", lambda: MAGIC, DAMAGED),
    BadFile("doc cut in the header", "a.doc", lambda: doc()[:500], DAMAGED),
    BadFile("doc cut in the middle", "a.doc", lambda: doc()[:3000], DAMAGED),
    BadFile("doc locked", "a.doc", lambda: doc(_set("flags", 0x1300)), LOCKED),
    BadFile("doc of Word 95", "a.doc", lambda: doc(_set("magic", (0xA5DC, 104))), "Word 95"),
    BadFile("doc wrong magic", "a.wps", lambda: doc(_set("magic", (1, 0xC1))), DAMAGED),
    BadFile("doc empty", "a.doc", lambda: doc(_set("counts", [0] * 8)), DAMAGED),
    BadFile("doc negative counts", "a.doc", lambda: doc(_set("counts", [-5] * 8)), DAMAGED),
    BadFile(
        "doc piece behind the end", "a.doc", lambda: doc(_pieces(0, 9, 0, 0x3FFFFFF0, 0)), DAMAGED
    ),
    BadFile("doc piece too long", "a.doc", lambda: doc(_pieces(0, 2**31, 0, 2048, 0)), DAMAGED),
    BadFile("doc pieces run backwards", "a.doc", lambda: doc(_pieces(9, 2, 0, 2048, 0)), DAMAGED),
    BadFile("doc without text", "a.doc", lambda: doc(_blank), EMPTY),
    BadFile("xls called doc", "a.doc", lambda: compound({"Workbook": bytes(9000)}), "xls"),
    BadFile("ppt called wps", "a.wps", lambda: compound({"PowerPoint Document": bytes(99)}), "ppt"),
    BadFile("other compound file", "a.doc", lambda: compound({"Other": bytes(99)}), "不符"),
    BadFile("Works called wps", "a.wps", lambda: compound({"MN0": bytes(99)}), "Works"),
    BadFile("doc of Word 2", "a.doc", lambda: b"\xdb\xa5\x2d\0" + bytes(999), "Word 95"),
    BadFile("doc of Word 5 for Macintosh", "a.doc", lambda: b"\xfe\x37" + bytes(999), "Word 95"),
    BadFile(
        "doc of Chinese Word 95",
        "a.doc",
        lambda: doc(_set("magic", (0xA699, 101))),
        "Word 95",
    ),
    BadFile("docx locked with an empty document beside", "a.docx", _locked_beside, LOCKED),
    BadFile("noise called doc", "a.doc", lambda: bytes(range(256)) * 40, DAMAGED),
)


def _turned(old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: changed(pdf(), old, new)


def _many_operators() -> bytes:
    page = PdfPage()
    page.parts = ["q " * 300_000, "BT /F1 9 Tf <4e00> Tj ET"]
    with tempfile.TemporaryDirectory() as folder:
        return write_pdf(Path(folder) / "a.pdf", [page]).read_bytes()


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "pages inside of themselves.pdf": _turned(b"/Kids [10 0 R]", b"/Kids [ 2 0 R]"),
    "bookmarks in a circle.pdf": _turned(
        b"/Parent 12 0 R   ", b"/Next 12 0 R /First 13 0 R "
    ),
    "table of objects in a circle.pdf": lambda: pdf(trailer="/Prev 9 /XRefStm 9"),
    "a million pages.pdf": _turned(b"/Count 1", b"/Count 1000000"),
    "deep arrays.pdf": lambda: pdf(info="/Title " + "[" * 20_000 + "]" * 20_000),
    "endless operators.pdf": _many_operators,
    "length of a stream.pdf": _turned(b"/Length ", b"/Length 9999999 "),
    "no end of text.rtf": lambda: b"{\\rtf1 " + b"\\u20013?" * 100_000,
    "a million groups.rtf": lambda: b"{\\rtf1 " + b"{\\b x}" * 100_000 + b"}",
    "numbers out of range.rtf": lambda: b"{\\rtf1\\ansicpg-99\\uc99999\\u9999999999\\f-1 x\\par}",
    "notes in notes.rtf": lambda: b"{\\rtf1 x" + b"{\\footnote x" * 500 + b"}" * 501,
    "repeats.ofd": lambda: ofd(
        page=f'<a {_NS}><ofd:TextObject><ofd:TextCode DeltaX="{"g 999999999 1 " * 999}">{BODY}'
        "</ofd:TextCode></ofd:TextObject></a>"
    ),
    "directory in a circle.doc": lambda: _circle(doc()),
    "looks that overlap.doc": lambda: doc(_set("paragraphs", [(5, b"\0\0"), (5, b"\0\0")] * 200)),
}  # fmt: skip
