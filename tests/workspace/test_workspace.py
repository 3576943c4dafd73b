"""What the window and the commands hold: imports with faults, removals, health, the session."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.documents.model import Document
from reader.documents.record import DocumentRecord, Origin
from reader.errors import LibraryProblem, ReadOnlyLibrary, UsageError
from reader.importers.model import ParsedFile, Progress
from reader.library import files
from reader.library.intake import Intake
from reader.library.texts import TextStore
from reader.messages import Message
from reader.workspace.import_order import ImportOrder, Outcome
from reader.workspace.opening import open_workspace
from tests.command_texts import COLLECTION
from tests.workspace.samples import TEXTS, bring_in, opened, parse_here, places, total, write


def test_progress_is_told_and_a_cancel_keeps_what_is_done(tmp_path: Path) -> None:
    told: list[Progress] = []
    with opened(tmp_path) as workspace:
        paths = write(tmp_path / "文献")
        report = workspace.imports.take_in(paths, told.append, lambda: len(told) >= 2)
        assert report.cancelled
        assert [item.path for item in report.documents] == [str(path) for path in paths[:2]]
        assert told == [Progress(1, 3, str(paths[0])), Progress(2, 3, str(paths[1]))]
        assert total(workspace, "会务") == 1
        assert not workspace.imports.take_in(paths).cancelled
        assert len(workspace.documents()) == 3


def test_a_library_that_fails_midway_is_the_reason_for_the_rest(tmp_path: Path) -> None:
    """Nothing is left out in silence, and nothing more is tried."""
    saves: list[str] = []
    real = Intake.save_file

    def save(intake: Intake, parsed: ParsedFile, *_: object, **__: object) -> object:
        saves.append(parsed.path)
        if len(saves) == 2:
            raise LibraryProblem(Message("磁盘已满"))
        return real(intake, parsed)

    with opened(tmp_path) as workspace:
        paths = [*write(tmp_path / "文献"), tmp_path / "没有.txt"]
        with patch.object(Intake, "save_file", save):
            report = workspace.imports.take_in(paths)
        assert [item.path for item in report.documents] == [str(paths[0])]
        assert [(item.path, str(item.reason)) for item in report.failed] == [
            (str(paths[1]), "磁盘已满"),
            (str(paths[2]), "磁盘已满"),
            (str(paths[3]), "找不到文件或文件夹"),
        ]
        assert len(saves) == 2
        assert len(workspace.documents()) == 1


def test_a_file_is_imported_whole_or_not_at_all(tmp_path: Path) -> None:
    real = TextStore.add
    added: list[Document] = []

    def add(texts: TextStore, document: Document, origin: Origin) -> DocumentRecord:
        added.append(document)
        if len(added) == 2:
            raise LibraryProblem(Message("磁盘已满"))
        return real(texts, document, origin)

    with opened(tmp_path) as workspace:
        paths = write(tmp_path / "文献", {"两篇.txt": COLLECTION})
        with patch.object(TextStore, "add", add):
            assert len(workspace.imports.take_in(paths).failed) == 1
        assert workspace.documents() == ()
        assert workspace.is_new
        assert len(workspace.imports.take_in(paths).documents) == 2


def test_remove(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        one, *others = [record.document for record in workspace.documents()]
        with pytest.raises(UsageError, match="没有的"):
            workspace.removal.remove([one, "没有的"])
        assert len(workspace.documents()) == 3
        assert workspace.removal.remove([one]) == (one,)
        with pytest.raises(UsageError, match=one):
            workspace.read(one)
        assert [record.document for record in workspace.documents()] == others


def test_the_index_may_fail_after_a_removal(tmp_path: Path) -> None:
    """The removal is kept, and searching finds its way back by itself."""
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        document = workspace.documents()[0].document
        problem = LibraryProblem(Message("索引写不进去"))
        failing = patch.object(type(workspace._finder), "catch_up", side_effect=problem)
        with failing, pytest.raises(LibraryProblem, match="索引写不进去"):
            workspace.removal.remove([document])
        assert len(workspace.documents()) == 2
    with opened(tmp_path) as workspace:
        assert total(workspace, "台账") == 0


def test_a_read_only_library(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
    before = {p: p.read_bytes() for p in (tmp_path / "资料库").rglob("*") if p.is_file()}
    frozen = patch.object(files, "can_write", lambda path: path.name != "library.db")
    with frozen, opened(tmp_path) as workspace:
        assert workspace.read_only
        assert not workspace.is_new
        assert total(workspace, "督查") == 3
        document = workspace.documents()[0].document
        with pytest.raises(ReadOnlyLibrary, match=r"资料库.*只读"):
            workspace.removal.remove([document])
        with pytest.raises(ReadOnlyLibrary, match=r"资料库.*只读"):
            workspace.imports.take_in(write(tmp_path / "文献"))
        passage = workspace.bookmarks.passage(document, 1)
        assert workspace.bookmarks.add(passage).passage == passage
        assert workspace.verify().sound
    assert {p: p.read_bytes() for p in before} == before


def test_changes_are_noticed_once(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert workspace.changed_elsewhere() == (False, False)
        bring_in(workspace, tmp_path / "文献")
        assert workspace.changed_elsewhere() == (True, False)
        assert workspace.changed_elsewhere() == (False, False)
        document = workspace.documents()[0].document
        key = workspace.bookmarks.add(workspace.bookmarks.passage(document, 1)).annotation.id
        assert workspace.changed_elsewhere() == (False, True)
        workspace.bookmarks.edit(key, "改", "", ())
        assert workspace.changed_elsewhere() == (False, True)
        workspace.bookmarks.remove(key)
        assert workspace.changed_elsewhere() == (False, True)
        workspace.bookmarks.restore(key)
        assert workspace.changed_elsewhere() == (False, True)


def test_the_session_belongs_to_library_and_person(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert workspace.load_session() == {}
        workspace.save_session({"左": [1, 2]})
    with opened(tmp_path, tmp_path / "另一个") as workspace:
        assert workspace.load_session() == {}
    (tmp_path / "资料库").rename(tmp_path / "搬家")
    with opened(tmp_path, tmp_path / "搬家") as workspace:
        assert workspace.load_session() == {"左": [1, 2]}
        assert workspace.name == "搬家"


def test_verify_names_a_damaged_text(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
    library = tmp_path / "资料库" / "library.db"
    content = library.read_bytes()
    assert content.count("重要手段".encode()) == 1
    library.write_bytes(content.replace("重要手段".encode(), "次要手段".encode()))
    with opened(tmp_path) as workspace:
        document = next(r.document for r in workspace.documents() if "督查" in r.metadata.title)
        health = workspace.verify(repair=True)
        assert (health.library, health.personal, health.index) == ("damaged", "ok", "unknown")
        assert not health.sound
        assert document in str(health.problems[0])


def test_a_library_can_be_copied_and_moved(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
    shutil.copytree(tmp_path / "资料库", tmp_path / "U盘" / "资料")
    shutil.rmtree(tmp_path / "资料库")
    with opened(tmp_path / "另一台", tmp_path / "U盘" / "资料") as workspace:
        assert total(workspace, "督查") == 3
        assert len(workspace.documents()) == len(TEXTS)


def test_a_parser_with_a_bug_stops_the_import_and_nothing_else(tmp_path: Path) -> None:
    """A bug is not hidden; the texts before it are in the library and found."""

    def parse(order: ImportOrder) -> Iterator[Sequence[Outcome]]:
        yield from parse_here(replace(order, paths=order.paths[:1]))
        raise ZeroDivisionError

    home = places(tmp_path)
    workspace = open_workspace(tmp_path / "资料库", tmp_path / "p.db", home, parse)
    with pytest.raises(ZeroDivisionError):
        workspace.imports.take_in(write(tmp_path / "文献"))
    assert len(workspace.documents()) == 1
    workspace.close()
    with opened(tmp_path) as workspace:
        assert total(workspace, "督查") == 2
