"""Names for people: of fields, of kinds of paragraphs, of encodings, of corrections."""

from reader.documents.correction_words import LEVELS
from reader.documents.corrections import (
    Correction,
    ReadAs,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
)
from reader.documents.model import Genre, Kind
from reader.messages import Translator
from reader.ui.correcting.lines import Line
from reader.ui.genres import genre_names

# Characters of a paragraph that tell which one is meant
WORDS = 30
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-8+gb18030": "UTF-8 + GB18030",
    "gb18030": "GB18030 (GBK)",
    "big5": "Big5",
    "cp950": "Big5 (CP950)",
    "big5hkscs": "Big5-HKSCS",
    "utf-16": "UTF-16 (BOM)",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "shift_jis": "Shift-JIS",
    "euc-jp": "EUC-JP",
    "euc-kr": "EUC-KR",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}


def field_names(tr: Translator) -> dict[str, str]:
    """The fields of `Metadata` in the order of the form."""
    return {
        "title": tr("标题"),
        "author": tr("作者"),
        "source": tr("来源"),
        "date": tr("日期"),
        "genre": tr("类型"),
        "number": tr("发文字号"),
        "issuer": tr("发文机关"),
        "classification": tr("密级"),
    }


def level_names(tr: Translator) -> dict[str, str]:
    """The usual 密级, by the words that are stored."""
    return {value: tr.render(name) for value, name in LEVELS.items()}


def kind_name(line: Line, tr: Translator) -> str:
    """What a paragraph is."""
    if line.paragraph is None:
        return tr("分篇")
    if line.is_title:
        return tr("大标题")
    if line.section is not None and not line.is_junk:
        name = tr("段首 {level}") if line.runs_in else tr("标题 {level}")
        return name.format(level=line.section.level)
    names = {
        Kind.HEADING: tr("大标题"),
        Kind.BODY: tr("正文"),
        Kind.LIST: tr("列表"),
        Kind.TABLE: tr("表格"),
        Kind.NOTE: tr("注释"),
        Kind.META: tr("信息"),
        Kind.JUNK: tr("无关文字"),
    }
    return names[line.paragraph.kind]


def kind_tip(line: Line, tr: Translator) -> str:
    """What that means."""
    if line.paragraph is None:
        return tr("从这里起是一篇文献；按 Ctrl+Backspace 与上一篇合并")
    if line.is_junk:
        return tr("无关文字：阅读时不显示，也不参加搜索")
    if line.is_title:
        return tr("文献的大标题，不列入目录")
    if line.section is not None:
        level = line.section.level
        if line.runs_in:
            return tr("段落开头的 {level} 级小标题，列入目录", level=level)
        return tr("{level} 级标题，列入目录", level=level)
    names = {
        Kind.LIST: tr("列表中的一项"),
        Kind.TABLE: tr("表格中的一行"),
        Kind.NOTE: tr("脚注或尾注"),
        Kind.META: tr("说明文献本身的一行：作者、来源、日期等"),
    }
    return names.get(line.paragraph.kind, tr("正文"))


def describe(correction: Correction, tr: Translator) -> str:
    """What a correction does, in one line with the words that it is about."""
    if isinstance(correction, ReadAs):
        name = ENCODING_NAMES.get(correction.encoding, correction.encoding)
        return tr("按 {encoding} 读取", encoding=name)
    words = correction.place.exact[:WORDS]
    if isinstance(correction, SetMetadata):
        name = field_names(tr).get(correction.field, correction.field)
        return tr("{field}：{value}", field=name, value=_value(correction, tr))
    if isinstance(correction, SetHeading):
        if correction.level is None:
            return tr("取消标题：{words}", words=words)
        return tr("标题 {level} 级：{words}", level=correction.level, words=words)
    if isinstance(correction, SetJunk):
        text = tr("标为无关文字：{words}") if correction.junk else tr("恢复正文：{words}")
        return text.format(words=words)
    text = tr("分篇：{words}") if isinstance(correction, Split) else tr("并入上一篇：{words}")
    return text.format(words=words)


def _value(correction: SetMetadata, tr: Translator) -> str:
    if correction.value is None:
        return tr("没有")
    if correction.field == "genre":
        return genre_names(tr)[Genre(correction.value)]
    return correction.value
