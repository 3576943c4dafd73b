import base64
import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.html_pictures import data_of_uri
from reader.importers.local_pictures import LocalPictures

MOST = 1000


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page in a folder with a picture, a folder of them, and a secret outside."""
    folder = tmp_path / "资料"
    (folder / "图 片").mkdir(parents=True)
    (folder / "a.png").write_bytes(b"beside")
    (folder / "图 片" / "b#1.png").write_bytes(b"below")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder / "page.html"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.png", b"beside"),
        ("./a.png?v=3#x", b"beside"),
        ("图 片/../a.png", b"beside"),
        ("图 片\\b#1.png", b"below"),
        (quote("图 片/b#1.png"), b"below"),
        (quote("图 片/b#1.png".encode("gb18030")), b"below"),
        ("图 片/b%231.png", b"below"),
    ],
)
def test_what_stands_beside_the_page(page: Path, source: str, expected: bytes) -> None:
    assert LocalPictures(page).read(source, MOST) == expected


@pytest.mark.parametrize(
    "source",
    [
        "../secret.png",
        "图 片/../../secret.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
        "..%5csecret.png",
        "{outside}",
        "%2F{outside}",
        "file://{outside}",
        "http://example.com/a.png",
        "//example.com/a.png",
        "\\\\server\\share\\a.png",
        "%5C%5Cserver%5Cshare%5Ca.png",
        "C:\\a.png",
        "javascript:1",
        "a.png\0",
        "%00",
        "",
        ".",
        "missing.png",
        "x" * 5000,
    ],
)
def test_nothing_else(page: Path, source: str) -> None:
    outside = str(page.parent.parent / "secret.png")
    assert LocalPictures(page).read(source.format(outside=outside), MOST) is None


def test_links_do_not_lead_out(page: Path, tmp_path: Path) -> None:
    (page.parent / "link.png").symlink_to(tmp_path / "secret.png")
    (page.parent / "folder").symlink_to(tmp_path)
    (page.parent / "inside.png").symlink_to(page.parent / "a.png")
    (page.parent / "loop.png").symlink_to(page.parent / "loop.png")
    local = LocalPictures(page)
    for source in ("link.png", "folder/secret.png", "loop.png"):
        assert local.read(source, MOST) is None
    assert local.read("inside.png", MOST) == b"beside"


def test_a_page_reached_through_a_link_has_the_folder_that_it_is_named_in(
    page: Path, tmp_path: Path
) -> None:
    linked = tmp_path / "linked"
    linked.symlink_to(page.parent)
    assert LocalPictures(linked / "page.html").read("a.png", MOST) == b"beside"


def test_only_files_are_read(page: Path) -> None:
    os.mkfifo(page.parent / "pipe.png")
    assert LocalPictures(page).read("pipe.png", MOST) is None
    assert LocalPictures(page).read("图 片", MOST) is None


def test_no_more_than_is_wanted(page: Path) -> None:
    assert LocalPictures(page).read("a.png", 3) == b"besi"


@given(st.text(max_size=40))
def test_random_names(name: str) -> None:
    assert LocalPictures(Path("/nowhere/at/all/page.html")).read(name, MOST) is None


def test_data_uris() -> None:
    packed = base64.b64encode(b"picture").decode()
    assert data_of_uri(f"data:image/png;base64,{packed}", MOST) == b"picture"
    assert data_of_uri(f"DATA:image/png;charset=x;base64,{packed[:4]}\n {packed[4:]}", MOST) == (
        b"picture"
    )
    assert data_of_uri("data:,a%20b", MOST) == b"a b"
    assert data_of_uri("data:image/png;base64,A", MOST) == b""
    assert data_of_uri("data:image/png", MOST) is None


def test_long_data_uris_are_cut() -> None:
    packed = base64.b64encode(bytes(50_000)).decode()
    found = data_of_uri(f"data:image/png;base64,{packed}", MOST)
    assert found is not None
    assert len(found) == MOST + 1


@given(st.text(max_size=60), st.integers(0, 20))
def test_random_uris(text: str, most: int) -> None:
    found = data_of_uri("data:" + text, most)
    assert found is None or len(found) <= most + 1
