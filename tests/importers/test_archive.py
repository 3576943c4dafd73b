import zipfile
from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.archive import Archive, part_name
from reader.importers.limits import Limits


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def read_all(path: Path, limits: Limits) -> None:
    with Archive(path, limits) as archive:
        for name in sorted(archive.names):
            archive.read(name)


def refused(path: Path, limits: Limits) -> str:
    with pytest.raises(ImportProblem) as caught:
        read_all(path, limits)
    return str(caught.value.message)


def test_names_are_compared_as_packages_do(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"word\\document.xml": b"1", "/b": b"2", "c/": b""})
    with Archive(path, Limits()) as archive:
        assert archive.names == {"word/document.xml", "b"}
        assert "/word/document.xml" in archive
        assert archive.read("b") == b"2"


@pytest.mark.parametrize(
    ("name", "folder", "found"),
    [
        ("a.xml", "word", "word/a.xml"),
        ("/a.xml", "word", "a.xml"),
        ("../a.xml", "word", "a.xml"),
        ("../../../etc/passwd", "word", "etc/passwd"),
        ("..\\b\\.\\a", "x/y", "x/b/a"),
    ],
)
def test_references_stay_inside(name: str, folder: str, found: str) -> None:
    assert part_name(name, folder) == found


def test_missing_part(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"a": b"1"})
    with Archive(path, Limits()) as archive, pytest.raises(ImportProblem, match="缺少内部的“b”"):
        archive.read("b")


def test_limits(tmp_path: Path) -> None:
    many = packed(tmp_path / "many", {str(n): b"" for n in range(30)})
    assert "30" in refused(many, Limits(max_parts=20))
    large = packed(tmp_path / "large", {str(n): bytes(1000) for n in range(30)})
    assert "恶意" in refused(large, Limits(max_unpacked=20_000))
    bomb = packed(tmp_path / "bomb", {"a": bytes(20_000_000)})
    assert "恶意" in refused(bomb, Limits())


def test_declared_size_that_lies(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"a": bytes(100_000)})
    data = path.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    assert "损坏" in refused(path, Limits())


def test_parts_that_are_read_again_count_again(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"a": bytes(1000)})
    with Archive(path, Limits(max_unpacked=1500)) as archive:
        archive.read("a")
        with pytest.raises(ImportProblem):
            archive.read("a")


def test_truncated(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"a": b"abc" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    assert "损坏" in refused(path, Limits())


def test_password(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"a": b"abc"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "密码" in refused(path, Limits())


def test_a_package_packed_with_its_folder(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"书/mimetype": b"1", "书/META-INF/container.xml": b"2"})
    with Archive(path, Limits()) as archive:
        assert archive.names == {"mimetype", "META-INF/container.xml"}
        assert archive.read("META-INF/container.xml") == b"2"
    plain = packed(tmp_path / "b", {"书/1.txt": b"1", "书/2.txt": b"2"})
    with Archive(plain, Limits()) as archive:
        assert archive.names == {"书/1.txt", "书/2.txt"}


def test_what_is_not_read_costs_nothing(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"film": bytes(20_000_000), "text": b"1"})
    with Archive(path, Limits(max_unpacked=10_000_000)) as archive:
        assert archive.read("text") == b"1"
        with pytest.raises(ImportProblem, match="恶意"):
            archive.read("film")


def test_names_may_differ_in_case(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", {"Word/Document.xml": b"1", "a": b"2", "A": b"3"})
    with Archive(path, Limits()) as archive:
        assert archive.read("word/document.xml") == b"1"
        assert "WORD/DOCUMENT.XML" in archive
        assert (archive.read("a"), archive.read("A")) == (b"2", b"3")
