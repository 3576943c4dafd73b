import zipfile
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.compound import OLE
from reader.importers.limits import Limits
from reader.importers.sniff import HEAD, Sample, is_html, is_mht, unsupported

CONTENT_TYPES = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def sample(path: Path, data: bytes) -> Sample:
    path.write_bytes(data)
    return Sample(path, data[:HEAD], Limits())


def packed(path: Path, parts: dict[str, str]) -> Sample:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return Sample(path, path.read_bytes()[:HEAD], Limits())


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"[Content_Types].xml": CONTENT_TYPES.format("wordprocessingml.document")}, "docx"),
        ({"[Content_Types].xml": CONTENT_TYPES.format("wordprocessingml.template")}, "docx"),
        (
            {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"},
            "docx",
        ),
        ({"[Content_Types].xml": CONTENT_TYPES.format("presentationml.presentation")}, "pptx"),
        ({"[Content_Types].xml": CONTENT_TYPES.format("presentationml.slideshow")}, "pptx"),
        ({"[Content_Types].xml": CONTENT_TYPES.format("spreadsheetml.sheet")}, "xlsx"),
        (
            {"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"},
            "xlsx",
        ),
        ({"word/document.xml": ""}, "docx"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/epub+zip\n"}, "epub"),
        ({"META-INF/container.xml": ""}, "epub"),
        ({"OFD.xml": ""}, "ofd"),
        ({"a.docx": ""}, None),
    ],
)
def test_zip_kinds(tmp_path: Path, parts: dict[str, str], kind: str | None) -> None:
    assert packed(tmp_path / "甲.bin", parts).zip_kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>甲",
        "\ufeff\n <HTML xmlns:o='x'>",
        '<?xml version="1.0"?><!-- a > b --><html>',
        "<head><title>",
        '<meta charset="gbk">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_html(tmp_path: Path, text: str, encoding: str) -> None:
    assert is_html(sample(tmp_path / "甲.txt", text.encode(encoding)))


@pytest.mark.parametrize("text", ["甲<html>", "# 标题\n<div>", "<p>甲</p>", "<bodywork>", "{}"])
def test_no_html(tmp_path: Path, text: str) -> None:
    assert not is_html(sample(tmp_path / "甲.md", text.encode()))


def test_mht(tmp_path: Path) -> None:
    head = "From: <Saved by>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: {};\r\n\r\n"
    assert is_mht(sample(tmp_path / "a.doc", head.format("multipart/related").encode()))
    assert not is_mht(sample(tmp_path / "b.doc", head.format("text/plain").encode()))
    assert not is_mht(sample(tmp_path / "c.txt", "正文\nContent-Type: text/html\n".encode()))


def test_encrypted_office(tmp_path: Path) -> None:
    data = OLE + bytes(1024 * 1024 - 20) + "EncryptedPackage".encode("utf-16-le")
    found = unsupported(sample(tmp_path / "a.docx", data))
    assert found is not None
    assert "密码" in str(found)
    assert unsupported(sample(tmp_path / "b.doc", OLE + bytes(100))) is None


def test_other_containers(tmp_path: Path) -> None:
    assert "压缩包" in str(unsupported(packed(tmp_path / "a.zip", {"a.docx": ""})))
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    assert "ods" in str(unsupported(packed(tmp_path / "a.docx", {"mimetype": mimetype})))


def test_truncated_zip(tmp_path: Path) -> None:
    cut = sample(tmp_path / "a.docx", b"PK\x03\x04" + bytes(100))
    with pytest.raises(ImportProblem, match="损坏"):
        unsupported(cut)
