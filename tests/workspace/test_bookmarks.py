"""Bookmarks through the workspace: where they may be put, and where their words stand now."""

from pathlib import Path

import pytest

from reader.documents.model import AnchorState, Passage
from reader.errors import UsageError
from tests.workspace.samples import TEXTS, bring_in, opened

ONE = {"督查.txt": TEXTS["督查.txt"]}


def test_every_paragraph_and_every_span_of_it_can_be_marked(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        made = []
        for record in workspace.documents():
            for paragraph in workspace.read(record.document).paragraphs:
                length = len(paragraph.text)
                for span in (None, (0, 1), (length - 1, length), (0, length)):
                    passage = workspace.bookmarks.passage(record.document, paragraph.number, span)
                    start, end = span or (0, length)
                    assert passage.text == paragraph.text[start:end]
                    bookmark = workspace.bookmarks.add(passage)
                    assert (bookmark.passage, bookmark.state) == (passage, AnchorState.EXACT)
                    made.append(bookmark)
        assert workspace.bookmarks.all() == tuple(made)


@pytest.mark.parametrize(
    ("paragraph", "span"),
    [(0, None), (4, None), (-1, None), (1, (0, 0)), (1, (3, 2)), (1, (-1, 2)), (1, (0, 999))],
)
def test_a_passage_that_is_not_there(
    tmp_path: Path, paragraph: int, span: tuple[int, int] | None
) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", ONE)
        document = workspace.documents()[0].document
        with pytest.raises(UsageError, match="段"):
            workspace.bookmarks.passage(document, paragraph, span)
        if paragraph > 0 and (span is None or 0 <= span[0] <= span[1]):
            with pytest.raises(UsageError, match="段"):
                workspace.bookmarks.add(Passage(document, paragraph, *(span or (0, 1))))
        with pytest.raises(UsageError, match="没有的"):
            workspace.bookmarks.passage("没有的", 1)
        assert workspace.bookmarks.all() == ()


def test_bookmarks_follow_their_words(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", ONE)
        document = workspace.documents()[0].document
        workspace.bookmarks.add(workspace.bookmarks.passage(document, 3, (0, 4)), note="记")
        changed = ONE["督查.txt"].replace("各科室", "先讲一句。\n各科室")
        bring_in(workspace, tmp_path / "文献", {"督查.txt": changed})
        (bookmark,) = workspace.bookmarks.all()
        assert bookmark.state is AnchorState.MOVED
        assert bookmark.passage is not None
        moved = workspace.bookmarks.passage(document, bookmark.passage.paragraph, (0, 4))
        assert moved.text == "建立台账"
        workspace.removal.remove([document])
        (bookmark,) = workspace.bookmarks.all()
        assert (bookmark.state, bookmark.passage) == (AnchorState.LOST, None)
        bring_in(workspace, tmp_path / "文献", ONE)
        (bookmark,) = workspace.bookmarks.all()
        assert (bookmark.state, bookmark.annotation.note) == (AnchorState.EXACT, "记")


def test_a_library_shows_its_own_bookmarks(tmp_path: Path) -> None:
    """Made here, or on a document that is here too; a lost one stays where it was made."""
    other = tmp_path / "另一个"
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        for record in workspace.documents():
            workspace.bookmarks.add(workspace.bookmarks.passage(record.document, 1))
    with opened(tmp_path, other) as workspace:
        assert workspace.bookmarks.all() == ()
        bring_in(workspace, tmp_path / "文献", ONE)
        (bookmark,) = workspace.bookmarks.all()
        assert bookmark.annotation.title == "督查工作要点"
        workspace.removal.remove([workspace.documents()[0].document])
        assert workspace.bookmarks.all() == ()
    with opened(tmp_path) as workspace:
        assert len(workspace.bookmarks.all()) == 3


def test_editing_and_undoing(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", ONE)
        passage = workspace.bookmarks.passage(workspace.documents()[0].document, 2)
        key = workspace.bookmarks.add(passage, "初", "学习", ("甲",)).annotation.id
        workspace.bookmarks.edit(key, "改", "学习/督查", ("乙", "丙"))
        (bookmark,) = workspace.bookmarks.all("学习")
        assert bookmark.annotation.note == "改"
        assert bookmark.annotation.tags == ("乙", "丙")
        workspace.bookmarks.remove(key)
        assert workspace.bookmarks.all() == ()
        workspace.bookmarks.restore(key)
        assert workspace.bookmarks.all() == (bookmark,)
