"""Preview and correction, and what holds when files come in again."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.documents.corrections import Correction, Join, ReadAs, SetHeading, SetJunk, Split
from reader.documents.model import AnchorState, Kind
from reader.documents.reading import Reading
from reader.errors import ImportProblem, LibraryProblem, ReadOnlyLibrary, UsageError
from reader.importers.model import FailedFile, ImportedDocument, ParsedFile, Progress
from reader.library.intake import Intake
from reader.messages import Message
from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened, total
from tests.workspace.watched_folder import person

MEMO = """关于做好值班工作的通知
各科室：
一、总体要求
值班人员要坚守岗位，遇有突发事件及时报告，不得擅离职守。
二、工作安排
各科室轮流值班，节假日由领导带班，交接班要有记录。
关于加强督查工作的意见
督查工作要抓实抓细，建立台账，办结销号。
每月通报一次办理情况，年底统一考核。
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path) as workspace:
        yield workspace


def write(folder: Path, name: str = "通知.txt", text: str = MEMO) -> Path:
    path = folder / "文献" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def take(
    workspace: Workspace, *paths: Path, corrections: Sequence[Correction] | None = None
) -> tuple[ImportedDocument, ...]:
    files = [f for p in paths for f in (sorted(p.iterdir()) if p.is_dir() else [p])]
    given = {} if corrections is None else {str(path): corrections for path in files}
    report = workspace.import_paths(files, corrections=given)
    assert not report.failed
    return report.documents


def at(reading: Reading, words: str) -> tuple[int, int]:
    """The corrected document and the paragraph that begins with the words."""
    return next(
        (n, p.number)
        for n, document in enumerate(reading.corrected.documents)
        for p in document.paragraphs
        if p.text.startswith(words)
    )


def split(reading: Reading, words: str = "关于加强督查") -> Reading:
    return reading.correct(Split(reading.place(*at(reading, words))))


def junk(reading: Reading, words: str) -> Reading:
    return reading.correct(SetJunk(reading.place(*at(reading, words)), junk=True))


def shown(workspace: Workspace) -> dict[str, str]:
    """The titles of all documents by their ids."""
    return {r.document: r.metadata.title for r in workspace.documents()}


def state(workspace: Workspace) -> dict[str, object]:
    """All that a person sees of the documents."""
    return {
        r.document: (
            r.metadata,
            workspace.read(r.document).paragraphs,
            workspace.read(r.document).sections,
        )
        for r in workspace.documents()
    }


# Preview


def test_a_preview_saves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.preview(write(tmp_path))
    assert reading.documents[0].metadata.title == "关于做好值班工作的通知"
    assert reading.corrections == ()
    assert workspace.documents() == ()


def test_a_preview_of_what_cannot_be_read_says_why(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="找不到"):
        workspace.preview(tmp_path / "没有.txt")


def test_previews_of_many_files_are_those_of_each(workspace: Workspace, tmp_path: Path) -> None:
    known = write(tmp_path, "甲.txt")
    corrected = workspace.preview(known).set_metadata(0, "title", "值班通知")
    take(workspace, known, corrections=corrected.corrections)
    new, empty = write(tmp_path, "乙.txt", edited(MEMO)), write(tmp_path, "丙.txt", "")
    told: list[Progress] = []
    previews = workspace.previews([known, new, empty], told.append)
    found = {Path(item.path).name: item for item in previews}
    assert found["甲.txt"] == workspace.preview(known) == corrected
    assert found["乙.txt"] == workspace.preview(new)
    failed = found[empty.name]
    assert isinstance(failed, FailedFile)
    assert "空" in str(failed.reason)
    assert [(step.done, step.total) for step in told] == [(1, 3), (2, 3), (3, 3)]
    assert len(workspace.documents()) == 1


def test_previews_can_be_left(workspace: Workspace, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt", f"{MEMO}\n第{n}份。") for n in range(5)]
    left = False
    previews = workspace.previews(files, cancelled=lambda: left)
    assert next(previews).path == str(files[0])
    left = True
    assert list(previews) == []


def test_a_file_is_reread_as_if_it_were_new(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(MEMO.encode("gb18030"))
    take(workspace, path, corrections=workspace.preview(path, "big5").corrections)
    assert workspace.preview(path).encoding == "big5"
    for encoding, read_in in ((None, "gb18030"), ("gb18030", "gb18030"), ("big5", "big5")):
        reading = workspace.reread(path, encoding)
        assert (reading.encoding, reading.corrections) == (read_in, ())


def test_what_was_corrected_in_the_preview_is_imported_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    reading = split(workspace.preview(path)).set_metadata(0, "date", "2014-05")
    rows = take(workspace, path, corrections=reading.corrections)
    assert [row.title for row in rows] == ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    assert workspace.documents()[0].metadata.date == "2014-05"
    assert workspace.preview(path).corrections == reading.corrections
    before = state(workspace)
    again = take(workspace, path)
    assert {row.status for row in again} == {"unchanged"}
    assert state(workspace) == before


# Correcting and importing again


def test_corrections_are_in_the_index_at_once(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    assert total(workspace, "各科室") == 2
    reading = junk(workspace.reading(row.document), "各科室：")
    report = workspace.set_corrections(row.document, reading.corrections)
    assert [r.status for r in report.documents] == ["updated"]
    assert total(workspace, "各科室") == 1
    workspace.set_corrections(row.document, ())
    assert total(workspace, "各科室") == 2


def test_undo_brings_everything_back(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    before = state(workspace)
    first = workspace.reading(row.document)
    changed = split(junk(first, "各科室：")).set_metadata(1, "author", "某局")
    changed = changed.correct(SetHeading(changed.place(*at(changed, "二、")), 3))
    workspace.set_corrections(row.document, changed.corrections)
    after = state(workspace)
    assert len(after) == 2
    for _ in range(2):
        workspace.set_corrections(row.document, first.corrections)
        assert state(workspace) == before
        workspace.set_corrections(row.document, changed.corrections)
        assert state(workspace) == after


def edited(text: str) -> str:
    return text.replace("不得擅离职守。", "不得擅离职守。\n紧急情况先处置后报告。")


Again = Callable[[Path], Path]


def as_it_is(path: Path) -> Path:
    return path


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("改名.txt"))


def moved(path: Path) -> Path:
    (path.parent / "新").mkdir()
    return Path(shutil.move(path, path.parent / "新" / path.name))


def changed(path: Path) -> Path:
    path.write_text(edited(path.read_text("utf-8")), "utf-8")
    return path


def folder_of(path: Path) -> Path:
    return path.parent


@pytest.mark.parametrize("again", [as_it_is, renamed, moved, changed, folder_of])
def test_corrections_survive_importing_again(
    workspace: Workspace, tmp_path: Path, again: Again
) -> None:
    path = write(tmp_path)
    other = write(tmp_path, "另一篇.txt", "会务工作要点\n会前准备要细，会后要落实。\n")
    row, _ = take(workspace, path, other)
    reading = split(junk(workspace.reading(row.document), "各科室："))
    reading = reading.set_metadata(0, "issuer", "某某局").set_metadata(1, "title", "督查意见")
    workspace.set_corrections(row.document, reading.corrections)
    before = shown(workspace)
    rows = take(workspace, again(path))
    assert all(not row.warnings for row in rows)
    assert shown(workspace) == before
    assert sorted(before.values()) == sorted(["关于做好值班工作的通知", "督查意见", "会务工作要点"])
    text = workspace.read(row.document)
    assert text.record.metadata.issuer == "某某局"
    assert [p.text for p in text.paragraphs if p.kind is Kind.JUNK] == ["各科室："]
    assert workspace.reading(row.document).corrections == reading.corrections


def test_a_copy_of_a_corrected_file_is_the_same_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    reading = junk(workspace.reading(row.document), "各科室：")
    workspace.set_corrections(row.document, reading.corrections)
    before = state(workspace)
    copy = write(tmp_path, "副本.txt")
    (found,) = take(workspace, copy)
    assert (found.document, found.status) == (row.document, "unchanged")
    assert state(workspace) == before
    # What the corrections made of it is the same text as well.
    clean = write(tmp_path, "干净.txt", MEMO.replace("各科室：\n", ""))
    (found,) = take(workspace, clean)
    assert (found.document, found.status) == (row.document, "unchanged")


def test_corrections_made_in_the_preview_of_a_copy_are_made_in_the_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    copy = write(tmp_path, "副本.txt")
    reading = workspace.preview(copy).set_metadata(0, "title", "值班通知")
    take(workspace, copy, corrections=reading.corrections)
    assert shown(workspace) == {row.document: "值班通知"}
    assert workspace.documents()[0].path == str(path)
    take(workspace, path)
    assert shown(workspace) == {row.document: "值班通知"}


def test_what_finds_its_place_no_more_is_told_and_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    reading = junk(workspace.reading(row.document), "各科室：").set_metadata(0, "date", "2014")
    workspace.set_corrections(row.document, reading.corrections)
    path.write_text(MEMO.replace("各科室：\n", ""), "utf-8")
    (found,) = take(workspace, path)
    assert "各科室：" in str(found.warnings[0])
    assert workspace.documents()[0].metadata.date == "2014"
    path.write_text(MEMO, "utf-8")
    (found,) = take(workspace, path)
    assert found.warnings == ()
    text = workspace.read(row.document)
    assert [p.text for p in text.paragraphs if p.kind is Kind.JUNK] == ["各科室："]


def test_the_original_file_is_not_needed(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    path.unlink()
    reading = split(workspace.reading(row.document))
    workspace.set_corrections(row.document, reading.corrections)
    assert len(workspace.documents()) == 2
    second = next(d for d in shown(workspace) if d != row.document)
    assert workspace.reading(second).documents == reading.documents
    workspace.set_corrections(second, ())
    assert list(shown(workspace)) == [row.document]


# Splitting and joining


COLLECTION = """心得体会（2篇）
篇一：勤于学习践行初心使命
作为办公室干部，要把学习放在第一位，做到学思用贯通。
要把岗位当作课堂，在实践中增长才干。
篇二：新时代办公室工作的根本遵循
办公室工作是党的事业的重要组成部分，要讲政治顾大局。
要严谨细致，一丝不苟，把小事办好。
"""


def collection(workspace: Workspace, folder: Path) -> tuple[str, str]:
    first, second = take(workspace, write(folder, "集.txt", COLLECTION))
    return first.document, second.document


def test_a_joined_document_gets_its_id_back(workspace: Workspace, tmp_path: Path) -> None:
    first, second = collection(workspace, tmp_path)
    before = state(workspace)
    reading = workspace.reading(second)
    joined = reading.correct(Join(reading.place(1)))
    workspace.set_corrections(second, joined.corrections)
    assert list(shown(workspace)) == [first]
    take(workspace, tmp_path / "文献")
    assert list(shown(workspace)) == [first]
    workspace.set_corrections(first, ())
    assert state(workspace) == before


def test_bookmarks_find_their_words_in_the_other_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = collection(workspace, tmp_path)
    text = workspace.read(second).paragraphs[2].text
    workspace.add_bookmark(workspace.passage(second, 3))
    kept = workspace.add_bookmark(workspace.passage(first, 2)).annotation.id
    reading = workspace.reading(second)
    workspace.set_corrections(second, reading.correct(Join(reading.place(1))).corrections)
    moved, stayed = workspace.bookmarks()
    assert moved.passage is not None
    assert (moved.state, moved.passage.document) == (AnchorState.MOVED, first)
    assert moved.passage.text == text
    assert (stayed.annotation.id, stayed.state) == (kept, AnchorState.EXACT)
    # One that is made in the joined text moves when it is split again.
    late = workspace.add_bookmark(moved.passage).annotation.id
    workspace.set_corrections(first, ())
    found = {b.annotation.id: b for b in workspace.bookmarks()}
    assert found[moved.annotation.id].state is AnchorState.EXACT
    passage = found[late].passage
    assert passage is not None
    assert (passage.document, passage.text) == (second, text)


def test_bookmarks_in_a_part_that_is_split_off(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    workspace.add_bookmark(workspace.passage(row.document, 8, (0, 6)))
    reading = split(workspace.reading(row.document))
    workspace.set_corrections(row.document, reading.corrections)
    (bookmark,) = workspace.bookmarks()
    assert bookmark.passage is not None
    assert bookmark.passage.document != row.document
    assert bookmark.passage.text == "督查工作要抓"
    there = workspace.add_bookmark(bookmark.passage)
    workspace.set_corrections(row.document, ())
    for found in workspace.bookmarks():
        assert found.passage is not None
        assert found.passage.document == row.document
        assert found.passage.text == "督查工作要抓"
    workspace.set_corrections(row.document, reading.corrections)
    states = {b.annotation.id: b.state for b in workspace.bookmarks()}
    assert states[there.annotation.id] is AnchorState.EXACT


def test_removed_parts_do_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    reading = split(workspace.reading(row.document))
    workspace.set_corrections(row.document, reading.corrections)
    second = next(d for d in shown(workspace) if d != row.document)
    workspace.remove([second])
    rest = workspace.reading(row.document)
    assert all("建立台账" not in p.text for d in rest.documents for p in d.paragraphs)
    workspace.set_corrections(row.document, rest.set_metadata(0, "title", "其一").corrections)
    assert shown(workspace) == {row.document: "其一"}


def test_nothing_of_a_removed_text_stays_in_the_library(
    workspace: Workspace, tmp_path: Path
) -> None:
    (row,) = take(workspace, write(tmp_path))
    reading = junk(split(workspace.reading(row.document)), "各科室：")
    workspace.set_corrections(row.document, reading.corrections)
    held = workspace.withdraw(tuple(shown(workspace)))
    assert "值班人员要坚守".encode() not in (workspace.folder / "library.db").read_bytes()
    workspace.restore(held)
    assert workspace.reading(row.document).documents[0].paragraphs
    take(workspace, tmp_path / "文献")
    assert sorted(shown(workspace).values()) == sorted(
        ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    )


# Encodings


def test_an_encoding_is_chosen_in_the_preview_and_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    path.write_bytes(MEMO.encode("gb18030"))
    wrong = workspace.preview(path, "big5")
    assert wrong.encoding == "big5"
    assert wrong.corrections == (ReadAs("big5"),)
    assert wrong.can_choose_encoding
    (row,) = take(workspace, path, corrections=wrong.corrections)
    assert row.encoding == "big5"
    assert row.title != "关于做好值班工作的通知"
    # Neither does an import forget it, nor a move.
    assert take(workspace, path)[0].status == "unchanged"
    path = renamed(path)
    (again,) = take(workspace, path)
    assert (again.document, again.encoding) == (row.document, "big5")
    workspace.set_corrections(row.document, ())
    assert shown(workspace) == {row.document: "关于做好值班工作的通知"}
    right = workspace.reading(row.document)
    workspace.set_corrections(row.document, [ReadAs("gb18030"), *right.corrections])
    assert shown(workspace) == {row.document: "关于做好值班工作的通知"}
    path.unlink()
    with pytest.raises(ImportProblem):
        workspace.set_corrections(row.document, [ReadAs("big5")])
    assert workspace.documents()[0].encoding == "gb18030"


# Other people, other places


def test_another_person_sees_the_library_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
        reading = split(workspace.reading(row.document)).set_metadata(0, "title", "值班通知")
        workspace.set_corrections(row.document, reading.corrections)
        before = state(workspace)
    with opened(tmp_path / "别人", tmp_path / "资料库") as other:
        assert state(other) == before
        take(other, path)
        assert state(other) == before
        assert other.reading(row.document).corrections == reading.corrections


def test_a_library_that_is_made_anew_gets_the_corrections_back(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
        reading = split(workspace.reading(row.document)).set_metadata(0, "title", "值班通知")
        workspace.set_corrections(row.document, reading.corrections)
        before = state(workspace)
    shutil.rmtree(tmp_path / "资料库")
    with opened(tmp_path) as workspace:
        take(workspace, path)
        assert state(workspace) == before


def test_an_old_copy_of_the_library_is_brought_up(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
    shutil.copy(tmp_path / "资料库" / "library.db", tmp_path / "旧.db")
    with opened(tmp_path) as workspace:
        reading = split(workspace.reading(row.document)).set_metadata(0, "title", "值班通知")
        workspace.set_corrections(row.document, reading.corrections)
        before = state(workspace)
    shutil.copy(tmp_path / "旧.db", tmp_path / "资料库" / "library.db")
    with opened(tmp_path) as workspace:
        assert len(workspace.documents()) == 1
        workspace.warm_up()
        assert state(workspace) == before
        assert workspace.search("标题:值班通知").documents == 1


# Faults


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
        reading = split(workspace.reading(row.document))
        with monkeypatch.context() as patched:
            patched.setattr("reader.library.noting.Noting.ended", lambda *_: None)
            patched.setattr("reader.library.stamps.FileStamps.forget", cut)
            with pytest.raises(Cut):
                workspace.set_corrections(row.document, reading.corrections)
        assert len(workspace.documents()) == 1
    with opened(tmp_path) as workspace:
        if mended_by == "start":
            workspace.warm_up()
        else:
            take(workspace, path)
        assert len(workspace.documents()) == 2
        assert workspace.reading(row.document).corrections == reading.corrections
        assert total(workspace, "督查") == 2


def test_an_end_before_the_list_is_settled_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, write(tmp_path))
        reading = split(workspace.reading(row.document))
        with monkeypatch.context() as patched:
            patched.setattr("reader.library.corrections.CorrectionStore.settle", cut)
            with pytest.raises(Cut):
                workspace.set_corrections(row.document, reading.corrections)
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
        first = workspace.reading(row.document).set_metadata(0, "date", "2014")
        workspace.set_corrections(row.document, first.corrections)
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
                    workspace.set_corrections(row.document, split(first).corrections)
            assert state(workspace) == before
    with opened(tmp_path) as workspace:
        workspace.warm_up()
        assert state(workspace) == before
        assert workspace.reading(row.document).corrections == first.corrections


def test_a_file_that_cannot_be_saved_costs_only_its_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = write(tmp_path), write(tmp_path, "另.txt", "会务要点\n会前准备要细。\n")
    real = Intake.save_file

    def save(
        self: Intake, parsed: ParsedFile, given: Sequence[Correction] | None = None
    ) -> list[ImportedDocument]:
        rows = real(self, parsed, given)
        if given:
            raise LibraryProblem(Message("磁盘已满"))
        return rows

    with opened(tmp_path) as workspace:
        reading = split(workspace.preview(path))
        monkeypatch.setattr(Intake, "save_file", save)
        report = workspace.import_paths([path, other], corrections={str(path): reading.corrections})
        assert len(report.failed) == 2
        monkeypatch.undo()
        assert workspace.documents() == ()
        assert [r.title for r in take(workspace, path)] == ["关于做好值班工作的通知"]


def test_a_read_only_library_refuses(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, write(tmp_path))
        reading = split(workspace.reading(row.document))
        workspace.read_only = True
        with pytest.raises(ReadOnlyLibrary):
            workspace.set_corrections(row.document, reading.corrections)
        assert workspace.reading(row.document).documents == reading.documents


def test_an_unknown_document_is_told(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有文献"):
        workspace.reading("没有")
    with pytest.raises(UsageError, match="没有文献"):
        workspace.set_corrections("没有", ())


def test_a_watched_file_gives_its_documents_as_they_are_divided_now(tmp_path: Path) -> None:
    with person(tmp_path) as somebody:
        workspace = somebody.workspace
        path = somebody.write("通知.txt", MEMO)
        somebody.write("另一篇.txt", "会务工作要点\n会前准备要细，会后要落实。\n")
        somebody.settle()
        first = next(d for d, t in shown(workspace).items() if t.startswith("关于"))
        workspace.set_corrections(first, split(workspace.reading(first)).corrections)
        both = {d for d, title in shown(workspace).items() if title.startswith("关于")}
        assert len(both) == 2
        path = path.rename(somebody.path("改名.txt"))
        somebody.settle()
        assert {r.document for r in workspace.documents() if r.path == str(path)} == both
        assert len(workspace.documents()) == 3
        path.unlink()
        somebody.settle()
        assert {lost.document for lost in somebody.watching.lost_documents()} == both


def test_a_pasted_text_is_corrected_like_any_other(workspace: Workspace, tmp_path: Path) -> None:
    document = workspace.preview(write(tmp_path)).documents[0]
    added = workspace.add_pasted(document)
    before = state(workspace)
    reading = split(workspace.reading(added.document)).set_metadata(0, "author", "某局")
    workspace.set_corrections(added.document, reading.corrections)
    assert len(workspace.documents()) == 2
    assert workspace.add_pasted(document).document == added.document
    assert len(workspace.documents()) == 2
    with pytest.raises(ImportProblem):
        workspace.set_corrections(added.document, [ReadAs("big5")])
    workspace.set_corrections(added.document, ())
    assert state(workspace) == before
