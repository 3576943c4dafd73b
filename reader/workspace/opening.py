"""Opens a library with its user's data: builds the workspace out of its parts."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.errors import LibraryProblem
from reader.importers.model import FailedFile, ParsedFile
from reader.library.annotations import AnnotationStore
from reader.library.database import Database
from reader.library.outlines import OutlineStore
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.state import StateStore
from reader.library.texts import TextStore
from reader.messages import msg
from reader.paths import RESOURCES, Places
from reader.workspace.bookmarks import BookmarkDesk
from reader.workspace.finder import Finder
from reader.workspace.themes import ThemeDesk
from reader.workspace.workspace import Cancelled, Progress, Workspace

LIBRARY_FILE = "library.db"
INDEX_FOLDER = "index"
OUTLINE = RESOURCES / "outlines" / "office-work.opml"
STARTER_TEXTS = RESOURCES / "starter"


def is_library(folder: Path) -> bool:
    """Whether a folder holds a library."""
    return (folder / LIBRARY_FILE).is_file()


def open_workspace(
    folder: Path,
    personal: Path,
    places: Places,
) -> Workspace:
    """Open a library and the user's data; make either where it is missing.

    Raises:
        LibraryProblem: a file is damaged, foreign or newer, or cannot be made. No file that is
            refused is changed.
    """
    folder = folder.absolute()
    _make_folder(folder)
    _make_folder(personal.absolute().parent)
    library = Database(folder / LIBRARY_FILE, LIBRARY)
    try:
        own = Database(personal, PERSONAL)
    except LibraryProblem:
        library.close()
        raise
    texts = TextStore(library)
    outlines = OutlineStore(library)
    if not library.read_only and not outlines.outlines():
        from reader.themes import opml

        outlines.save(opml.parse(OUTLINE.read_bytes()))
    finder = Finder(texts, folder / INDEX_FOLDER, places.index_cache(texts.library))
    themes = ThemeDesk(outlines, texts, finder.postings)
    bookmarks = BookmarkDesk(AnnotationStore(own), texts)
    return Workspace(
        folder, library, own, texts, finder, themes, bookmarks, StateStore(own), parse_files
    )


def parse_files(
    paths: Sequence[Path], cancelled: Cancelled, progress: Progress
) -> Iterable[ParsedFile | FailedFile]:
    """Parse the files below the paths in a worker process, one result after the other."""
    from reader.importers.session import ImportSession

    return ImportSession(paths, cancelled=cancelled, progress=progress)


def fill_starter(workspace: Workspace) -> None:
    """Bring the starter texts into the starter library, or up to those of this program."""
    workspace.import_paths([STARTER_TEXTS])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if folder.is_dir():
            return
        reason = error.strerror or str(error)
        raise LibraryProblem(
            msg("无法在“{folder}”建立文件夹：{reason}", folder=folder, reason=reason)
        ) from error
