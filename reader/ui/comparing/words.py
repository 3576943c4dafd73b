"""Differences in words: for the status line and for the clipboard."""

from collections.abc import Iterator, Sequence

from reader.documents.alignment import NEW, OLD
from reader.documents.comparison import Change, ParagraphSpan
from reader.documents.model import Kind, Passage
from reader.documents.references import write_reference
from reader.messages import Translator
from reader.ui.comparing.marks import PILCROW, Found
from reader.workspace.text import Text

# Characters of what was changed in the status line, and around it in the list.
LONGEST = 36
AROUND = 14
# The last characters of a paragraph tell where it ends.
LAST = 10
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
    elif added:
        said = tr("第 {number} 处：增加“{added}”")
    elif change.joined:
        said = tr("第 {number} 处：“{before}”之后不再分段")
    else:
        said = tr("第 {number} 处：“{before}”之后另起一段")
    before = _before_border(found, change)
    said = said.format(number=number + 1, removed=removed, added=added, before=before)
    return "".join([said, *_notes(found, change, tr)])


def in_paragraph(
    found: Found, side: int, paragraph: int, current: int | None, tr: Translator
) -> str:
    """What is said of a paragraph: its current change, else how many there are; "" for none."""
    changes = found.marks[side].changes_in(paragraph)
    if current in changes and current is not None:
        return sentence(found, current, tr)
    return tr("本段有 {count} 处不同", count=len(changes)) if changes else ""


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


def _before_border(found: Found, change: Change) -> str:
    """The end of the paragraph that was divided from the next one or joined with it."""
    side, borders = (OLD, change.joined) if change.joined else (NEW, change.divided)
    return found.texts[side].paragraphs[borders[0] - 1].text[-LAST:] if borders else ""


def _notes(found: Found, change: Change, tr: Translator) -> Iterator[str]:
    """What there is to say of a change besides its words."""
    if any(place.start < place.end for place in (*change.old, *change.new)):
        if change.joined:
            yield tr("，前后合为一段")
        elif change.divided:
            yield tr("，前后分为两段")
    there, here = (
        next((moves[p.paragraph] for p in places if p.paragraph in moves), None)
        for moves, places in zip(found.moves, (change.old, change.new), strict=True)
    )
    if there is not None:
        yield tr("；原文移到了修改稿第 {paragraph} 段", paragraph=there)
    if here is not None:
        yield tr("；由原稿第 {paragraph} 段移来", paragraph=here)


def _lines(found: Found, tr: Translator) -> Iterator[str]:
    for number, change in enumerate(found.changes, start=1):
        yield ""
        yield tr("第 {number} 处", number=number) + "".join(_notes(found, change, tr))
        old, new = found.texts
        yield tr(
            "原稿：{words}　{place}",
            words=_around(old, change.old, change.joined),
            place=_where(old, change.old),
        )
        yield tr(
            "修改稿：{words}　{place}",
            words=_around(new, change.new, change.divided),
            place=_where(new, change.new),
        )


def _around(text: Text, places: Sequence[ParagraphSpan], borders: Sequence[int]) -> str:
    """The changed words in brackets, with the end of what leads to them and what follows.

    The end of a paragraph that is changed without the words beside it stands there as a sign.
    """
    if not places:
        return "【】"
    first, last = places[0], places[-1]
    before = text.paragraphs[first.paragraph - 1].text[: first.start]
    after = text.paragraphs[last.paragraph - 1].text[last.end :]
    changed = words(text, places)
    if borders and BETWEEN not in changed:
        changed += PILCROW
        after = after or _next(text, last.paragraph)
    lead = "…" if len(before) > AROUND else ""
    rest = "…" if len(after) > AROUND else ""
    return f"{lead}{before[-AROUND:]}【{changed}】{after[:AROUND]}{rest}"


def _next(text: Text, paragraph: int) -> str:
    """The words of the paragraph that is shown after another."""
    later = (p.text for p in text.paragraphs[paragraph:] if p.kind is not Kind.JUNK)
    return next(later, "")


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
