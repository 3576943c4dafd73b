import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.picture_headers import Header, read_header
from tests.importers.picture_files import EMF, SVG, WMF, bmp, bomb, gif, jpeg, png, webp

SHOWN = {
    "png": (png(40, 30), Header("image/png", 40, 30)),
    "huge png": (bomb(), Header("image/png", 50_000, 50_000)),
    "jpeg": (jpeg(640, 480), Header("image/jpeg", 640, 480)),
    "gif": (gif(12, 9), Header("image/gif", 12, 9)),
    "bmp": (bmp(33, 44), Header("image/bmp", 33, 44)),
    "bmp from the top": (bmp(33, -44), Header("image/bmp", 33, 44)),
    "bmp of OS/2": (bmp(33, 44, old=True), Header("image/bmp", 33, 44)),
    "lossy webp": (webp("VP8 ", 321, 123), Header("image/webp", 321, 123)),
    "lossless webp": (webp("VP8L", 321, 123), Header("image/webp", 321, 123)),
    "extended webp": (webp("VP8X", 70_000, 123), Header("image/webp", 70_000, 123)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_kind_and_size(name: str) -> None:
    data, expected = SHOWN[name]
    assert read_header(data) == expected


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "turned"), [(1, False), (3, False), (6, True), (8, True)])
def test_photographs_are_measured_as_they_are_seen(
    orientation: int, turned: bool, order: str
) -> None:
    size = (480, 640) if turned else (640, 480)
    assert read_header(jpeg(640, 480, orientation, order)) == Header("image/jpeg", *size)


@pytest.mark.parametrize(
    ("data", "media"),
    [(EMF, "image/emf"), (WMF, "image/wmf"), (SVG, "image/svg+xml"), (b"II*\0", "image/tiff")],
)
def test_kinds_that_are_not_shown(data: bytes, media: str) -> None:
    assert read_header(data) == Header(media)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"<html>",
        png(0, 30, rows=1),
        b"\x89PNG\r\n\x1a\nIDAT",
        b"RIFF1234WAVEfmt ",
        b"\xff\xd8\xff\xda\0\4\0\0",
        b"\xff\xd8" + b"\xff" * 50,
        b"\xff\xd8\xff\xe0\0\0",
        jpeg(640, 0),
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert read_header(data) is None


def test_every_cut_is_answered() -> None:
    for data, expected in SHOWN.values():
        for length in range(len(data)):
            assert read_header(data[:length]) in (None, expected)


PIECES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([data for data, _ in SHOWN.values()] + [EMF, SVG, jpeg(9, 9, 6)]),
    st.sampled_from([b"\xff\xd8", b"\xff\xe1\0\x20Exif\0\0II*\0\xff\xff\xff\xff", b"RIFF", b"BM"]),
)


@given(st.lists(PIECES, max_size=4).map(b"".join), st.integers(0, 120), st.binary(max_size=4))
def test_random_bytes(data: bytes, place: int, instead: bytes) -> None:
    found = read_header(data[:place] + instead + data[place + len(instead) :])
    assert found is None or (found.width > 0) == (found.height > 0)
