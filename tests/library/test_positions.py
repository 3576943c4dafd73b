"""Reading positions on disk: one for each document of a library."""

from pathlib import Path

from reader.documents.model import Selector
from reader.documents.positions import ReadingPosition
from reader.library.database import Database
from reader.library.positions import PositionStore
from reader.library.schema import PERSONAL


def position(document: str, paragraph: int, offset: int = 0) -> ReadingPosition:
    selector = Selector(document, paragraph, 2, 6, "值班记录", "翻开", "，逐条", "f1")
    return ReadingPosition(selector, offset)


def test_each_document_has_the_place_of_the_last_time(tmp_path: Path) -> None:
    with Database(tmp_path / "personal.db", PERSONAL) as database:
        store = PositionStore(database, "here")
        store.keep([position("a", 3, -12), position("b", 8)])
        store.keep([position("a", 5, 40)])
    with Database(tmp_path / "personal.db", PERSONAL) as database:
        store = PositionStore(database, "here")
        assert store.position("a") == position("a", 5, 40)
        assert store.position("b") == position("b", 8)
        assert store.position("c") is None
        assert PositionStore(database, "there").position("a") is None
