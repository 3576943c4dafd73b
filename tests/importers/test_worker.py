import subprocess
import sys
from pathlib import Path

import pytest

from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile
from reader.importers.worker import parse_one

_HEAVY = ("PySide6", "whoosh", "numpy", "lxml", "markdown", "sqlite3")


def test_worker_starts_light() -> None:
    """A worker is started for every import, so it must not load what it may not need."""
    code = f"import sys, reader.importers.worker; print([m for m in {_HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_expected_failures_become_values(tmp_path: Path) -> None:
    result = parse_one(tmp_path / "没有.txt", Limits())
    assert isinstance(result, FailedFile)
    assert result.path.endswith("没有.txt")


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_exhaustion_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def exhausted(_path: Path, _limits: Limits, encoding: str | None) -> ParsedFile:
        raise error

    monkeypatch.setattr("reader.importers.worker.parse_file", exhausted)
    assert isinstance(parse_one(tmp_path / "深.md", Limits()), FailedFile)


def test_a_long_path_is_told_as_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows opens it by another one."""
    opened = tmp_path / "打开.txt"
    opened.write_text("值班安排\n各科室轮流值班。\n", "utf-8")
    monkeypatch.setattr("reader.importers.worker.reachable", lambda _: str(opened))
    named = tmp_path / "很长的名字.txt"
    found = parse_one(named, Limits())
    assert isinstance(found, ParsedFile)
    assert found.path == str(named)
    monkeypatch.setattr("reader.importers.worker.reachable", lambda _: str(tmp_path / "没有"))
    missing = parse_one(named, Limits())
    assert isinstance(missing, FailedFile)
    assert missing.path == str(named)
