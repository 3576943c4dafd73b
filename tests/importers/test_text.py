from pathlib import Path

import pytest

from reader.documents.model import Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.text import parse, text_blocks

TEXT = "机关食堂管理办法\n\n就餐时间由办公室确定，遇节假日另行通知，请大家互相转告，按时就餐。\n"


def write(folder: Path, data: bytes, name: str = "食堂.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_same_document_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    parsed = parse(write(tmp_path, TEXT.encode(encoding)), Limits())
    (document,) = parsed.documents
    assert document.metadata.title == "机关食堂管理办法"
    assert [p.lines for p in document.paragraphs] == [(1, 1), (3, 3)]
    assert (parsed.format, parsed.warnings) == ("txt", ())


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    data = TEXT.replace("\n", ending).encode()
    (document,) = parse(write(tmp_path, data), Limits()).documents
    assert [p.lines for p in document.paragraphs] == [(1, 1), (3, 3)]


def test_bad_bytes_give_a_warning(tmp_path: Path) -> None:
    data = TEXT.encode() * 3 + b"\xff\xfe\xff" + TEXT.encode()
    parsed = parse(write(tmp_path, data), Limits())
    assert any("无法识别" in str(warning) for warning in parsed.warnings)


def test_uncertain_encoding_gives_a_warning(tmp_path: Path) -> None:
    parsed = parse(write(tmp_path, "très agréable à voir".encode("latin-1")), Limits())
    assert any("编码不确定" in str(warning) for warning in parsed.warnings)


def test_binary_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, bytes(range(256)) * 20)
    with pytest.raises(ImportProblem):
        parse(path, Limits())


@pytest.mark.parametrize("data", [b" \n\t\n", b"\xef\xbb\xbf\n", b"\n##paidend##\n"])
def test_nothing_left_is_refused(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, data)
    with pytest.raises(ImportProblem, match="空"):
        parse(path, Limits())


def test_control_characters_go_and_inner_characters_stay() -> None:
    (block,) = text_blocks("\u3000甲\0乙\u202e丙\u200b丁　戊\x85"[:-1])
    assert block.text == "甲乙丙\u200b丁　戊"


def test_page_breaks_split_and_share_the_line() -> None:
    assert [(b.text, b.lines) for b in text_blocks("甲\x0c乙\n丙")] == [
        ("甲", (1, 1)),
        ("乙", (1, 1)),
        ("丙", (2, 2)),
    ]


def test_hard_wrapped_mail(tmp_path: Path) -> None:
    paragraph = (
        "根据会议安排，下周一上午在三楼会议室召开半年工作总结会，请各处室负责同志准时参加并提前"
        "把书面材料报送到办公室综合科统一汇总印制，材料的篇幅控制在三千字以内，重点写清楚做了什"
        "么工作、存在哪些不足以及下一步打算怎么办"
    )
    lines = [paragraph[i : i + 30] for i in range(0, len(paragraph), 30)]
    text = "各位同事：\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines) + "\n此致\n"
    (document,) = parse(write(tmp_path, text.encode()), Limits()).documents
    bodies = [(p.text, p.lines) for p in document.paragraphs if p.kind is Kind.BODY]
    assert bodies[1] == (paragraph, (3, 2 + len(lines)))
    assert bodies[2][0] == paragraph
