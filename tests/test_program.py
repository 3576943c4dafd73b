"""From the words of a call to a command: library, language, streams, and what goes wrong there."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest

from reader.messages import Translator
from reader.output import Output
from reader.paths import TRANSLATIONS
from reader.program import BugReport
from reader.settings import Settings, SettingsFile
from tests.caller import Caller
from tests.command_texts import SUPERVISION

ROOT = Path(__file__).resolve().parents[1]


def start(
    *words: str,
    stdout: int | IO[bytes] = subprocess.PIPE,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """A call in a process of its own, as somebody else's program would make it."""
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "", "LANG": "", **(environment or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


# In a process of its own


def test_from_outside(tmp_path: Path) -> None:
    """The whole path through pipes whose encoding is not UTF-8."""
    (tmp_path / "意见.txt").write_text(SUPERVISION, "utf-8")
    named = {
        "ANTOU_LIBRARY": str(tmp_path / "资料库"),
        "ANTOU_PERSONAL": str(tmp_path / "个人" / "personal.db"),
        "PYTHONIOENCODING": "ascii",
    }
    done = start("import", str(tmp_path / "意见.txt"), "--json", environment=named)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["imported"][0]["title"] == "关于加强督查工作的意见"
    done = start("search", "保密纪律", environment=named)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "【保密纪律】" in done.stdout.decode()
    assert (tmp_path / "个人" / "personal.db").is_file()
    done = start("search", "督查 (", "--json", environment=named)
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert done.stderr.decode() == error["message"] + "\n"
    assert error["position"] == 4


NETWORK = """
import sys
from reader.program import run
code = run(sys.argv[1:])
print(sorted({"ssl", "socket", "http", "email"} & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def test_a_search_loads_nothing_for_a_network(tmp_path: Path) -> None:
    (tmp_path / "意见.txt").write_text(SUPERVISION, "utf-8")
    named = ("--library", str(tmp_path / "资料库"), "--personal", str(tmp_path / "personal.db"))
    assert start("import", str(tmp_path / "意见.txt"), *named).returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", NETWORK, "search", "保密纪律", *named],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert "【保密纪律】".encode() in done.stdout
    assert done.stderr.decode().split() == ["[]"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_written(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        for words in (("themes",), ("themes", "--json"), ("show", "x", "--json")):
            done = start("--library", str(tmp_path), *words, stdout=full)
            assert done.returncode == 1
            assert done.stderr.decode() == "无法写出结果：磁盘已满\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
def test_nobody_reads_the_answer(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = start("--library", str(tmp_path), "themes", stdout=nobody)
    assert (done.returncode, done.stderr) == (1, b"")


# Which library


def test_a_person_without_a_library_gets_the_starter_library(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    rows = caller.bare("list", "--json").json["documents"]
    assert len(rows) > 5
    assert caller.places.starter.joinpath("library.db").is_file()
    assert caller.places.personal.is_file()
    # It is a library of their own: what they remove stays removed.
    assert caller.bare("remove", *(row["document"] for row in rows)).code == 0
    assert caller.bare("list", "--json").json == {"documents": []}


def test_a_library_that_is_named_starts_empty(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    for name in (tmp_path / "新" / "资料库", caller.places.starter):
        answer = caller.bare("--library", str(name), "list", "--json")
        assert answer.json == {"documents": []}


def test_the_words_come_before_the_environment_before_the_last_one(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    named, variable, last = (tmp_path / name for name in ("参数", "变量", "上次"))
    SettingsFile(caller.places.settings).save(Settings(library=str(last)))
    environment = {"ANTOU_LIBRARY": str(variable), "ANTOU_PERSONAL": str(tmp_path / "p.db")}
    caller.bare("list", "--library", str(named), environment=environment)
    assert [p.is_dir() for p in (named, variable, last)] == [True, False, False]
    caller.bare("list", environment=environment)
    assert [p.is_dir() for p in (named, variable, last)] == [True, True, False]
    assert (tmp_path / "p.db").is_file()
    # A last library that is no longer there is passed over, not made anew.
    caller.bare("list")
    assert not last.exists()
    caller.bare("--library", str(last), "list")
    assert caller.bare("list", "--json").json == {"documents": []}


@pytest.mark.parametrize(
    "words",
    [
        ("--library", "LIB", "--json", "list"),
        ("--library=LIB", "list", "--json"),
        ("list", "--library", "LIB", "--json"),
        ("--json", "list", "--library=LIB"),
    ],
)
def test_options_stand_before_or_after_the_command(words: tuple[str, ...], tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    answer = caller.bare(*(word.replace("LIB", str(tmp_path / "资料库")) for word in words))
    assert answer.json == {"documents": []}
    assert (tmp_path / "资料库" / "library.db").is_file()


@pytest.mark.parametrize("option", ["--library", "--personal"])
def test_a_path_that_cannot_be_one(option: str, tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    for name in ("", "~没有这个人/x"):
        answer = caller.bare(option, name, "list", "--json")
        assert answer.code == 2
        assert answer.error["position"] is None
    assert list(tmp_path.iterdir()) == []


# Which language


def test_calls_that_are_wrong(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    for words, said in (
        (("search",), "缺少参数：QUERY"),
        (("serch", "督查"), "'serch'；可以是 'import', 'list'"),
        (("list", "多余"), "不认识的参数：多余"),
        (("list", "--jso"), "不认识的参数：--jso"),
        (("search", "督查", "--limit", "-3"), "--limit 应是 0 或正整数，不能是 '-3'"),
        (("search", "督查", "--limit", "三"), "--limit 应是 0 或正整数，不能是 '三'"),
        (("search", "督查", "--sort", "色"), "--sort 不能是 '色'；可以是 'relevance'"),
        (("search", "督查", "--theme"), "--theme 后面缺少内容"),
        (("bookmark", "x", "一"), "PARAGRAPH 应是整数，不能是 '一'"),
        (("list", "--json=1"), "--json 后面不带内容，多了 '1'"),
        (("import",), "缺少参数：PATH"),
    ):
        plain = caller(*words)
        assert plain.code == 2
        assert plain.out == ""
        assert said in plain.err.replace("‘", "'").replace("’", "'")
        assert plain.err.count("\n") == 1
        if "--json=1" not in words:
            answer = caller(*words, "--json")
            assert said in answer.error["message"]
            assert answer.error["position"] is None
    assert not caller.library.exists()


def test_english(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    for words in (("--lang", "en", "search"), ("search", "--lang=en")):
        assert caller(*words).err == "antou search: missing arguments: QUERY\n"
    for locale, language in (
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "POSIX"}, "zh"),
        ({"LANG": "fr_FR@euro", "LC_ALL": ""}, "en"),
        ({}, "zh"),
    ):
        said = caller.bare("search", environment=locale).err
        assert ("missing" in said) == (language == "en")
    assert "missing" not in caller.bare("search", "--lang", "zh", environment={"LANG": "en"}).err


def test_help_is_in_the_language_of_the_user(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    answer = caller("--help")
    assert answer.code == 0
    assert answer.out.startswith("用法：antou")
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in answer.out
    english = caller("search", "--help", "--lang", "en").out
    assert english.startswith("usage: antou search")
    assert not set(english) & set("用法参数选项")


# Bugs


def test_a_bug_is_logged_and_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = Output(True, Translator("zh", TRANSLATIONS), sys.stdout, sys.stderr)
    log = tmp_path / "缓存" / "antou.log"
    try:
        raise ZeroDivisionError("被零除")
    except ZeroDivisionError as bug:
        BugReport(log, output)(type(bug), bug, bug.__traceback__)
    said = capsys.readouterr()
    message = json.loads(said.out)["error"]["message"]
    assert "ZeroDivisionError: 被零除" in message
    assert str(log) in message
    assert said.err == message + "\n"
    assert "Traceback" in log.read_text("utf-8")


def test_the_traceback_of_a_bug_is_never_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "缓存").write_text("a file where the folder should be")
    output = Output(False, Translator("zh", TRANSLATIONS), sys.stdout, sys.stderr)
    BugReport(tmp_path / "缓存" / "antou.log", output)(ValueError, ValueError("错"), None)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("ValueError: 错\n")
