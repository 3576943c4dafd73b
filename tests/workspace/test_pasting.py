"""A pasted text is a document like any other, without a file."""

import dataclasses
from pathlib import Path

from reader.documents.corrections import SetMetadata
from reader.documents.places import place_at
from reader.documents.reading import Reading
from reader.importers.limits import Limits
from reader.importers.model import Pasted
from reader.importers.pasted import parse_pasted
from reader.workspace.pasting import AddedText
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened, total, write

TEXT = "关于做好值班工作的通知\n\n一、值班安排\n\n各科室要排好班次，遇有督查及时报告。\n"


def paste(workspace: Workspace, text: str = TEXT, title: str | None = None) -> AddedText:
    document = parse_pasted(Pasted(text), Limits()).documents[0]
    if title is not None:
        metadata = dataclasses.replace(document.metadata, title=title, source="网上")
        document = dataclasses.replace(document, metadata=metadata)
    return workspace.pasted.add(document)


def title(reading: Reading, words: str) -> SetMetadata:
    return SetMetadata(place_at(reading.documents, 1), "title", words)


def test_it_is_listed_read_and_found(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        added = paste(workspace, title="值班通知")
        assert (added.title, added.new) == ("值班通知", True)
        (record,) = workspace.documents()
        assert record.document == added.document
        assert (record.format, record.encoding, record.has_file) == ("pasted", None, False)
        assert record.path.startswith("pasted:")
        assert record.metadata.source == "网上"
        assert total(workspace, "督查") == 1
        assert workspace.read(added.document).sections[0].title == "一、值班安排"
    with opened(tmp_path) as workspace:
        assert workspace.documents() == (record,)
        assert workspace.verify().sound


def test_the_worker_reads_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        document = workspace.pasted.read(Pasted(TEXT))
        assert document == parse_pasted(Pasted(TEXT), Limits()).documents[0]
        assert workspace.documents() == ()


def test_the_same_text_again_is_the_same_document(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        first = paste(workspace, title="值班通知")
        again = paste(workspace, title="另一个标题")
        assert again == AddedText(first.document, "值班通知", new=False)
        other = paste(workspace, "另一篇\n\n内容不同。\n")
        assert other.new
        assert len({record.path for record in workspace.documents()}) == 2


def test_a_text_that_came_from_a_file_is_not_taken_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", {"a.txt": TEXT})
        (record,) = workspace.documents()
        assert paste(workspace) == AddedText(record.document, record.metadata.title, new=False)


def test_a_file_with_the_same_text_leaves_it_as_the_user_wrote_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        added = paste(workspace, title="值班通知")
        for _ in range(2):
            report = workspace.imports.take_in(write(tmp_path / "文献", {"a.txt": TEXT}))
            assert [(d.document, d.status) for d in report.documents] == [
                (added.document, "unchanged")
            ]
        (record,) = workspace.documents()
        assert (record.metadata.title, record.has_file) == ("值班通知", False)


def test_files_with_the_same_title_do_not_take_its_place(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        added = paste(workspace)
        changed = TEXT.replace("各科室", "各部门")
        report = workspace.imports.take_in(write(tmp_path / "文献", {"a.txt": changed}))
        assert report.documents[0].status == "imported"
        assert report.documents[0].document != added.document
        assert len(workspace.documents()) == 2


def test_it_is_corrected_like_others_and_stays_known(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        added = paste(workspace)
        other = paste(workspace, "另一篇\n\n内容不同。\n")
        reading = workspace.corrections.reading(added.document)
        assert [d.metadata.title for d in reading.documents] == ["关于做好值班工作的通知"]
        workspace.corrections.set(added.document, [title(reading, "改过的标题")])
        titles = {r.document: r.metadata.title for r in workspace.documents()}
        assert titles == {added.document: "改过的标题", other.document: "另一篇"}
        again = paste(workspace)
        assert (again.document, again.new) == (added.document, False)
        assert workspace.corrections.reading(added.document).corrections
        assert workspace.verify().sound


def test_a_removed_one_comes_back(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        added = paste(workspace, title="值班通知")
        before = workspace.documents()
        workspace.removal.restore(workspace.removal.withdraw([added.document]))
        assert workspace.documents() == before
        workspace.removal.remove([added.document])
        again = paste(workspace)
        assert (again.document, again.new) == (added.document, True)
