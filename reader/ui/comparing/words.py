"""Differences in words: for the status line and for the clipboard."""

from collections.abc import Iterator, Sequence

from reader.documents.comparison import ParagraphSpan
from reader.documents.model import Passage
from reader.documents.references import write_reference
from reader.messages import Translator
from reader.ui.comparing.marks import Found
from reader.workspace.text import Text

# Characters of what was changed in the status line, and around it in the list.
LONGEST = 36
AROUND = 14
BETWEEN = "／"


def sentence(found: Found, number: int, tr: Translator) -> str:
    """Tell the change `number` (from 0)."""
    change = found.changes[number]
    removed, added = (
        _short(words(text, places))
        for text, places in zip(found.texts, (change.old, change.new), strict=True)
    )
    if removed and added:
        said = tr("第 {number} 处：删去“{removed}”，改为“{added}”")
    elif removed:
        said = tr("第 {number} 处：删去“{removed}”")
    else:
        said = tr("第 {number} 处：增加“{added}”")
    return said.format(number=number + 1, removed=removed, added=added)


def listing(found: Found, tr: Translator) -> str:
    """All changes as a text: both wordings with what is around them, and where they stand."""
    titles = [text.record.metadata.title for text in found.texts]
    head = tr(
        "《{old}》（原稿）与《{new}》（修改稿）：{count} 处不同",
        old=titles[0],
        new=titles[1],
        count=len(found.changes),
    )
    return "\n".join([head, *_lines(found, tr)])


def words(text: Text, places: Sequence[ParagraphSpan]) -> str:
    """What stands at some places."""
    parts = (text.paragraphs[p.paragraph - 1].text[p.start : p.end] for p in places)
    return BETWEEN.join(part for part in parts if part)


def _lines(found: Found, tr: Translator) -> Iterator[str]:
    for number, change in enumerate(found.changes, start=1):
        yield ""
        yield tr("第 {number} 处", number=number)
        old, new = found.texts
        yield tr(
            "原稿：{words}　{place}", words=_around(old, change.old), place=_where(old, change.old)
        )
        yield tr(
            "修改稿：{words}　{place}",
            words=_around(new, change.new),
            place=_where(new, change.new),
        )


def _around(text: Text, places: Sequence[ParagraphSpan]) -> str:
    """The changed words in brackets, with the end of what leads to them and what follows."""
    if not places:
        return "【】"
    first, last = places[0], places[-1]
    before = text.paragraphs[first.paragraph - 1].text[: first.start]
    after = text.paragraphs[last.paragraph - 1].text[last.end :]
    lead = "…" if len(before) > AROUND else ""
    rest = "…" if len(after) > AROUND else ""
    return f"{lead}{before[-AROUND:]}【{words(text, places)}】{after[:AROUND]}{rest}"


def _where(text: Text, places: Sequence[ParagraphSpan]) -> str:
    """The reference of the first paragraph of a change."""
    if not places:
        return f"《{text.record.metadata.title}》"
    first = places[0]
    passage = Passage(text.record.document, first.paragraph, first.start, first.end)
    return write_reference(text.record.metadata.title, text.sections, passage, whole=True)


def _short(text: str) -> str:
    flat = " ".join(text.split(" "))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
