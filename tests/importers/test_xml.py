import pytest

from reader.errors import ImportProblem
from reader.importers.xml import attribute, local, parse_xml


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as caught:
        parse_xml(data, "部分.xml")
    return str(caught.value.message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert parse_xml("<a>中文</a>".encode(encoding), "a").text == "中文"


@pytest.mark.parametrize("encoding", ["gbk", "GB18030", "big5", "utf-8", "UTF-16"])
def test_declared_encodings(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>中文</a>'.encode(encoding)
    assert parse_xml(data, "a").text == "中文"


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b"<!DOCTYPE a []>",
        b'<?xml version="1.0"?>\n<!-- > --><!DOCTYPE a SYSTEM "x]>" [ <!ENTITY b "c"> ]>',
        b'\xef\xbb\xbf<!DOCTYPE a PUBLIC "p" "s"[]>',
        b"<!DOCTYPE a 'never closed",
    ],
)
def test_own_entities_are_refused(prolog: bytes) -> None:
    assert "实体" in refused(prolog + b"<a/>")


def test_own_entities_in_another_encoding_are_refused() -> None:
    data = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert "实体" in refused(data)


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037"])
def test_encodings_that_hide_things_are_refused(encoding: str) -> None:
    assert encoding in refused(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


def test_public_document_type_is_passed_over() -> None:
    data = b'<!DOCTYPE a PUBLIC "-//W3C//DTD//EN" "http://example.invalid/[x]>.dtd"><a>b</a>'
    assert parse_xml(data, "a").text == "b"


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a>\xff</a>", b"<a>&#0;</a>", b"<a>&b;</a>"])
def test_broken(data: bytes) -> None:
    assert "部分.xml" in refused(data)


def test_deep_nesting() -> None:
    assert "嵌套" in refused(b"<a>" * 5000 + b"</a>" * 5000)


def test_strict_vocabulary_is_the_usual_one() -> None:
    data = (
        b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
        b'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" r:id="x"/>'
    )
    root = parse_xml(data, "a")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    assert (local(root), attribute(root, "id")) == ("p", "x")


@pytest.mark.parametrize("data", [b"<a xml:id=''>b</a>", b"<a xml:id='1#2'>b</a>", b"<x:a>b</x:a>"])
def test_rules_above_xml_may_be_broken(data: bytes) -> None:
    assert parse_xml(data, "a").text == "b"


def test_a_slip_does_not_excuse_damage() -> None:
    assert "部分.xml" in refused(b"<a xml:id=''>b</c>")
