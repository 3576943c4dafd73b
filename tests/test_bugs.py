"""The log of what nobody expected."""

from pathlib import Path

import pytest

from reader.bugs import BugLog


def bug(text: str) -> ZeroDivisionError:
    """A bug as the handler gets it: raised and caught."""
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as caught:
        return caught


def keep(log: BugLog, text: str) -> str:
    caught = bug(text)
    return log.keep(type(caught), caught, caught.__traceback__)


def test_each_is_kept_with_its_traceback_and_time(tmp_path: Path) -> None:
    log = BugLog(tmp_path / "no" / "such" / "folder" / "antou.log")
    assert keep(log, "第一个") == "ZeroDivisionError: 第一个"
    assert keep(log, "第二个") == "ZeroDivisionError: 第二个"
    text = log.path.read_text("utf-8")
    assert text.index("第一个") < text.index("第二个")
    assert text.count("Traceback") == 2
    assert "test_bugs.py" in text
    assert text.count("+00:00\n") == 2


def test_a_text_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    log = BugLog(tmp_path / "antou.log")
    keep(log, "名字 \udcff 坏了")
    assert "名字 \\udcff 坏了" in log.path.read_text("utf-8")


def test_what_led_to_it_is_kept_too(tmp_path: Path) -> None:
    log = BugLog(tmp_path / "antou.log")
    try:
        try:
            raise KeyError("起因")
        except KeyError as cause:
            raise ValueError("结果") from cause
    except ValueError as caught:
        log.keep(type(caught), caught, caught.__traceback__)
    assert "起因" in log.path.read_text("utf-8")


def test_without_a_place_for_the_log_it_goes_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    log = BugLog(tmp_path / "file" / "antou.log")
    assert keep(log, "没处放") == "ZeroDivisionError: 没处放"
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "没处放" in said
