"""Corrections that are broken off, cannot be saved, or are refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.documents.corrections import Correction
from reader.errors import LibraryProblem, ReadOnlyLibrary, UsageError
from reader.importers.model import ImportedDocument, ParsedFile
from reader.library.intake import Intake
from reader.messages import Message
from reader.workspace.workspace import Workspace
from tests.workspace.correcting.acting import split, state, take, write
from tests.workspace.samples import opened, total


class Cut(Exception):
    """The program ends here."""


def cut(*_: object, **__: object) -> None:
    raise Cut


@pytest.mark.parametrize("mended_by", ["start", "import"])
def test_an_end_between_the_two_files_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mended_by: str
) -> None:
    """The user's list is written, and the library is not: the program dies."""
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
        reading = split(workspace.corrections.reading(row.document))
        with monkeypatch.context() as patched:
            patched.setattr("reader.library.noting.Noting.ended", lambda *_: None)
            patched.setattr("reader.library.stamps.FileStamps.forget", cut)
            with pytest.raises(Cut):
                workspace.corrections.set(row.document, reading.corrections)
        assert len(workspace.documents()) == 1
    with opened(tmp_path) as workspace:
        if mended_by == "start":
            workspace.warm_up()
        else:
            take(workspace, path)
        assert len(workspace.documents()) == 2
        assert workspace.corrections.reading(row.document).corrections == reading.corrections
        assert total(workspace, "督查") == 2


def test_an_end_before_the_list_is_settled_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, write(tmp_path))
        reading = split(workspace.corrections.reading(row.document))
        with monkeypatch.context() as patched:
            patched.setattr("reader.library.corrections.CorrectionStore.settle", cut)
            with pytest.raises(Cut):
                workspace.corrections.set(row.document, reading.corrections)
        before = state(workspace)
        assert len(before) == 2
    with opened(tmp_path) as workspace:
        workspace.warm_up()
        assert state(workspace) == before
        assert total(workspace, "督查") == 2


def test_what_cannot_be_saved_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise LibraryProblem(Message("磁盘已满"))

    with opened(tmp_path) as workspace:
        (row,) = take(workspace, write(tmp_path))
        first = workspace.corrections.reading(row.document).set_metadata(0, "date", "2014")
        workspace.corrections.set(row.document, first.corrections)
        before = state(workspace)
        for name in (
            "library.texts.TextStore.replace",
            "library.originals.OriginalStore.put",
            "library.stamps.FileStamps.forget",
            "library.corrections.CorrectionStore.put",
        ):
            with monkeypatch.context() as patched:
                patched.setattr(f"reader.{name}", full)
                with pytest.raises(LibraryProblem):
                    workspace.corrections.set(row.document, split(first).corrections)
            assert state(workspace) == before
    with opened(tmp_path) as workspace:
        workspace.warm_up()
        assert state(workspace) == before
        assert workspace.corrections.reading(row.document).corrections == first.corrections


def test_a_file_that_cannot_be_saved_costs_only_its_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = write(tmp_path), write(tmp_path, "另.txt", "会务要点\n会前准备要细。\n")
    real = Intake.save_file

    def save(
        self: Intake,
        parsed: ParsedFile,
        given: Sequence[Correction] | None = None,
        **_: object,
    ) -> list[ImportedDocument]:
        rows = real(self, parsed, given)
        if given:
            raise LibraryProblem(Message("磁盘已满"))
        return rows

    with opened(tmp_path) as workspace:
        reading = split(workspace.previews.read(path))
        monkeypatch.setattr(Intake, "save_file", save)
        report = workspace.imports.take_in(
            [path, other], corrections={str(path): reading.corrections}
        )
        assert len(report.failed) == 2
        monkeypatch.undo()
        assert workspace.documents() == ()
        assert [r.title for r in take(workspace, path)] == ["关于做好值班工作的通知"]


def test_a_read_only_library_refuses(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, write(tmp_path))
        reading = split(workspace.corrections.reading(row.document))
        workspace.gate.read_only = True
        with pytest.raises(ReadOnlyLibrary):
            workspace.corrections.set(row.document, reading.corrections)
        assert workspace.corrections.reading(row.document).documents == reading.documents


def test_an_unknown_document_is_told(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有文献"):
        workspace.corrections.reading("没有")
    with pytest.raises(UsageError, match="没有文献"):
        workspace.corrections.set("没有", ())
