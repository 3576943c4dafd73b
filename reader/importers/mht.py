"""Web archives (MHTML, RFC 2557): a mail with a page in it. Word saves them too, as .doc."""

import email
import email.errors
import email.policy
from email.message import Message as Mail
from pathlib import Path
from urllib.parse import urljoin

from reader.errors import ImportProblem
from reader.importers.html import decode_html, page_of
from reader.importers.html_pictures import PagePictures
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.text import text_warnings
from reader.importers.whole import read_whole
from reader.messages import msg

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 2000


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a web archive: its first page with the pictures inside; frames are passed over.

    Raises:
        ImportProblem: no page, no text in it, or nesting past the parser.
    """
    # The policy of old leaves headers as they are: the newer one fails on broken ones.
    try:
        mail = email.message_from_bytes(read_whole(path, limits), policy=email.policy.compat32)
    except RecursionError as error:
        raise ImportProblem(msg("文件结构嵌套太深，无法读取")) from error
    parts = _leaves(mail)
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        raise ImportProblem(msg("文件不完整：里面没有网页；请用浏览器重新保存后再导入"))
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise ImportProblem(msg("文件不完整：里面的网页是空的；请用浏览器重新保存后再导入"))
    decoded = decode_html(data, page.get_content_charset())
    pictures = PagePictures(limits.pictures, _Parts(parts, page))
    return page_of(path, "mht", decoded.text, decoded.encoding, text_warnings(decoded), pictures)


def _leaves(mail: Mail) -> list[Mail]:
    """The parts that hold something, in their order."""
    leaves: list[Mail] = []
    waiting = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        if part.is_multipart():
            payload = part.get_payload()
            if isinstance(payload, list):
                waiting += [child for child in reversed(payload) if isinstance(child, Mail)]
        else:
            leaves.append(part)
    return leaves


class _Parts:
    """The parts by the addresses under which the page names them: places and content ids."""

    def __init__(self, parts: list[Mail], page: Mail) -> None:
        self._place = _header(page, "Content-Location")
        self._parts: dict[str, Mail] = {}
        for part in reversed(parts):
            for address in (_header(part, "Content-Location"), _content_id(part)):
                if address and part is not page:
                    self._parts[address] = part

    def address(self, source: str) -> str:
        """The place as parts name theirs, made whole by that of the page."""
        return source if source in self._parts else _joined(self._place, source)

    def read(self, address: str, most: int) -> bytes | None:
        """The content of the part of that address."""
        part = self._parts.get(address)
        if part is None:
            return None
        data = part.get_payload(decode=True)
        return data[: most + 1] if isinstance(data, bytes) else b""


def _header(part: Mail, name: str) -> str:
    """A header on one line: long addresses are folded."""
    return "".join(str(part.get(name) or "").split())


def _content_id(part: Mail) -> str:
    ident = _header(part, "Content-ID").strip("<>")
    return f"cid:{ident}" if ident else ""


def _joined(base: str, source: str) -> str:
    try:
        return urljoin(base, source)
    except ValueError:
        # A broken address.
        return source
