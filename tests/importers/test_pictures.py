from collections.abc import Callable
from hashlib import sha256

import pytest

from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED
from reader.importers.limits import PictureLimits
from reader.importers.pictures import Pictures, Wish, pixels_of, size_of_style
from tests.importers.picture_files import EMF, WMF, bomb, gif, jpeg, png


def loaded(data: bytes | None) -> Callable[[int], bytes | None]:
    return lambda most: None if data is None else data[: most + 1]


def messages(pictures: Pictures) -> list[str]:
    return [str(warning) for warning in pictures.warnings]


def test_the_bytes_are_kept_as_they_are() -> None:
    data = png()
    pictures = Pictures(PictureLimits())
    found = pictures.take("a", loaded(data), Wish(" 流程图\n"))
    assert found is not None
    assert (found.data, found.key) == (data, sha256(data).hexdigest())
    assert (found.media, found.width, found.height, found.alt) == ("image/png", 40, 30, "流程图")
    assert pictures.warnings == ()


def test_a_picture_is_read_once_and_shares_its_bytes() -> None:
    pictures = Pictures(PictureLimits())
    calls: list[int] = []

    def load(most: int) -> bytes:
        calls.append(most)
        return png()

    first = pictures.take("a", load, Wish())
    second = pictures.take("a", load, Wish("又一次"))
    copied = pictures.take("b", loaded(bytes(bytearray(png()))), Wish())
    assert len(calls) == 1
    assert first is not None
    assert second is not None
    assert copied is not None
    assert first.data is second.data is copied.data


@pytest.mark.parametrize(
    ("wish", "size"),
    [
        (Wish(width=80), (80, 60)),
        (Wish(height=15), (20, 15)),
        # Cropped or stretched: it is shown whole, in its own proportions.
        (Wish(width=80, height=10), (80, 60)),
        (Wish(width=1e9), (20_000, 20_000)),
    ],
)
def test_the_size_follows_the_document(wish: Wish, size: tuple[int, int]) -> None:
    found = Pictures(PictureLimits()).take("a", loaded(png()), wish)
    assert found is not None
    assert (found.width, found.height) == size


def test_what_is_not_there_and_spacers_are_passed_over() -> None:
    pictures = Pictures(PictureLimits())
    assert pictures.take("none", loaded(None), Wish()) is None
    assert pictures.take("dot", loaded(gif(1, 1)), Wish()) is None
    assert pictures.take("line", loaded(gif(600, 2)), Wish()) is None
    assert pictures.take("dot", loaded(gif(1, 1)), Wish(width=90)) is not None
    assert pictures.warnings == ()


def test_foreign_kinds_keep_their_place() -> None:
    pictures = Pictures(PictureLimits())
    found = pictures.take("a", loaded(EMF), Wish("组织结构"))
    pictures.take("a", loaded(EMF), Wish())
    pictures.take("b", loaded(WMF), Wish())
    assert found is not None
    assert (found.media, found.key, found.data, found.alt) == ("image/emf", "", b"", "组织结构")
    assert messages(pictures) == ["有 2 张图片的格式（EMF、WMF）不能显示，只留了位置；请看原文件"]


@pytest.mark.parametrize("data", [b"", b"not a picture", png()[:20]])
def test_damage_costs_only_the_picture(data: bytes) -> None:
    pictures = Pictures(PictureLimits())
    found = pictures.take("a", loaded(data), Wish("图"))
    assert found is not None
    assert (found.key, found.alt) == ("", "图")
    assert messages(pictures) == ["有 1 张图片已损坏，只留了位置"]


def test_a_damaged_part_costs_only_the_picture() -> None:
    def load(_most: int) -> bytes:
        raise ImportProblem(DAMAGED)

    pictures = Pictures(PictureLimits())
    assert pictures.take("a", load, Wish()) is not None
    assert messages(pictures) == ["有 1 张图片已损坏，只留了位置"]


def test_limits() -> None:
    one = len(png(colour=1))
    limits = PictureLimits(bytes_each=one + 20, pixels=10_000, bytes_total=2 * one + 30, count=5)
    pictures = Pictures(limits)
    first = pictures.take("a", loaded(png(colour=1)), Wish())
    over = [
        pictures.take("bomb", loaded(bomb()), Wish()),
        pictures.take("long", loaded(png() + bytes(5000)), Wish()),
    ]
    pictures.take("b", loaded(png(colour=2)), Wish())
    third = pictures.take("c", loaded(png(colour=3)), Wish())
    keys = [found and found.key for found in (first, *over, third)]
    assert [bool(key) for key in keys] == [True, False, False, False]
    assert pictures.take("a", loaded(png(colour=1)), Wish()) is None
    large, many = messages(pictures)
    assert large.startswith("有 3 张图片太大")
    assert many == "图片超过 5 张，其余 1 张没有保存"


def test_reading_ends_where_nothing_more_could_be_kept() -> None:
    pictures = Pictures(PictureLimits(bytes_each=1000, bytes_total=1000))
    calls: list[int] = []

    def load(most: int) -> bytes:
        calls.append(most)
        return bytes(most + 1)

    for number in range(10):
        pictures.take(str(number), load, Wish())
    assert len(calls) == 2


@pytest.mark.parametrize("alt", ["图片 1", "Picture 12", "image001.png", "C:\\图\\a.JPG", "", " "])
def test_words_that_programs_make_are_none(alt: str) -> None:
    found = Pictures(PictureLimits()).take("a", loaded(jpeg(50, 50)), Wish(alt))
    assert found is not None
    assert found.alt == ""


def test_lengths() -> None:
    assert pixels_of("96") == pixels_of("1in") == pixels_of(" 72PT ") == pixels_of("2.54cm") == 96
    assert [pixels_of(text) for text in ("", "50%", "2em", "-3px", "nan", "1e99", "auto")] == [
        None
    ] * 7
    assert size_of_style("margin:0; WIDTH: 36pt;height:10px") == (48, 10)
    assert size_of_style("max-width: 10px") == (None, None)
