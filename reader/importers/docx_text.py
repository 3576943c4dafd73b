"""The text of a paragraph of a docx as its reader sees it.

Deleted and hidden text is out, inserted text in, fields show their results, ruby its base.
"""

from dataclasses import dataclass, field

from lxml import etree

from reader.importers.docx_styles import Styles
from reader.importers.fields import Fields
from reader.importers.ooxml import WORD, word_switch, word_value
from reader.importers.runs import Run
from reader.importers.symbols import symbol
from reader.importers.xml import local

_DROPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "delText", "delInstrText", "rt", "sdtPr"}
    | {"Fallback", "object", "commentReference", "annotationRef", "sdtEndPr", "rubyPr", "tcPr"}
)
_PLAIN = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}


@dataclass(slots=True)
class Notes:
    """The notes that the text referred to: (which part, id). The place gives the number."""

    order: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, part: str, ident: str) -> str:
        """The mark in the text for a note."""
        self.order.append((part, ident))
        return f"[注{len(self.order)}]"


class ParagraphText:
    """Reads paragraphs; keeps count of notes and open fields over the whole document."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self._fields = Fields()

    def read(
        self, paragraph: etree._Element, style: str | None
    ) -> tuple[list[Run], list[etree._Element]]:
        """The runs of a paragraph, and the text boxes anchored in it."""
        runs: list[Run] = []
        boxes: list[etree._Element] = []
        bold = self._styles.bold(style)
        hidden = self._styles.hidden(style)
        # Elements to visit, the next one last, each with the look of its run.
        waiting = [(child, bold, hidden) for child in reversed(paragraph)]
        while waiting:
            element, is_bold, is_hidden = waiting.pop()
            name = local(element)
            if name in _DROPPED or not name:
                continue
            if name == "txbxContent":
                boxes.append(element)
                continue
            if name == "r":
                is_bold, is_hidden = self._look(element, bold, hidden)
            text = self._text(element, name)
            if text and not is_hidden:
                runs.append((text, is_bold))
            waiting += [(child, is_bold, is_hidden) for child in reversed(element)]
        self._fields.end_paragraph()
        return runs, boxes

    def _look(self, run: etree._Element, bold: bool, hidden: bool) -> tuple[bool, bool]:
        look = run.find(WORD + "rPr")
        if look is None:
            return bold, hidden
        style = word_value(look.find(WORD + "rStyle"))
        own_bold, own_hidden = word_switch(look, "b"), word_switch(look, "vanish")
        if own_bold is None:
            own_bold = bold or self._styles.bold(style)
        if own_hidden is None:
            own_hidden = hidden or self._styles.hidden(style)
        return own_bold, own_hidden

    def _text(self, element: etree._Element, name: str) -> str:
        """What the element itself shows, its children apart."""
        if name == "fldChar":
            box = _checkbox(element) if self._fields.visible else ""
            return box + self._fields.meet(word_value(element, "fldCharType"))
        if name in ("t", "instrText"):
            text = self._fields.show(element.text or "")
            return text if name == "t" else ""
        if not self._fields.visible:
            return ""
        if name in _PLAIN or name == "sym":
            return self._fields.show(_PLAIN.get(name) or _symbol(element))
        if name in ("footnoteReference", "endnoteReference"):
            part = "footnotes" if name == "footnoteReference" else "endnotes"
            return self._notes.mark(part, word_value(element, "id") or "")
        return ""


def _symbol(element: etree._Element) -> str:
    try:
        code = int(word_value(element, "char") or "", 16)
    except ValueError:
        return ""
    return symbol(code, word_value(element, "font") or "")


def _checkbox(field_begin: etree._Element) -> str:
    """A form field of Word 97 that can be ticked shows a box and has no result."""
    box = field_begin.find(f"{WORD}ffData/{WORD}checkBox")
    if box is None:
        return ""
    ticked = word_switch(box, "checked")
    if ticked is None:
        ticked = word_switch(box, "default")
    return "☑" if ticked else "☐"
