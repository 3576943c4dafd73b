"""The desk: what is asked of it, and what it reads for that."""

import pytest

from reader.documents.model import Passage
from reader.workspace.text import Text
from tests.ui.conftest import Desktop, OpenLibrary


def test_a_document_that_is_asked_for_twice_is_read_once(
    desktop: Desktop, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_library()
    window = desktop.window(workspace)
    first, second = (record.document for record in workspace.documents()[:2])
    read: list[str] = []
    whole = workspace.read

    def count(document: str) -> Text:
        read.append(document)
        return whole(document)

    monkeypatch.setattr(workspace, "read", count)
    for document in (second, first):
        read.clear()
        window.desk.open(document)
        window.desk.open(document)
        desktop.settle(window)
        assert window.desk.active.document == document
        assert read == [document]
    passage = Passage(second, 2, 0, 1)
    read.clear()
    window.desk.show(passage)
    window.desk.show(passage)
    desktop.settle(window)
    assert window.desk.active.document == second
    assert read == [second]
