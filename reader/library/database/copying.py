"""A consistent copy of a file that is in use. Loaded with the first one."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from reader.errors import system_reason
from reader.library import files
from reader.library.problems import Problems
from reader.messages import Message


def copy(source: sqlite3.Connection, target: Path, name: Message) -> None:
    """Write a copy, whoever else uses the file; `target` appears whole or not.

    `name` is what the user calls such a file. Raises LibraryProblem about the target.
    """
    part = target.with_name(f"{target.name}.{files.scratch_name()}.part")
    problems = Problems(name, target)
    try:
        part.touch()
        with closing(sqlite3.connect(part)) as written:
            source.backup(written)
        os.replace(part, target)
    except OSError as error:
        raise problems.device(system_reason(error)) from error
    except sqlite3.Error as error:
        raise problems.device(str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
