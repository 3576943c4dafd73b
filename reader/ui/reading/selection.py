"""What there is to select in a text: everything, a paragraph, a clause, a word."""

from collections.abc import Callable

from reader.documents.model import Paragraph
from reader.ui.reading.places import Place, Selection
from reader.workspace.text import Text

CLAUSE_ENDS = "，。；：、！？…—“”‘’（）《》〈〉【】「」『』〔〕　 \t,.;:!?()[]"


def whole(text: Text) -> Selection:
    """Everything from the first character to the last."""
    last = text.paragraphs[-1]
    return Selection(Place(1, 0), Place(last.number, len(last.text)))


def whole_paragraph(paragraph: Paragraph) -> Selection:
    """One paragraph."""
    return Selection(Place(paragraph.number, 0), Place(paragraph.number, len(paragraph.text)))


def word_at(text: str, index: int) -> tuple[int, int]:
    """What a double click on a character means.

    A Latin word or a number where there is one; else the clause between two marks, since
    nothing parts the words of Chinese. On a mark: that mark.
    """
    if not text:
        return 0, 0
    index = min(max(index, 0), len(text) - 1)
    if _latin(text[index]):
        return _run(text, index, _latin)
    if text[index] in CLAUSE_ENDS:
        return index, index + 1
    return _run(text, index, _in_clause)


def _run(text: str, index: int, belongs: Callable[[str], bool]) -> tuple[int, int]:
    start, end = index, index + 1
    while start > 0 and belongs(text[start - 1]):
        start -= 1
    while end < len(text) and belongs(text[end]):
        end += 1
    return start, end


def clause_before(text: str, index: int) -> int:
    """Where the caret goes by Ctrl+Left: to the beginning of a word or clause."""
    while index > 0 and text[index - 1] in CLAUSE_ENDS:
        index -= 1
    return word_at(text, index - 1)[0] if index > 0 else 0


def clause_after(text: str, index: int) -> int:
    """Where the caret goes by Ctrl+Right: to the beginning of the next word or clause."""
    if index < len(text) and text[index] not in CLAUSE_ENDS:
        index = word_at(text, index)[1]
    while index < len(text) and text[index] in CLAUSE_ENDS:
        index += 1
    return index


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _in_clause(character: str) -> bool:
    return character not in CLAUSE_ENDS
