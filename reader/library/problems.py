"""What may go wrong with a file of ours, in the user's words: what happened, what to do."""

from pathlib import Path
from typing import NamedTuple

from reader.errors import LibraryProblem, ReadOnlyLibrary
from reader.messages import Message, msg


class Problems(NamedTuple):
    """Makes the problems of one file; `name` is what the user calls it (资料库, 个人数据)."""

    name: Message
    path: Path

    def missing(self) -> LibraryProblem:
        """There is no file, and none may be made."""
        return LibraryProblem(msg("找不到{name}文件“{path}”。", name=self.name, path=self.path))

    def unreadable(self, reason: str | Message) -> LibraryProblem:
        """The system refuses to open or make the file."""
        return LibraryProblem(
            msg("无法打开{name}“{path}”：{reason}。", name=self.name, path=self.path, reason=reason)
        )

    def no_database(self) -> LibraryProblem:
        """Some other kind of file."""
        return LibraryProblem(
            msg("“{path}”不是{name}文件，没有打开。", name=self.name, path=self.path)
        )

    def foreign(self) -> LibraryProblem:
        """A database that another program, or another part of this one, made."""
        return LibraryProblem(
            msg("“{path}”是别的数据库，不是{name}文件，没有打开。", name=self.name, path=self.path)
        )

    def newer(self, version: int, known: int) -> LibraryProblem:
        """Written by a later version of this program."""
        return LibraryProblem(
            msg(
                "{name}“{path}”由较新版本的程序写成（格式 {version}，本程序只到 {known}），"
                "没有打开；请更新本程序。",
                name=self.name,
                path=self.path,
                version=version,
                known=known,
            )
        )

    def older(self) -> LibraryProblem:
        """Written by an earlier version, and it cannot be brought up to date where it is."""
        return LibraryProblem(
            msg(
                "{name}“{path}”是旧版格式，而此处不能写入，无法升级；"
                "请复制到可以写入的位置再打开。",
                name=self.name,
                path=self.path,
            )
        )

    def failed_migration(self, reason: str) -> LibraryProblem:
        """It could not be brought to this version."""
        return LibraryProblem(
            msg(
                "{name}“{path}”无法升级到新格式，没有改动：{reason}。",
                name=self.name,
                path=self.path,
                reason=reason,
            )
        )

    def damaged(self) -> LibraryProblem:
        """Bytes that our program did not write so."""
        return LibraryProblem(
            msg(
                "{name}文件“{path}”已损坏，没有改动；请用备份替换它。",
                name=self.name,
                path=self.path,
            )
        )

    def read_only(self) -> LibraryProblem:
        """It can be read, not changed."""
        return ReadOnlyLibrary(
            msg("{name}“{path}”是只读的，不能修改。", name=self.name, path=self.path)
        )

    def cut_short(self) -> LibraryProblem:
        """A transaction was interrupted and waits to be rolled back, which needs writing."""
        return LibraryProblem(
            msg(
                "{name}“{path}”上次写入时中断，而此处不能写入；请先在可以写入的位置打开一次。",
                name=self.name,
                path=self.path,
            )
        )

    def busy(self) -> LibraryProblem:
        """Another process writes for longer than we wait."""
        return LibraryProblem(
            msg(
                "{name}“{path}”正被另一个程序占用，没有改动；请稍后再试。",
                name=self.name,
                path=self.path,
            )
        )

    def full(self) -> LibraryProblem:
        """No room on the disk."""
        return LibraryProblem(
            msg(
                "磁盘已满，{name}“{path}”没有改动；请腾出空间再试。",
                name=self.name,
                path=self.path,
            )
        )

    def device(self, reason: str | Message) -> LibraryProblem:
        """The disk or the network failed."""
        return LibraryProblem(
            msg(
                "无法读写{name}“{path}”，没有改动：{reason}。",
                name=self.name,
                path=self.path,
                reason=reason,
            )
        )

    def undone(self) -> LibraryProblem:
        """The transaction ended by itself after a failure in one of its steps."""
        return LibraryProblem(
            msg("写入{name}“{path}”中断，没有改动。", name=self.name, path=self.path)
        )

    def closed(self) -> LibraryProblem:
        """A worker came too late."""
        return LibraryProblem(msg("{name}“{path}”已经关闭。", name=self.name, path=self.path))
