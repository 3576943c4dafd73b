"""What is copied: the selected words as plain text, and as HTML that office programs take."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QMimeData

from reader.documents.model import Kind, Paragraph
from reader.ui.reading.places import Selection
from reader.ui.typesetting import merged, run_in_spans, title_number
from reader.workspace.text import Text

LONGEST_HTML = 300_000
MOST_HTML = 4_000
"""Characters and paragraphs up to which HTML is made too; more would keep the window waiting."""

Part = tuple[Paragraph, int, int]


def plain_text(text: Text, selection: Selection) -> str:
    """The selected words, paragraphs parted by line feeds."""
    first, last = selection.start, selection.end
    if selection.empty or first.paragraph == last.paragraph:
        return "\n".join(p.text[start:end] for p, start, end in selection.pieces(text))
    # The whole paragraphs between both ends may be tens of thousands.
    chosen = text.paragraphs[first.paragraph - 1 : last.paragraph]
    parts = [p.text for p in chosen if p.kind is not Kind.JUNK]
    if chosen[0].kind is not Kind.JUNK:
        parts[0] = parts[0][first.index :]
    if chosen[-1].kind is not Kind.JUNK:
        parts[-1] = parts[-1][: last.index]
    return "\n".join(parts)


def html(text: Text, selection: Selection) -> str:
    """The same with headings, bold words, notes and tables."""
    leads, levels = run_in_spans(text), {s.paragraph: s.level for s in text.sections if not s.start}
    title = title_number(text.paragraphs)
    parts = []
    for table, rows in groupby(selection.pieces(text), lambda part: part[0].kind is Kind.TABLE):
        if table:
            parts.append(f"<table>{''.join(_row(row) for row in rows)}</table>")
            continue
        for part in rows:
            paragraph = part[0]
            if paragraph.kind is Kind.HEADING:
                above = 1 if paragraph.number == title else 1 + levels.get(paragraph.number, 1)
                parts.append(_tagged(f"h{min(above, 6)}", _words(part, ())))
            elif paragraph.kind in (Kind.NOTE, Kind.META):
                parts.append(_tagged("p", f"<small>{_words(part, paragraph.bold)}</small>"))
            else:
                bold = [*paragraph.bold, *leads.get(paragraph.number, ())]
                indent = ' style="text-indent:2em"' if part[1] == 0 else ""
                parts.append(f"<p{indent}>{_words(part, bold)}</p>")
    return "\n".join(parts)


def _escaped(text: str) -> str:
    # html.escape comes with the names of all entities, which a start need not load
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tagged(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>"


def _row(part: Part) -> str:
    paragraph, start, end = part
    cells = paragraph.text[start:end].split("\t")
    return f"<tr>{''.join(_tagged('td', _escaped(cell)) for cell in cells)}</tr>"


def _words(part: Part, bold: Iterable[tuple[int, int]]) -> str:
    """The words of a part, those in `bold` spans marked."""
    return "".join(
        _tagged("b", _escaped(words)) if strong else _escaped(words)
        for words, strong in _cut(part, merged(list(bold)))
    )


def _cut(part: Part, bold: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    paragraph, start, end = part
    position = start
    for first, after in bold:
        first, after = max(first, position), min(after, end)
        if first >= after:
            continue
        yield paragraph.text[position:first], False
        yield paragraph.text[first:after], True
        position = after
    yield paragraph.text[position:end], False


def as_mime(text: Text, selection: Selection) -> QMimeData:
    """What goes to the clipboard or is dragged."""
    data = QMimeData()
    words = plain_text(text, selection)
    data.setText(words)
    paragraphs = selection.end.paragraph - selection.start.paragraph
    if len(words) <= LONGEST_HTML and paragraphs <= MOST_HTML:
        data.setHtml(html(text, selection))
    return data
