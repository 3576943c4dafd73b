import os
import sys
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import FORMATS, Format, parse_file


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ImportProblem) as caught:
        parse_file(path, limits or Limits())
    reason = str(caught.value.message)
    assert "\n" not in reason
    return reason


@pytest.mark.parametrize(("name", "kind"), [("甲.txt", "txt"), ("乙.TXT", "txt"), ("丙.md", "md")])
def test_by_ending(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("一段正文，写在文件里面。", "utf-8")
    parsed = parse_file(tmp_path / name, Limits())
    assert (parsed.format, parsed.path) == (kind, str(tmp_path / name))


def test_by_content_before_ending(tmp_path: Path) -> None:
    path = tmp_path / "像文本.txt"
    path.write_bytes("%MY 一段正文".encode())
    mine = Format(
        "mine",
        frozenset({".mine"}),
        "reader.importers.markdown",
        lambda sample: sample.head[:3] == b"%MY",
    )
    assert parse_file(path, Limits(), (*FORMATS, mine)).format == "md"


def test_missing(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.txt")


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    assert "空" in refused(tmp_path / "空.txt")


def test_unknown_kind(tmp_path: Path) -> None:
    (tmp_path / "图.xyz").write_text("文字", "utf-8")
    assert ".xyz" in refused(tmp_path / "图.xyz")


PROSE = "值班人员要坚守岗位，遇有突发事件及时报告，处置情况逐项记录。\n"


@pytest.mark.parametrize("name", ["没有扩展名", "记录.log", "讲话.v2"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_chinese_prose_needs_no_ending(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_text(PROSE, encoding)
    parsed = parse_file(tmp_path / name, Limits())
    assert parsed.format == "txt"
    assert parsed.documents[0].paragraphs[-1].text == PROSE.strip()


@pytest.mark.parametrize(
    "content",
    [
        "def f():\n    return 'value'  # 说明一下这个函数做什么用\n" * 20,
        '{"说明": "这是一个数据文件，里面都是中文的键和值，没有成段的文字"}',
        "plain English text of a log file, line after line\n" * 5,
        "短",
    ],
)
def test_what_is_no_chinese_prose_needs_an_ending(tmp_path: Path, content: str) -> None:
    path = tmp_path / "data.dat"
    path.write_text(content, "utf-8")
    assert "不支持" in refused(path)


def test_binary_called_text(tmp_path: Path) -> None:
    path = tmp_path / "假.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "PNG" in refused(path)


def test_too_large_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert "100" in refused(path)
    assert "太大" in refused(path, Limits(max_bytes=10))


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert "普通文件" in refused(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    assert "普通文件" in refused(tmp_path / "管道.txt")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable for this user"
)
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "锁.txt"
    path.write_text("文字", "utf-8")
    path.chmod(0)
    assert "无法读取" in refused(path)
