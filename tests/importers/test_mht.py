import base64
import quopri
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file

PAGE = (
    '<html><head><meta charset="{0}"><title>通知</title></head>'
    "<body><h1>放假通知</h1><p>五一放假五天，请安排好值班。</p></body></html>"
)
HEAD = (
    "From: <Saved by Blink>\r\nSubject: a\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
)


def archive(page: bytes, transfer: str = "base64", charset: str = "gb2312") -> bytes:
    body = quopri.encodestring(page) if transfer == "quoted-printable" else base64.encodebytes(page)
    return (
        HEAD.encode()
        + b"----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n"
        + f"----b\r\nContent-Type: text/html; charset={charset}\r\n".encode()
        + f"Content-Transfer-Encoding: {transfer}\r\n\r\n".encode()
        + body
        + b"\r\n----b--\r\n"
    )


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "a.mht"), ("gb18030", "通知.doc")])
def test_page_in_an_archive(tmp_path: Path, transfer: str, encoding: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(archive(PAGE.format(encoding).encode(encoding), transfer, encoding))
    parsed = parse_file(path, Limits())
    (document,) = parsed.documents
    assert parsed.format == "mht"
    assert document.metadata.title == "放假通知"
    assert [p.text for p in document.paragraphs] == ["放假通知", "五一放假五天，请安排好值班。"]


def test_mail_of_one_part(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    path.write_text(head + "<p>正文一句话。</p>", "utf-8")
    (document,) = parse_file(path, Limits()).documents
    assert [p.text for p in document.paragraphs] == ["正文一句话。"]


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode(),
        HEAD.encode() + b"----b\r\nContent-Type: text/html\r\n\r\n\r\n----b--",
        HEAD.encode() + b"----b\r\nContent-Type: text/plain\r\n\r\nabc\r\n----b--",
        archive(b"<html><body></body></html>"),
    ],
)
def test_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mht").write_bytes(data)
    with pytest.raises(ImportProblem):
        parse_file(tmp_path / "a.mht", Limits())
