"""Opens a library with its user's data: builds the workspace out of its parts."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryProblem, system_reason
from reader.library.database import Database, Schema
from reader.library.outlines import OutlineStore
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.state import StateStore
from reader.library.texts import TextStore
from reader.messages import Message, msg
from reader.paths import RESOURCES, Places
from reader.workspace.finder import Finder
from reader.workspace.later import Later
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.themes.model import Outline
    from reader.workspace.answering import Answering
    from reader.workspace.correcting import CorrectionDesk
    from reader.workspace.desks import Desks
    from reader.workspace.import_order import ImportOrder, Outcome, Parse
    from reader.workspace.model import SearchScope, Verification
    from reader.workspace.taking_in import TakingIn
    from reader.workspace.watching import Watching

LIBRARY_FILE = "library.db"
INDEX_FOLDER = "index"
OUTLINE = RESOURCES / "outlines" / "office-work.opml"
STARTER_TEXTS = RESOURCES / "starter"


def is_library(folder: Path) -> bool:
    """Whether a folder holds a library."""
    return os.path.isfile(folder / LIBRARY_FILE)


def parse_files(order: "ImportOrder") -> "Iterable[Sequence[Outcome]]":
    """Parse files in worker processes, as many as they are worth."""
    from reader.importers.session import ImportSession

    return ImportSession(
        order.paths,
        order.limits,
        workers=None,
        cancelled=order.cancelled,
        progress=order.progress,
        known=order.known,
        encodings=order.encodings,
    ).groups()


def open_workspace(
    folder: Path, personal: Path, places: Places, parse: "Parse" = parse_files
) -> Workspace:
    """Open a library and the user's data; make either where it is missing.

    `parse` reads files for the import.

    Raises:
        LibraryProblem: a file is damaged, foreign or newer, or cannot be made. No file that is
            refused is changed.
    """
    folder = folder.absolute()
    _make_folder(folder)
    _make_folder(personal.absolute().parent)
    with ExitStack() as opened:
        library = opened.enter_context(Database(folder / LIBRARY_FILE, LIBRARY))
        own = opened.enter_context(Database(personal, PERSONAL))
        texts = TextStore(library)
        outlines = OutlineStore(library)
        if not library.read_only and not outlines.has_any():
            outlines.save(_shipped_outline())
        finder = Finder(
            texts,
            folder / INDEX_FOLDER,
            lambda: places.index_cache(texts.library, folder),
        )
        # From here on the workspace closes them.
        opened.pop_all()

    def place_desks() -> "Desks":
        from reader.workspace.desks import make_desks

        return make_desks(texts, library, own, finder, find)

    def find(query: str, scope: "SearchScope", documents: frozenset[str] | None) -> frozenset[str]:
        return answering().searches.documents(query, scope, documents)

    def place_answering() -> "Answering":
        from reader.workspace.answering import make_answering

        return make_answering(texts, finder, desks().themes, desks().collections)

    def place_taking_in() -> "TakingIn":
        from reader.workspace.taking_in import TakingIn

        return TakingIn(texts, finder, parse, correcting())

    def place_correcting() -> "CorrectionDesk":
        from reader.workspace.correcting import CorrectionDesk

        return CorrectionDesk(texts, own, parse)

    def place_watching(workspace: Workspace) -> "Watching":
        from reader.library.watched import WatchedStore
        from reader.workspace.watching import Watching

        return Watching(WatchedStore(own, texts.library), texts, workspace)

    desks, answering = Later(place_desks), Later(place_answering)
    correcting = Later(place_correcting)
    return Workspace(
        folder=folder,
        library=library,
        personal=own,
        texts=texts,
        finder=finder,
        desks=desks,
        answering=answering,
        state=StateStore(own),
        correcting=correcting,
        taking_in=Later(place_taking_in),
        watching=place_watching,
    )


def examine(folder: Path, personal: Path, refusal: LibraryProblem) -> "Verification":
    """The health of files that `open_workspace` refused, each looked at by itself."""
    from reader.workspace.model import Verification

    problems: list[Message] = []
    library = _examine_file(folder / LIBRARY_FILE, LIBRARY, problems)
    own = _examine_file(personal, PERSONAL, problems)
    return Verification(library, own, "unknown", tuple(problems or [refusal.message]))


def _examine_file(path: Path, schema: Schema, problems: list[Message]) -> str:
    try:
        with Database(path, schema) as database:
            database.check()
    except LibraryProblem as problem:
        problems.append(problem.message)
        return "unusable"
    return "ok"


def _shipped_outline() -> "Outline":
    from reader.themes import opml

    return opml.parse(OUTLINE.read_bytes())


def fill_starter(workspace: Workspace) -> None:
    """Bring the starter texts into the starter library, or up to those of this program."""
    workspace.import_paths([STARTER_TEXTS])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        # Unlike that of pathlib, this answers for names that are too long.
        if os.path.isdir(folder):
            return
        raise LibraryProblem(
            msg("无法建立文件夹“{folder}”：{reason}", folder=folder, reason=system_reason(error))
        ) from error
