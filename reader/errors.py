"""Expected failures. Each carries a message for the user; anything else is a bug."""

import errno

from reader.messages import Message, msg


class ReaderError(Exception):
    """A failure that the user can understand and act on.

    `message` says what is wrong and what to do in one line; `position` is the character of the
    query that is meant, where the failure is about a query.
    """

    def __init__(self, message: Message, position: int | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.position = position


class UsageError(ReaderError):
    """The call itself was wrong (exit code 2): an unknown document, a bad argument."""


class ImportProblem(ReaderError):
    """One file cannot be brought in; the rest of the batch goes on."""


class NoReaders(ReaderError):
    """No file can be read at the moment: the processes that read them do not start."""


class LibraryProblem(ReaderError):
    """A library or personal data file that cannot be opened or written as it is."""


class ReadOnlyLibrary(LibraryProblem):
    """The library can be read and searched, but not changed."""


_REASONS = {
    errno.ENOENT: msg("找不到文件或文件夹"),
    errno.EACCES: msg("没有权限"),
    errno.EPERM: msg("没有权限"),
    errno.EROFS: msg("所在的磁盘是只读的"),
    errno.ENOSPC: msg("磁盘已满"),
    errno.EDQUOT: msg("磁盘配额已用完"),
    errno.EEXIST: msg("已有同名的文件"),
    errno.ENOTDIR: msg("路径中有一段不是文件夹"),
    errno.EISDIR: msg("这是一个文件夹"),
    errno.ENAMETOOLONG: msg("名字太长"),
    errno.ELOOP: msg("链接绕成了圈"),
    errno.EIO: msg("磁盘读写出错"),
    errno.EMFILE: msg("打开的文件太多"),
    errno.ENFILE: msg("打开的文件太多"),
}


# What errno does not tell apart (learn.microsoft.com, System Error Codes).
_OF_WINDOWS = {
    21: msg("磁盘没有准备好"),
    32: msg("文件正被其他程序使用，请关闭后再试"),
    33: msg("文件正被其他程序使用，请关闭后再试"),
    206: msg("名字太长"),
}


def system_reason(error: OSError) -> Message:
    """Why the system refused, in the user's language; rare reasons in the system's own words."""
    known = _OF_WINDOWS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return known or Message("{reason}", {"reason": error.strerror or str(error)})
