"""How a person brings files in, corrects them, and what they see then."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from reader.documents.corrections import Correction, SetJunk, Split
from reader.documents.reading import Reading
from reader.importers.model import ImportedDocument
from reader.workspace.workspace import Workspace

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
    report = workspace.imports.take_in(files, corrections=given)
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


def edited(text: str) -> str:
    return text.replace("不得擅离职守。", "不得擅离职守。\n紧急情况先处置后报告。")


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
