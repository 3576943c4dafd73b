"""Opens a library with its user's data: builds the workspace out of its parts."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryProblem, system_reason
from reader.library.database import Database
from reader.library.outlines import OutlineStore
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.text_reading import TextReader
from reader.messages import msg
from reader.paths import RESOURCES, Places
from reader.workspace.finder import Finder
from reader.workspace.gate import Gate
from reader.workspace.parts import Parts
from reader.workspace.workspace import Workspace, name_of

if TYPE_CHECKING:
    from reader.themes.model import Outline
    from reader.workspace.import_order import ImportOrder, Outcome, Parse
    from reader.workspace.model import Verification

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
        texts = TextReader(library)
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

    gate = Gate(name_of(folder), library.read_only, finder)
    parts = Parts(folder, texts, library, own, finder, gate, parse)
    return Workspace(folder, library, own, texts, finder, gate, parts)


def examine(folder: Path, personal: Path, refusal: LibraryProblem) -> "Verification":
    """The health of files that `open_workspace` refused, each looked at by itself."""
    from reader.workspace.health import examine

    return examine(folder / LIBRARY_FILE, personal, refusal)


def _shipped_outline() -> "Outline":
    from reader.themes import opml

    return opml.parse(OUTLINE.read_bytes())


def fill_starter(workspace: Workspace) -> None:
    """Bring the starter texts into the starter library, or up to those of this program."""
    workspace.imports.take_in([STARTER_TEXTS])


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
