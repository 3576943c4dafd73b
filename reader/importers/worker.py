"""The process that parses files: a hostile or broken file can take it down, and nothing else.

It is started with the spawn method, so this module and what it imports stay light.
"""

import contextlib
import gc
import signal
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Pasted
from reader.importers.registry import parse_file
from reader.messages import msg
from reader.paths import reachable

Result = ParsedFile | FailedFile

_GARBAGE = 50_000


OUT_OF_MEMORY = msg("内存不足，文件太大或已损坏")


@dataclass(frozen=True, slots=True)
class Ready:
    """Said once by a worker that can take files.

    `guarded`: the system limits its memory; elsewhere the parent has to watch it.
    """

    guarded: bool = True


def serve(connection: Connection, limits: Limits) -> None:
    """Parse each file that comes and send its result back, until the other end closes.

    A file comes as its path, with the encoding that the user chose for it or None.

    Runs in the worker process. A bug in an importer ends the process with its traceback: the
    session notices, and only this file is lost.
    """
    # Ctrl-C goes to the whole group; the session decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    guarded = _limit_memory(limits.memory)
    # What a parser makes lives as long as its file: looking for garbage all the time is no use.
    gc.set_threshold(_GARBAGE)
    # The session may go away at any moment; then there is nobody left to tell.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(Ready(guarded))
        while True:
            path, encoding = connection.recv()
            connection.send(parse_one(path, limits, encoding))


def parse_one(path: Path | Pasted, limits: Limits, encoding: str | None = None) -> Result:
    """Parse a file or a pasted text; what is expected to go wrong becomes a `FailedFile`."""
    try:
        if isinstance(path, Pasted):
            from reader.importers.pasted import parse_pasted

            return parse_pasted(path, limits)
        opened = Path(reachable(path))
        parsed = parse_file(opened, limits, encoding=encoding)
        return parsed if opened == path else replace(parsed, path=str(path))
    except ImportProblem as problem:
        return FailedFile(str(path), problem.message)
    except MemoryError:
        return FailedFile(str(path), OUT_OF_MEMORY)
    except RecursionError:
        return FailedFile(str(path), msg("文件结构嵌套太深，无法读取"))


def _limit_memory(limit: int | None) -> bool:
    """Limit the address space where the system knows such limits (not on Windows).

    False where it does not, and the parent has to watch.
    """
    if limit is None:
        return True
    try:
        import resource
    except ImportError:
        return False
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    except (ValueError, OSError):
        # macOS knows the limit and refuses it.
        return False
    return True
