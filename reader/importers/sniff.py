"""What a file is, told by its content.

Names lie: files called .doc are web pages, archives of web pages, RTF or docx; .txt may be HTML.
"""

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from reader.errors import ImportProblem
from reader.importers.archive import Archive, part_name
from reader.importers.compound import OLE, CompoundFile
from reader.importers.doc_file import OLDER, is_older
from reader.importers.encoding import decode, looks_binary
from reader.importers.limits import Limits
from reader.importers.whole import read_whole
from reader.messages import Message, msg

HEAD = 4096
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_WORD_STREAM = "WordDocument"
_WORD_ENDINGS = frozenset({".doc", ".dot", ".wps", ".wpt"})
_OTHER_STREAMS = {
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "VisioDocument": "vsd",
    "MN0": "Microsoft Works",
    "CONTENTS": "Microsoft Works",
    "__properties_version1.0": "msg",
}
_RTF = b"{\\rtf"
_PDF_WITHIN = 1024
_PDF_OBJECT = re.compile(rb"[\r\n]\d{1,9} \d{1,5} obj\b")
_ENCRYPTED_STREAM = "EncryptedPackage"
_ENCRYPTED_PACKAGE = _ENCRYPTED_STREAM.encode("utf-16-le")
_CHUNK = 1024 * 1024
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
# So many characters of a text must be 汉字, and such a share of all but white space.
_PROSE_LEAST, _PROSE_SHARE = 16, 0.5

_TYPES = "[Content_Types].xml"
_MAIN_TYPES = (
    ("docx", re.compile(rb"(?:wordprocessingml|ms-word)\.(?:document|template)\S{0,40}main\+xml")),
    ("pptx", re.compile(rb"(?:presentationml|ms-powerpoint)\.\w+\S{0,40}\.main\+xml")),
    ("xlsx", re.compile(rb"(?:spreadsheetml|ms-excel)\.(?:sheet|template)\S{0,40}\.main\+xml")),
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.graphics": "odg",
}
_TELLING_PARTS = (
    ("docx", "word/document.xml"),
    ("pptx", "ppt/presentation.xml"),
    ("xlsx", "xl/workbook.xml"),
    ("xlsb", "xl/workbook.bin"),
    ("epub", "META-INF/container.xml"),
    ("ofd", "OFD.xml"),
)
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)"
    r"<(?:!doctype\s+html\b|(?:html|head|body|meta|title)(?:[\s>:]|$))",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEADER = re.compile(r"^(?:mime-version|content-type|from|subject|date|x-[\w-]+):", re.I)
_MAIL_KIND = re.compile(
    r"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.I | re.M
)

# Files that are no text whatever their ending says, with the name that people know.
_FOREIGN = (
    (_PDF, "PDF"),
    (_ZIP, "ZIP/Office"),
    (OLE, "Office 97-2003"),
    (_RTF, "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
)


class Sample:
    """A file as far as its kind is concerned; each look into it happens once, when asked for."""

    def __init__(self, path: Path, head: bytes, limits: Limits) -> None:
        """`head` are the file's first `HEAD` bytes."""
        self.path = path
        self.head = head
        self._limits = limits

    @cached_property
    def text(self) -> str:
        """The head decoded, "" where it is no text."""
        return "" if self.foreign else decode(self.head).text.lstrip("\ufeff")

    @property
    def foreign(self) -> str | None:
        """The name of a kind that is no text, told by its first bytes; None for text."""
        return next((name for magic, name in _FOREIGN if self.head.startswith(magic)), None)

    @cached_property
    def zip_kind(self) -> str | None:
        """What a zip container holds: docx, odt, epub, ofd …; None for others and other files.

        Raises:
            ImportProblem: a zip that cannot be opened or goes beyond the limits.
        """
        if not self.head.startswith(_ZIP):
            return None
        with Archive(self.path, self._limits) as archive:
            return _kind_of(archive)

    @property
    def is_chinese_text(self) -> bool:
        """Whether it is evidently prose in Chinese, whatever its name: no code, no data."""
        if self.foreign is not None or self.is_binary or self.text.lstrip()[:1] in ("{", "[", "<"):
            return False
        characters = [c for c in self.text if not c.isspace()]
        chinese = sum(_FIRST_HAN <= c <= _LAST_HAN for c in characters)
        return chinese >= _PROSE_LEAST and chinese >= _PROSE_SHARE * len(characters)

    @property
    def is_binary(self) -> bool:
        """Whether the head is neither text nor of a known kind."""
        return self.foreign is None and looks_binary(decode(self.head))

    @property
    def is_ole(self) -> bool:
        """Whether it is a compound file of Office 97-2003, wps, or an encrypted docx."""
        return self.head.startswith(OLE)

    @property
    def is_called_word(self) -> bool:
        """Whether its name says that it is a Word or WPS document."""
        return self.path.suffix.lower() in _WORD_ENDINGS

    @cached_property
    def streams(self) -> frozenset[str]:
        """The names of the streams of a compound file; none where it is damaged."""
        if not self.is_ole:
            return frozenset()
        try:
            return CompoundFile(read_whole(self.path, self._limits)).names
        except ImportProblem:
            return frozenset()

    @cached_property
    def is_encrypted_office(self) -> bool:
        """Whether it is a docx, xlsx or pptx with a password: inside of a compound file."""
        if self.streams or not self.is_ole:
            return _ENCRYPTED_STREAM in self.streams
        tail = b""
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if _ENCRYPTED_PACKAGE in tail + chunk:
                    return True
                tail = chunk[-len(_ENCRYPTED_PACKAGE) :]
        return False


def is_html(sample: Sample) -> bool:
    """Whether it starts as a web page does."""
    return bool(_HTML.match(sample.text))


def is_mht(sample: Sample) -> bool:
    """Whether it starts as a web archive does: headers of a mail with HTML in it."""
    head = sample.text.lstrip()
    return bool(_MAIL_HEADER.match(head) and _MAIL_KIND.search(head))


def is_pdf(sample: Sample) -> bool:
    """Whether it is a pdf; some begin with other bytes, as readers of pdf allow."""
    if sample.head.startswith(_PDF):
        return True
    return _PDF in sample.head[:_PDF_WITHIN] and bool(_PDF_OBJECT.search(sample.head))


def is_rtf(sample: Sample) -> bool:
    """Whether it is Rich Text Format; many files called .doc are."""
    return sample.head.startswith(_RTF)


def is_word(sample: Sample) -> bool:
    """Whether it is a Word 97-2003 or WPS document, or a damaged file that was called one."""
    if sample.is_encrypted_office:
        # Some of these hold an empty document for programs that cannot open them.
        return False
    return _WORD_STREAM in sample.streams or (
        sample.is_ole and sample.is_called_word and not sample.streams
    )


def holds(kind: str) -> Callable[[Sample], bool]:
    """A test of whether a zip container is of a kind."""

    def test(sample: Sample) -> bool:
        return sample.zip_kind == kind

    return test


def unsupported(sample: Sample) -> Message | None:
    """Why a file that no importer recognises cannot be read, where its content tells."""
    if sample.is_encrypted_office:
        return msg("文件设有打开密码，无法读取；请用原来的软件去掉密码，另存后再导入")
    if sample.is_called_word and is_older(sample.head):
        return OLDER
    other = (kind for stream, kind in _OTHER_STREAMS.items() if stream in sample.streams)
    kind = sample.zip_kind or next(other, None)
    if kind is not None:
        return msg(
            "这是 {kind} 文件，不能导入；请用原来的软件另存为 docx、xlsx 或 pdf 再导入", kind=kind
        )
    if sample.head.startswith(_ZIP):
        return msg("这是压缩包（ZIP），不能直接导入；请先解压，再导入里面的文件")
    return None


def _kind_of(archive: Archive) -> str | None:
    if "mimetype" in archive:
        kind = _MIMETYPES.get(archive.read("mimetype")[:200].strip())
        if kind is not None:
            return kind
    if _TYPES in archive:
        types = archive.read(_TYPES)
        for kind, pattern in _MAIN_TYPES:
            if pattern.search(types):
                return kind
    names = {part_name(name).lower() for name in archive.names}
    return next((kind for kind, part in _TELLING_PARTS if part.lower() in names), None)
