import io
import os
import zipfile
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.importers.bad_files import BAD, BadFile, docx


@pytest.mark.parametrize("bad", BAD, ids=[bad.kind for bad in BAD])
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
    assert len({bad.kind for bad in BAD}) == len(BAD) >= 60


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
