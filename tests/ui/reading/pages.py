"""What a page shows, in words: for the tests of views."""

from reader.documents.model import Passage
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.sight import Placed
from reader.ui.reading.view import ReadingView
from reader.workspace.text import Text


def placed(view: ReadingView) -> tuple[Placed, ...]:
    """The pieces in view."""
    return () if view.page is None else view.page.placed()


def lines_in_view(view: ReadingView) -> list[str]:
    """Every line of which something can be seen."""
    found = []
    for item in placed(view):
        for line in range(item.lines.count):
            top = item.top + item.lines.top_of(line)
            if top + item.lines.setting.line > 0 and top < view.page_height:
                start, end = item.lines.span_of(line)
                found.append(item.paragraph.text[item.start + start : item.start + end])
    return found


def words_in_view(view: ReadingView) -> str:
    """What stands between the first and the last line in view."""
    return "".join(lines_in_view(view))


def marked(view: ReadingView) -> list[str]:
    """The words that are marked in the paragraphs in view."""
    return [
        item.paragraph.text[start:end]
        for item in placed(view)
        for (start, end), _ in view.marking.passages(item.paragraph)
    ]


def passage_of(text: Text, paragraph: int, words: str) -> Passage:
    """The first occurrence of words in a paragraph."""
    start = text.paragraphs[paragraph - 1].text.index(words)
    return Passage("d1", paragraph, start, start + len(words), words)


def select_words(view: ReadingView, words: str, until: str = "") -> None:
    """Select the first occurrence of words, or from there to the end of others."""
    assert view.text is not None
    first = next(p for p in view.text.paragraphs if words in p.text)
    start = first.text.index(words)
    last, end = first, start + len(words)
    if until:
        last = next(p for p in view.text.paragraphs if until in p.text)
        end = last.text.index(until) + len(until)
    view.select(Selection(Place(first.number, start), Place(last.number, end)))


def whole_text(view: ReadingView) -> str:
    """All that is shown, junk left out."""
    assert view.page is not None
    return "\n".join(p.text for p in view.page.pieces.paragraphs)
