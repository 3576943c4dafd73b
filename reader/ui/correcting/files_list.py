"""The files that are looked at before their import: which of them need a look comes first."""

from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.messages import Message, Translator
from reader.ui.appearance import Appearance
from reader.ui.card_model import Card
from reader.ui.cards import CardList


class State(IntEnum):
    """What is known of a file, in the order of the list."""

    FAILED = 0
    DOUBTFUL = 1
    READ = 2


@dataclass(frozen=True, slots=True)
class FileState:
    """A file with what was found in it; `remarks` say what is doubtful, or why it failed."""

    path: str
    state: State
    titles: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    corrections: int = 0


class FilesList(CardList):
    """Cards of files; `file_wanted(path)` when one is chosen."""

    file_wanted = Signal(str)

    def __init__(self, appearance: Appearance, tr: Translator, parent: QWidget) -> None:
        super().__init__(appearance, 1, parent)
        self._tr = tr
        self._files: dict[str, FileState] = {}
        self.setObjectName("correction_files")
        self.setAccessibleName(tr("要导入的文件"))
        self.chosen.connect(lambda key: self.file_wanted.emit(str(key)))

    @property
    def files(self) -> tuple[FileState, ...]:
        """The files as they are listed."""
        return tuple(sorted(self._files.values(), key=lambda file: file.state))

    def tell(self, file: FileState) -> None:
        """What is known of a file now."""
        if self._files.get(file.path) != file:
            self._files[file.path] = file
            self._show()

    def count_corrections(self, path: str, count: int) -> None:
        """How many corrections the user made in a file."""
        self.tell(replace(self._files[path], corrections=count))

    def _show(self) -> None:
        self.set_cards([self._card(file) for file in self.files], keep=True)

    def _card(self, file: FileState) -> Card:
        tr = self._tr
        name = Path(file.path).name
        said = [tr.render(remark) for remark in file.remarks]
        headline = file.titles[0] if file.titles else name
        if file.state is State.FAILED:
            badge, detail = tr("不能导入"), said
        else:
            several = tr("{count} 篇", count=len(file.titles)) if len(file.titles) > 1 else ""
            badge = tr("请核对") if file.state is State.DOUBTFUL else several
            detail = said or [name]
        if file.corrections:
            badge = tr("已改 {count} 处", count=file.corrections)
        tip = "\n".join((*file.titles, *said, file.path))
        return Card(file.path, headline, "　".join(detail), badge=badge, tip=tip)
