import io
import os
import zipfile
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile
from reader.importers.registry import parse_file
from reader.importers.session import ImportSession
from tests.importers.bad_binaries import BAD_BINARIES, HOSTILE, rtf
from tests.importers.bad_files import BAD, BadFile, docx

ALL = BAD + BAD_BINARIES


@pytest.mark.parametrize("bad", ALL, ids=[bad.kind for bad in ALL])
def test_one_clear_line(tmp_path: Path, bad: BadFile) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.make())
    with pytest.raises(ImportProblem) as caught:
        parse_file(path, Limits())
    line = str(caught.value.message)
    assert bad.reason in line
    assert "\n" not in line
    assert len(line) < 120
    # Nothing is unpacked, here or elsewhere in the folder.
    assert os.listdir(tmp_path) == [bad.name]


def test_all_kinds_are_different() -> None:
    assert len({bad.kind for bad in ALL}) == len(ALL) >= 100


def test_hostile_files_cost_themselves_only(tmp_path: Path) -> None:
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    good = tmp_path / "z.rtf"
    good.write_bytes(rtf())
    results = list(ImportSession([tmp_path], Limits(seconds=20.0)))
    assert len(results) == len(HOSTILE) + 1
    assert not isinstance(results[-1], FailedFile)
    # Each of them comes to an end by itself.
    late = [r.path for r in results if isinstance(r, FailedFile) and "超时" in str(r.reason)]
    assert not late


def test_embedded_files_and_macros_are_left_alone(tmp_path: Path) -> None:
    data = io.BytesIO(docx())
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("word/embeddings/a.docx", bytes(5000))
        file.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    (tmp_path / "a.docm").write_bytes(data.getvalue())
    (document,) = parse_file(tmp_path / "a.docm", Limits()).documents
    assert len(document.paragraphs) == 1


def test_plain_text_called_docx_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("一段正文，写在文件里面。", "utf-8")
    assert parse_file(tmp_path / "a.docx", Limits()).format == "txt"


def test_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx())
    with pytest.raises(ImportProblem, match="太大"):
        parse_file(tmp_path / "a.docx", Limits(max_bytes=100))
