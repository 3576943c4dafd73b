"""Sessions with real worker processes. Each start of a worker takes a few tenths of a second."""

import multiprocessing
import os
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from reader.errors import NoReaders
from reader.importers.crew import Worker
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile
from reader.importers.session import ImportSession
from reader.importers.worker import Ready, parse_one, serve
from tests.importers.containers import docx_parts, packed
from tests.importers.containers import p as word

BODY = "这是一段正文，用来试一试导入的过程是不是顺利，结果是不是按照文件的顺序给出来。\n"


def make(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number:02d}.txt" for number in range(count)]
    for path in paths:
        path.write_text(f"第{path.stem}号文件\n{BODY}", "utf-8")
    return paths


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(tmp_path: Path, workers: int) -> None:
    paths = make(tmp_path, 12)
    paths[3].write_bytes(b"")
    seen: list[tuple[int, int, str]] = []
    session = ImportSession(
        [tmp_path, tmp_path / "没有.txt"],
        workers=workers,
        progress=lambda step: seen.append((step.done, step.total, step.path)),
    )
    results = list(session)
    assert [r.path for r in results] == [*map(str, paths), str(tmp_path / "没有.txt")]
    failed = {i for i, r in enumerate(results) if isinstance(r, FailedFile)}
    assert failed == {3, 12}
    assert seen == [(i + 1, 13, r.path) for i, r in enumerate(results)]
    assert not session.cancelled


def test_a_file_that_hangs_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when other files were in the worker's hands already."""
    monkeypatch.setattr("reader.importers.crew.serve", dying_serve)
    paths = make(tmp_path, 4)
    paths[1].write_text("停", "utf-8")
    results = list(ImportSession(paths, Limits(seconds=2)))
    assert [type(r) for r in results] == [ParsedFile, FailedFile, ParsedFile, ParsedFile]
    assert isinstance(results[1], FailedFile)
    assert "超时" in str(results[1].reason)


def test_memory_is_limited(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    large, good = tmp_path / "大.txt", tmp_path / "小.txt"
    large.write_text(BODY * 400_000, "utf-8")
    good.write_text(BODY, "utf-8")
    first, second = ImportSession([large, good], Limits(memory=200 * 1024 * 1024))
    assert isinstance(first, FailedFile)
    assert isinstance(second, ParsedFile)


def test_cancel_ends_the_iteration(tmp_path: Path) -> None:
    stop = threading.Event()
    session = ImportSession(make(tmp_path, 8), cancelled=stop.is_set)
    got = []
    for result in session:
        got.append(result)
        stop.set()
    assert len(got) == 1
    assert session.cancelled


def test_leaving_early_ends_the_workers(tmp_path: Path) -> None:
    iterator = iter(ImportSession(make(tmp_path, 3)))
    next(iterator)
    assert multiprocessing.active_children()
    del iterator
    assert not multiprocessing.active_children()


def test_no_files_need_no_worker(tmp_path: Path) -> None:
    assert list(ImportSession([tmp_path])) == []


def test_dead_worker_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.importers.crew.serve", dying_serve)
    paths = make(tmp_path, 3)
    paths[1].write_text("死", "utf-8")
    results = list(ImportSession(paths))
    assert [type(r) for r in results] == [ParsedFile, FailedFile, ParsedFile]


def dying_serve(connection: Connection, limits: Limits) -> None:
    """A worker that dies on one text, as a crash in a library would make it, and hangs on one."""
    connection.send(Ready())
    while True:
        path, _ = connection.recv()
        text = path.read_text("utf-8")
        if text == "死":
            os._exit(9)
        if text == "停":
            threading.Event().wait()
        connection.send(parse_one(path, limits))


def never_serve(connection: Connection, limits: Limits) -> None:
    """A worker that dies before it is ready, as in a broken installation."""
    os._exit(1)


def late_serve(connection: Connection, limits: Limits) -> None:
    """A worker that dies at its start twice, and comes up the third time."""
    marks = Path(os.environ["ANTOU_TEST_STARTS"])
    started = len(list(marks.iterdir()))
    (marks / str(os.getpid())).touch()
    if started < 2:
        os._exit(1)
    serve(connection, limits)


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_that_never_come_up_end_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """No file is blamed, and there are not as many attempts as files."""
    started: list[Worker] = []

    def start(limits: Limits) -> Worker:
        started.append(Worker(limits))
        return started[-1]

    monkeypatch.setattr("reader.importers.crew.serve", never_serve)
    monkeypatch.setattr("reader.importers.crew.Worker", start)
    got: list[object] = []
    with pytest.raises(NoReaders, match="无法启动"):
        got.extend(ImportSession(make(tmp_path, 40), workers=workers))
    assert not got
    assert 3 <= len(started) <= 5
    assert not multiprocessing.active_children()


def test_a_main_module_that_raises_ends_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a spawned process runs first is the main module of this one."""
    main = tmp_path / "broken_main.py"
    main.write_text("raise RuntimeError('a broken environment')\n", "utf-8")
    (tmp_path / "文").mkdir()
    module = sys.modules["__main__"]
    monkeypatch.setattr(module, "__spec__", None)
    monkeypatch.setattr(module, "__file__", str(main), raising=False)
    with pytest.raises(NoReaders):
        list(ImportSession(make(tmp_path / "文", 3)))


def test_a_system_that_starts_no_process_ends_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_limits: Limits) -> Worker:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("reader.importers.crew.Worker", refuse)
    with pytest.raises(NoReaders):
        list(ImportSession(make(tmp_path, 3)))


def test_a_worker_that_comes_up_late_costs_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setenv("ANTOU_TEST_STARTS", str(marks))
    monkeypatch.setattr("reader.importers.crew.serve", late_serve)
    results = list(ImportSession(make(tmp_path, 3)))
    assert [type(r) for r in results] == [ParsedFile] * 3
    assert len(list(marks.iterdir())) == 3


def test_serve_ends_when_the_session_is_gone(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, Limits()))
    process.start()
    theirs.close()
    (path,) = make(tmp_path, 1)
    ours.send((path, None))
    assert isinstance(ours.recv(), Ready)
    assert isinstance(ours.recv(), ParsedFile)
    ours.close()
    process.join(20)
    assert process.exitcode == 0
    process.close()


def test_wrong_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="worker"):
        ImportSession([], workers=0)
    with pytest.raises(ValueError, match="positive"):
        Limits(seconds=0)


TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "texts"


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the example texts are not beside this checkout")
def test_workers_read_in_the_encoding_that_was_chosen(tmp_path: Path) -> None:
    """Real texts: the right encoding gives them whole, a wrong one gives something all the same."""
    paths, encodings = [], {}
    for number, source in enumerate(sorted(TEXTS.glob("*.txt"))):
        for encoding in ("gb18030", "utf-16-le"):
            path = tmp_path / f"{number}-{encoding}.txt"
            path.write_bytes(source.read_text("utf-8").encode(encoding))
            paths.append(path)
            encodings[str(path)] = encoding
    wrong = tmp_path / "错.txt"
    wrong.write_bytes(paths[0].read_bytes())
    encodings[str(wrong)] = "shift_jis"
    *results, mistaken = ImportSession([*paths, wrong], encodings=encodings)
    for result, source in zip(results[::2], sorted(TEXTS.glob("*.txt")), strict=True):
        assert isinstance(result, ParsedFile)
        assert result.encoding == encodings[result.path]
        plain = parse_one(source, Limits())
        assert isinstance(plain, ParsedFile)
        texts = [[p.text for p in d.paragraphs] for d in result.documents]
        assert texts == [[p.text for p in d.paragraphs] for d in plain.documents]
    for one, other in zip(results[::2], results[1::2], strict=True):
        assert isinstance(one, ParsedFile)
        assert isinstance(other, ParsedFile)
        assert [d.paragraphs for d in one.documents] == [d.paragraphs for d in other.documents]
    assert isinstance(mistaken, ParsedFile)
    assert mistaken.encoding == "shift_jis"
    assert mistaken.warnings


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx"])
def test_only_formats_that_do_not_say_are_read_as_chosen(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"文件.{ending}"
    if ending == "docx":
        packed(path, docx_parts(word(BODY)))
    else:
        path.write_text(f"第一号文件\n{BODY}", "utf-8")
    (result,) = ImportSession([path], encodings={str(path): "gb18030"})
    assert isinstance(result, ParsedFile)
    assert result.encoding == (None if ending == "docx" else "gb18030")
