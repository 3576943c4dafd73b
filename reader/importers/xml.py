"""XML from files of unknown origin.

A document type with an internal subset, and with it every entity of one's own, is refused before
the parser sees it; an external one (EPUB 2 and NCX name theirs) is never loaded. The prolog is
scanned on the same characters that the parser gets: any encoding but UTF-8 is decoded here.
"""

import codecs
import re
from collections.abc import Iterable
from typing import Protocol, cast

from lxml import etree

from reader.errors import ImportProblem
from reader.messages import Message, msg

# ISO/IEC 29500 Strict names the same vocabularies by other addresses.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_DECLARED = re.compile(r"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["'][^>]*>""")
_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]*>")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE_BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_ENCODINGS = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "gbk", "gb2312", "gb18030", "big5", "iso-8859-1"}
    | {"windows-1252", "utf-16"}
)
_SPACE = b" \t\r\n"
_LONGEST_DOCTYPE = 4096


def parse_xml(data: bytes, part: str) -> etree._Element:
    """Parse one part of a file; comments and processing instructions are dropped.

    `part` names it in messages.

    Raises:
        ImportProblem: broken XML, own entities, or nesting past the parser's limit of 256.
    """
    data = _as_utf8(data, part)
    refuse_internal_dtd(data)
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(_TRANSITIONAL, data)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        root = _in_spite_of_slips(data)
        if root is None:
            raise _broken(error, part) from error
        return root


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class _Complaint(Protocol):
    level_name: str


def _in_spite_of_slips(data: bytes) -> etree._Element | None:
    """The root of what is well-formed XML, but breaks rules that others have built upon it.

    An xml:id that is no name, or a prefix that nobody declared; None where it is really broken.
    """
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    complaints = cast(Iterable[_Complaint], parser.error_log)
    return None if any(each.level_name == "FATAL" for each in complaints) else root


def refuse_internal_dtd(data: bytes) -> None:
    """Look at what stands before the root element of a document in an ASCII-like encoding.

    Raises:
        ImportProblem: a document type with an internal subset.
    """
    position = _doctype(data)
    if position is None:
        return
    end = min(len(data), position + _LONGEST_DOCTYPE)
    while position < end:
        char = data[position : position + 1]
        if char in (b'"', b"'"):
            position = data.find(char, position + 1)
            if position < 0:
                break
        elif char == b">":
            return
        elif char == b"[":
            break
        position += 1
    raise ImportProblem(msg("文件内部的 XML 自带实体定义，不安全，已拒绝导入"))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, in whatever namespace it stands."""
    plain = element.get(name)
    if plain is not None:
        return plain
    ending = "}" + name
    for key, value in element.attrib.items():
        if str(key).endswith(ending):
            return str(value)
    return None


def _doctype(data: bytes) -> int | None:
    """Where the document type declaration begins its content; None where there is none."""
    position = 3 if data.startswith(codecs.BOM_UTF8) else 0
    while position < len(data):
        if data[position] in _SPACE:
            position += 1
        elif data.startswith(b"<?", position):
            position = _behind(data, b"?>", position)
        elif data.startswith(b"<!--", position):
            position = _behind(data, b"-->", position)
        elif data[position : position + 9].upper() == b"<!DOCTYPE":
            return position + 9
        else:
            return None
    return None


def _behind(data: bytes, end: bytes, position: int) -> int:
    found = data.find(end, position)
    return len(data) if found < 0 else found + len(end)


def _as_utf8(data: bytes, part: str) -> bytes:
    encoding = _encoding(data, part)
    if encoding == "utf-8":
        return data
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportProblem(_message(part)) from error
    return _DECLARATION.sub("", text.lstrip("\ufeff")).encode("utf-8", "replace")


def _encoding(data: bytes, part: str) -> str:
    head = data[:4]
    for magic, encoding in (*_WIDE, *_WIDE_BARE):
        if head.startswith(magic):
            return encoding
    declared = _DECLARED.match(data[:200].removeprefix(codecs.BOM_UTF8).decode("latin-1"))
    name = declared[1].lower() if declared else "utf-8"
    if name not in _ENCODINGS:
        raise ImportProblem(
            msg("文件内部的“{part}”用了不支持的编码 {encoding}", part=part, encoding=name)
        )
    # Without a byte order mark it is no UTF-16, whatever it says.
    return "utf-8" if name in ("utf8", "utf-16", "ascii", "us-ascii") else name


def _broken(error: etree.XMLSyntaxError, part: str) -> ImportProblem:
    if "depth" in str(error):
        return ImportProblem(msg("文件结构嵌套太深，无法读取"))
    return ImportProblem(_message(part))


def _message(part: str) -> Message:
    return msg("文件内部的“{part}”已损坏，无法读取；请用原来的软件打开并另存后再导入", part=part)
