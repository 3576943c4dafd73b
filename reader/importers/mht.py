"""Web archives (MHTML, RFC 2557): a mail with a page in it. Word saves them too, as .doc."""

import email
import email.errors
import email.policy
from email.message import Message as Mail
from pathlib import Path

from reader.errors import ImportProblem
from reader.importers.html import decode_html, page_of
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.text import text_warnings
from reader.messages import msg

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 2000


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a web archive: its first page; pictures and frames are passed over.

    Raises:
        ImportProblem: no page, no text in it, or nesting past the parser.
    """
    # The policy of old leaves headers as they are: the newer one fails on broken ones.
    try:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    except RecursionError as error:
        raise ImportProblem(msg("文件结构嵌套太深，无法解析")) from error
    page = _first_page(mail)
    if page is None:
        raise ImportProblem(msg("文件不完整：里面没有网页；请用浏览器重新保存后再导入"))
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise ImportProblem(msg("文件不完整：里面的网页是空的；请用浏览器重新保存后再导入"))
    decoded = decode_html(data, page.get_content_charset())
    return page_of(path, "mht", decoded.text, decoded.encoding, text_warnings(decoded))


def _first_page(mail: Mail) -> Mail | None:
    waiting = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return None
        part = waiting.pop()
        if part.is_multipart():
            payload = part.get_payload()
            if isinstance(payload, list):
                waiting += [child for child in reversed(payload) if isinstance(child, Mail)]
        elif part.get_content_type() in _PAGES:
            return part
    return None
