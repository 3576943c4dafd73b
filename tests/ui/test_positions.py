"""Where documents are read: what is kept already is not kept again."""

from reader.documents.model import Kind, Paragraph
from reader.ui.positions import Positions
from reader.ui.reading.places import Spot
from reader.workspace.text import Text
from tests.ui.texts import text_of


def text(document: str) -> Text:
    lines = ("值班要点", "值班人员要坚守岗位。", "电话要有人接听。")
    paragraphs = [Paragraph(n, Kind.BODY, line) for n, line in enumerate(lines, start=1)]
    return text_of(paragraphs, document=document)


def waiting(positions: Positions) -> list[tuple[str, int]]:
    """The documents whose places are still to be kept, with the paragraphs."""
    selectors = [position.selector for position in positions.unsaved()]
    return [(selector.document, selector.paragraph) for selector in selectors]


def test_only_what_was_noted_since_is_still_to_be_kept() -> None:
    positions = Positions()
    for document in ("a", "b"):
        positions.note(text(document), Spot(2, 0))
    assert waiting(positions) == [("a", 2), ("b", 2)]
    kept = positions.unsaved()
    positions.note(text("b"), Spot(3, 0))
    positions.saved(kept)
    assert waiting(positions) == [("b", 3)]
    positions.note(text("a"), Spot(2, 0))
    assert waiting(positions) == [("b", 3)], "it stands where it was kept"


def test_in_another_library_nothing_is_left_of_them() -> None:
    positions = Positions()
    positions.note(text("a"), Spot(2, 0))
    positions.clear()
    assert positions.of("a") is None
    assert waiting(positions) == []
