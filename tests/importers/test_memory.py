"""Memory of other processes, and the watch over workers where the system has no limit for it."""

import multiprocessing
import os
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from reader.importers.limits import Limits
from reader.importers.memory import used_memory
from reader.importers.model import FailedFile, ParsedFile
from reader.importers.session import ImportSession
from reader.importers.worker import OUT_OF_MEMORY, Ready, parse_one

BODY = "这是一段正文，用来试一试内存用得太多的文件是不是只损失它自己。\n"
LIMIT = 400 * 2**20


def test_the_memory_of_this_process_is_told() -> None:
    held = bytearray(b"x" * (64 * 2**20))
    used = used_memory(os.getpid())
    assert used is not None
    assert used > len(held)


def test_a_process_that_is_gone_has_none() -> None:
    process = multiprocessing.get_context("spawn").Process(target=int)
    process.start()
    process.join()
    pid = process.pid
    process.close()
    assert pid is not None
    assert used_memory(pid) is None


@pytest.mark.skipif(sys.platform == "win32", reason="pages that nobody touched count there")
def test_a_worker_without_a_limit_of_the_system_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.importers.crew.serve", greedy_serve)
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(BODY, "utf-8")
    paths[1].write_text("多", "utf-8")
    first, greedy, last = ImportSession(paths, Limits(memory=LIMIT))
    assert isinstance(first, ParsedFile)
    assert isinstance(greedy, FailedFile)
    assert greedy.reason == OUT_OF_MEMORY
    assert isinstance(last, ParsedFile)


def greedy_serve(connection: Connection, limits: Limits) -> None:
    """A worker of a system without such limits: on one text it takes all that it can get."""
    connection.send(Ready(guarded=False))
    while True:
        path, encoding = connection.recv()
        if path.read_text("utf-8") == "多":
            held = b"x" * (2 * LIMIT)
            threading.Event().wait(60 + len(held) % 2)
        connection.send(parse_one(path, limits, encoding))
