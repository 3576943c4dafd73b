"""Documents follow their texts when files change places; bookmarks and corrections with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.documents.corrections import SetMetadata
from reader.documents.model import AnchorState
from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened, write

NAMES = ("会务.txt", "督查.txt", "值班.txt")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path) as workspace:
        yield workspace


def places(workspace: Workspace) -> dict[str, str]:
    """The name of the file of each document, by its title."""
    return {r.metadata.title: Path(r.path).name for r in workspace.documents()}


def test_files_that_changed_places_take_their_documents_along(
    workspace: Workspace, tmp_path: Path
) -> None:
    paths = write(tmp_path / "in")
    ids = {row.title: row.document for row in workspace.imports.take_in(paths).documents}
    reading = workspace.corrections.reading(ids["督查工作要点"])
    title = SetMetadata(reading.place(0), "title", "督查")
    workspace.corrections.set(ids["督查工作要点"], reading.correct(title).corrections)
    marks = {
        workspace.bookmarks.add(workspace.bookmarks.passage(document, 2)).annotation.id: document
        for document in ids.values()
    }
    texts = [(tmp_path / "in" / name).read_text("utf-8") for name in NAMES]
    for name, text in zip(NAMES, (texts[1], texts[2], texts[0]), strict=True):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    report = workspace.imports.take_in(paths)
    assert {row.status for row in report.documents} == {"unchanged"}
    assert places(workspace) == {
        "督查": "会务.txt",
        "值班工作要点": "督查.txt",
        "会务工作要点": "值班.txt",
    }
    for mark in workspace.bookmarks.all():
        assert mark.state is AnchorState.EXACT
        assert mark.passage is not None
        assert mark.passage.document == marks[mark.annotation.id]
    # From now on an edit is one of the text that stands there.
    (tmp_path / "in" / "会务.txt").write_text(texts[1] + "每月通报一次。\n", "utf-8")
    (row,) = workspace.imports.take_in([tmp_path / "in" / "会务.txt"]).documents
    assert (row.document, row.status, row.title) == (ids["督查工作要点"], "updated", "督查")


def test_a_copy_does_not_take_the_document_away(workspace: Workspace, tmp_path: Path) -> None:
    paths = write(tmp_path / "in")
    workspace.imports.take_in(paths)
    before = places(workspace)
    copy = tmp_path / "in" / "副本.txt"
    copy.write_text(paths[0].read_text("utf-8"), "utf-8")
    workspace.imports.take_in([*paths, copy])
    assert places(workspace) == before
    workspace.imports.take_in([copy])
    assert places(workspace) == before
