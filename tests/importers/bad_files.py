"""A generator of files that cannot be brought in: damaged, hostile, mislabelled, empty.

These are packages of XML, web pages and what is called so; `bad_binaries` has the others.

`BAD` gives for each kind the file's name, its bytes, and a word of the reason that the user gets.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.importers.containers import (
    content_types,
    docx_parts,
    epub_parts,
    odt_parts,
    p,
    relations,
)

BODY = "这是正文里的一段话，写在一个好好的文件里面，本来可以读出来。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class BadFile:
    """A file that is refused, and a word of the reason."""

    kind: str
    name: str
    make: Callable[[], bytes]
    reason: str


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def docx(body: str = p(BODY), **parts: str) -> bytes:
    return zipped(docx_parts(body, **parts))


def docx_with(part: str, content: str | bytes) -> bytes:
    return zipped({**docx_parts(p(BODY)), part: content})


def docx_without(part: str) -> bytes:
    parts = docx_parts(p(BODY))
    del parts[part]
    return zipped(parts)


def odt_with(part: str, content: str | bytes) -> bytes:
    return zipped({**odt_parts(f"<text:p>{BODY}</text:p>"), part: content})


def epub_with(part: str, content: str | bytes) -> bytes:
    return zipped({**epub_parts({"1.xhtml": f"<p>{BODY}</p>"}), part: content})


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def flagged(data: bytes) -> bytes:
    """The flag of encryption on every part, in both tables of the zip."""
    out = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(magic)
        while place >= 0:
            out[place + offset] |= 1
            place = out.find(magic, place + 4)
    return bytes(out)


def method_of(data: bytes, method: int) -> bytes:
    """Another method of compression, which nobody knows."""
    out = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = out.find(magic)
        while place >= 0:
            out[place + offset : place + offset + 2] = struct.pack("<H", method)
            place = out.find(magic, place + 4)
    return bytes(out)


def bomb() -> bytes:
    return docx_with("word/document.xml", bytes(50_000_000))


def crowd() -> bytes:
    return zipped({f"a{n}": "" for n in range(11_000)}, zipfile.ZIP_STORED)


def entities(count: int = 9) -> str:
    lines = ['<!ENTITY a0 "哈哈">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count)]
    return f"<?xml version='1.0'?><!DOCTYPE d [{''.join(lines)}]><d>&a{count - 1};</d>"


def external() -> str:
    return "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><d>&x;</d>"


def nest(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


def slides(listing: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": content_types("presentationml.presentation"),
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f"<p>{listing}</p>",
        }
    )


def workbook(sheet: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": content_types("spreadsheetml.sheet"),
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "s.xml")),
            "xl/workbook.xml": "<w xmlns:r='r'><sheet name='a' r:id='r1'/></w>",
            "xl/s.xml": sheet,
        }
    )


MHT = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
ENCRYPTED = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def deep_mail() -> bytes:
    parts = [f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b{n}\n\n--b{n}\n"
             for n in range(3000)]  # fmt: skip
    return "".join(parts).encode()


def _kinds() -> Iterator[tuple[str, str, Callable[[], bytes], str]]:
    yield "empty", "a.docx", lambda: b"", "空"
    yield "truncated docx", "a.docx", lambda: docx()[:-200], "损坏"
    yield "half a docx", "a.docx", lambda: docx()[: len(docx()) // 2], "损坏"
    yield "four bytes", "a.docx", lambda: b"PK\x03\x04", "损坏"
    yield "zeros", "a.docx", lambda: bytes(5000), "损坏"
    yield "noise", "a.docx", lambda: bytes(range(256)) * 20, "损坏"
    yield "picture called docx", "a.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"
    yield "picture called html", "a.html", lambda: b"\xff\xd8\xff\xe0" + bytes(99), "JPEG"
    yield "gzip called odt", "a.odt", lambda: b"\x1f\x8b\x08" + bytes(99), "GZIP"
    yield "rar called epub", "a.epub", lambda: b"Rar!\x1a\x07" + bytes(99), "RAR"
    yield "program called docx", "a.docx", lambda: b"MZ\x90\x00" + bytes(range(256)) * 9, "损坏"
    yield "xml called docx", "a.docx", lambda: b"<?xml version='1.0'?><w:wordDocument/>", "XML"
    yield "encrypted docx", "a.docx", lambda: ENCRYPTED, "密码"
    yield "encrypted xlsx called doc", "a.doc", lambda: ENCRYPTED, "密码"
    yield "zip of docx", "a.docx", lambda: zipped({"b.docx": docx()}), "压缩包"
    yield "zip", "a.zip", lambda: zipped({"b.txt": BODY}), "压缩包"
    yield "zip in zips", "a.docx", lambda: zipped({"a.zip": zipped({"a.zip": docx()})}), "压缩包"
    yield "bomb", "a.docx", bomb, "恶意"
    yield "too many parts", "a.docx", crowd, "11000"
    yield "parts with a password", "a.docx", lambda: flagged(docx()), "密码"
    yield "unknown compression", "a.docx", lambda: method_of(docx(), 99), "损坏"
    yield "wrong checksum", "a.docx", _wrong_checksum, "损坏"
    yield "broken compression", "a.docx", _broken_deflate, "损坏"
    yield "no document part", "a.docx", lambda: docx_without("word/document.xml"), "缺少"
    yield "broken xml", "a.docx", lambda: docx_with("word/document.xml", "<a><b></a>"), "损坏"
    yield "empty xml", "a.docx", lambda: docx_with("word/document.xml", ""), "损坏"
    yield "broken styles", "a.docx", lambda: docx(styles="<w:style"), "损坏"
    yield "broken relations", "a.docx", lambda: docx_with("_rels/.rels", "<a"), "损坏"
    yield "many entities", "a.docx", lambda: docx_with("word/document.xml", entities()), "实体"
    yield "outer entity", "a.docx", lambda: docx_with("word/document.xml", external()), "实体"
    yield "entities in utf-16", "a.docx", _wide_entities, "实体"
    yield "utf-7", "a.docx", _seven_bits, "编码"
    yield "deep docx", "a.docx", lambda: docx(nest("w:sdt", 5000)), "嵌套"
    yield "deep tables", "a.docx", lambda: docx(_deep_tables()), "嵌套"
    yield "endless text", "a.docx", lambda: docx(p("长" * 4_000_000)), "恶意"
    yield "docx without text", "a.docx", lambda: docx(p(" ")), "没有找到文字"
    yield "docx of deleted text", "a.docx", _all_deleted, "没有找到文字"
    yield "docx of control characters", "a.docx", lambda: docx(p("&#x202e;&#x85;")), "没有找到"
    yield "calc sheet", "a.odt", _calc_sheet, "ods"
    yield "odt without content", "a.odt", _no_content, "缺少"
    yield "odt with a password", "a.odt", _odt_password, "密码"
    yield "odt with entities", "a.odt", lambda: odt_with("content.xml", entities()), "实体"
    yield "odt with a broken style", "a.odt", lambda: odt_with("styles.xml", "<a"), "损坏"
    yield "odt without text", "a.odt", lambda: zipped(odt_parts("<text:p/>")), "没有找到文字"
    yield "deep odt", "a.odt", lambda: zipped(odt_parts(nest("text:section", 900))), "嵌套"
    yield "epub without a container", "a.epub", _no_container, "缺少"
    yield "epub that leads out", "a.epub", _leads_out, "缺少"
    yield "epub without a package", "a.epub", _no_package, "不完整"
    yield "epub with entities", "a.epub", lambda: epub_with("OEBPS/1.xhtml", entities()), "实体"
    yield "epub without pages", "a.epub", lambda: zipped(epub_parts({})), "没有找到文字"
    yield "protected epub", "a.epub", _protected, "DRM"
    yield "deep epub", "a.epub", lambda: epub_with("OEBPS/1.xhtml", nest("div", 9000)), "嵌套"
    yield "html without text", "a.html", lambda: b"<html><body><img src=x></body>", "没有找到"
    yield "html of scripts", "a.html", lambda: b"<html><script>x</script>", "没有找到文字"
    yield "deep html", "a.html", lambda: b"<html>" + nest("div", 9000).encode(), "嵌套"
    yield "mht without a page", "a.mht", lambda: MHT.encode(), "没有网页"
    yield "mht with an empty page", "a.mht", _empty_page, "空的"
    yield "deep mht", "a.mht", deep_mail, "嵌套"
    yield "no slides", "a.pptx", lambda: slides(""), "没有找到文字"
    yield "slides that are not there", "a.pptx", _lost_slide, "没有找到文字"
    yield "broken presentation", "a.pptx", lambda: slides("<"), "损坏"
    yield "empty workbook", "a.xlsx", lambda: workbook("<w><sheetData/></w>"), "没有找到文字"
    yield "broken sheet", "a.xlsx", lambda: workbook("<w><sheetData>"), "损坏"
    yield "sheet with entities", "a.xlsx", lambda: workbook(entities()), "实体"


def _wrong_checksum() -> bytes:
    data = zipped(docx_parts(p(BODY)), zipfile.ZIP_STORED)
    return changed(data, "本来".encode(), "从来".encode())


def _broken_deflate() -> bytes:
    data = bytearray(docx())
    start = data.index(b"word/document.xml") + len("word/document.xml")
    data[start : start + 40] = b"\xff" * 40
    return bytes(data)


def _wide_entities() -> bytes:
    text = entities().replace("<?xml version='1.0'?>", "")
    return docx_with("word/document.xml", text.encode("utf-16"))


def _seven_bits() -> bytes:
    return docx_with("word/document.xml", b"<?xml version='1.0' encoding='utf-7'?>+ADw-a/+AD4-")


def _deep_tables() -> str:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return opening * 2000 + p(BODY) + closing * 2000


def _all_deleted() -> bytes:
    return docx("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>")


def _calc_sheet() -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})


def _no_content() -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text"})


def _odt_password() -> bytes:
    return odt_with("META-INF/manifest.xml", "<a><manifest:encryption-data/></a>")


def _no_container() -> bytes:
    return zipped({"mimetype": "application/epub+zip"})


def _leads_out() -> bytes:
    return epub_with("META-INF/container.xml", "<a><rootfile full-path='../../etc/passwd'/></a>")


def _no_package() -> bytes:
    return epub_with("META-INF/container.xml", "<a/>")


def _protected() -> bytes:
    return epub_with("META-INF/encryption.xml", "<a><CipherReference URI='OEBPS/1.xhtml'/></a>")


def _empty_page() -> bytes:
    return (MHT + "--b\r\nContent-Type: text/html\r\n\r\n\r\n--b--").encode()


def _lost_slide() -> bytes:
    return slides("<sldId xmlns:r='r' r:id='r9'/>")


BAD = tuple(BadFile(*kind) for kind in _kinds())
