"""The health of a library: its files looked at, and the index held against the texts."""

from pathlib import Path

from reader.errors import LibraryProblem
from reader.library.database import Database, Schema
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.text_reading import TextReader
from reader.messages import Message, msg
from reader.workspace.finder import Finder
from reader.workspace.model import Verification


def verify(
    library: Database, personal: Database, texts: TextReader, finder: Finder, repair: bool
) -> Verification:
    """Check the library, the personal data and the index, the index against the texts."""
    problems: list[Message] = []
    state = _check(library, problems)
    if state == "ok" and _damaged(texts, problems):
        state = "damaged"
    own = _check(personal, problems)
    index = finder.verify(repair, problems) if state == "ok" else "unknown"
    return Verification(state, own, index, tuple(problems))


def examine(library: Path, personal: Path, refusal: LibraryProblem) -> Verification:
    """The health of two files that `open_workspace` refused, each looked at by itself."""
    problems: list[Message] = []
    state = _examine_file(library, LIBRARY, problems)
    own = _examine_file(personal, PERSONAL, problems)
    return Verification(state, own, "unknown", tuple(problems or [refusal.message]))


def _check(database: Database, problems: list[Message]) -> str:
    try:
        database.check()
    except LibraryProblem as problem:
        problems.append(problem.message)
        return "damaged"
    return "ok"


def _damaged(texts: TextReader, problems: list[Message]) -> bool:
    """Whether words or pictures of documents are not what was saved; says which."""
    words = [
        msg("文献“{document}”保存的文字已损坏，请重新导入原文件", document=document)
        for document in texts.damaged()
    ]
    pictures = [
        msg("文献“{document}”保存的图片已损坏，请重新导入原文件", document=document)
        for document in texts.pictures.damaged()
    ]
    problems += [*words, *pictures]
    return bool(words or pictures)


def _examine_file(path: Path, schema: Schema, problems: list[Message]) -> str:
    try:
        with Database(path, schema) as database:
            database.check()
    except LibraryProblem as problem:
        problems.append(problem.message)
        return "unusable"
    return "ok"
