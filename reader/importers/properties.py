"""What a file's own properties tell, without the names that programs put there by themselves."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reader.documents.blocks import Hints
from reader.documents.clean import clean
from reader.documents.dates import find_date
from reader.documents.papers import named_issuer, named_number, secrecy

# Titles that Word, WPS, PowerPoint and LibreOffice give to new files.
_NO_TITLE = re.compile(
    r"^(?:(?:新建\s*)?(?:microsoft\s*)?(?:office\s*)?(?:word|excel|powerpoint|ppt|wps|docx?|xlsx?)?"
    r"\s*(?:文档|文件|工作表|工作簿|演示文稿|文字文稿|幻灯片|表格)\s*[（(]?\d*[）)]?"
    r"|(?:document|untitled|presentation|powerpoint presentation|slide|book|sheet|no title"
    r"|title|unknown title|unknown)"
    r"\s*\d*|无标题\d*|未命名\d*|标题|题目|[\W\d_]*|目\s*录|附\s*件\s*\d*)$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|wps|rtf|odt|html?|pptx?|xlsx?|pdf|txt|tmp|dot)$", re.IGNORECASE
)
_PRINTED = re.compile(r"^microsoft\s+(?:word|powerpoint|excel)\s+-\s+", re.IGNORECASE)
_PATH = re.compile(r"^(?:[a-z]:\\|https?://|www\.|/)", re.IGNORECASE)
# Accounts, machines and programs; people have other names.
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?s?|user\d*|users|guest|root|owner|default|test|unknown|anonymous|pc|"
    r"unknown author|new user|office|ms office|microsoft|microsoft office( user)?|"
    r"windows?( user| 用户)?|"
    r"微软用户|微软|微软中国|用户|管理员|系统管理员|匿名|未知|作者|个人用户|"
    r"lenovo|thinkpad|dell|hp|asus|acer|huawei|apple|mac|samsung|"
    r"wps( office)?|wps_\d+|kingsoft|libreoffice|openoffice|python-docx|apache poi|aspose|"
    r"雨林木风|番茄花园|深度系统|深度技术|电脑公司|系统之家|un-?named|[\W\d_]*|.)$",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"^(?:(?:pc|user|desktop|laptop|win|sk|lenovo|ms|msi|admin)[-_].*|.*\\.*|.*@.*)$",
    re.IGNORECASE,
)
_LONGEST_TITLE, _LONGEST_AUTHOR = 120, 40


def properties(
    title: str | None = None, author: str | None = None, date: str | None = None
) -> Hints:
    """The properties that tell something of the text."""
    return Hints(title=title_of(title), author=author_of(author), date=date_of(date))


def with_paper(hints: Hints, own: Mapping[str, str]) -> Hints:
    """The hints with what properties of a writer's own (by their names) say of a paper.

    Office systems write 发文字号, 发文机关 and 密级 there; what has not their form is passed over.
    """
    known = {name.strip(): " ".join(clean(value).split()) for name, value in own.items()}

    def first(names: Sequence[str], read: Callable[[str], str | None]) -> str | None:
        found = (read(known[name]) for name in names if name in known)
        return next((value for value in found if value), None)

    return replace(
        hints,
        number=first(("发文字号", "文号", "文件编号"), named_number),
        issuer=first(("发文机关", "发文单位", "制发机关"), named_issuer),
        classification=first(("密级", "密级和保密期限"), secrecy),
    )


def title_of(title: str | None) -> str | None:
    """A title that a person gave; None for 文档1 and the like, file names and addresses."""
    text = " ".join(clean(title or "").split())
    if not text or len(text) > _LONGEST_TITLE or _NO_TITLE.match(text) or _PRINTED.match(text):
        return None
    return None if _FILE_NAME.search(text) or _PATH.match(text) else text


def author_of(author: str | None) -> str | None:
    """The name of a person or an office; None for accounts, machines and programs."""
    text = " ".join(clean(author or "").split())
    if not text or len(text) > _LONGEST_AUTHOR or _NOBODY.match(text) or _MACHINE.match(text):
        return None
    return None if _PATH.match(text) else text


def date_of(date: str | None) -> str | None:
    """The day of a W3CDTF date (2014-05-08T10:00:00Z) or of one that a person wrote."""
    text = clean((date or "")[:100])
    match = re.match(r"^(1[89]\d\d|20\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", text)
    if match and (len(text) == match.end() or text[match.end()] in "T "):
        return match[0]
    return find_date(text) if text else None
