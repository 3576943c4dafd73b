"""Expected failures. Each carries a message for the user; anything else is a bug."""

from reader.messages import Message


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


class LibraryProblem(ReaderError):
    """A library or personal data file that cannot be opened or written as it is."""


class ReadOnlyLibrary(LibraryProblem):
    """The library can be read and searched, but not changed."""
