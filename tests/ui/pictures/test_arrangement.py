"""Where pictures stand below paragraphs."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Kind
from reader.ui.pictures.arrangement import Shown, arrange, by_paragraph, size_of
from tests.ui.pictures.samples import picture, pictured


def numbers(found: dict[int, tuple[Shown, ...]]) -> dict[int, list[int]]:
    return {paragraph: [s.number for s in shown] for paragraph, shown in found.items()}


def test_below_the_paragraph_before() -> None:
    text = pictured([picture(0), picture(1), picture(3), picture(3), picture(5)])
    assert numbers(by_paragraph(text)) == {1: [1, 2], 3: [3, 4], 5: [5]}


def test_hidden_paragraphs_do_not_take_pictures_away() -> None:
    text = pictured([picture(0), picture(1), picture(2), picture(3)], 3)
    kinds = (Kind.JUNK, Kind.BODY, Kind.JUNK)
    hidden = tuple(replace(p, kind=k) for p, k in zip(text.paragraphs, kinds, strict=True))
    assert numbers(by_paragraph(replace(text, paragraphs=hidden))) == {2: [1, 2, 3, 4]}


def test_a_picture_grows_with_the_text_and_fills_a_line_at_most() -> None:
    assert size_of(picture(1, 80, 60), 600, 16) == (80, 60)
    assert size_of(picture(1, 80, 60), 600, 32) == (160, 120)
    assert size_of(picture(1, 1600, 1000), 600, 16) == (600, 375)
    tall = size_of(picture(1, 100, 5000), 600, 16)
    assert tall[1] < 1000
    assert tall[0] / tall[1] < 0.03


SIZES = st.lists(
    st.tuples(st.integers(1, 20_000), st.integers(1, 20_000), st.booleans()), max_size=9
)


@given(SIZES, st.integers(120, 1200), st.integers(10, 40))
def test_pictures_stand_in_their_room_and_apart(
    sizes: list[tuple[int, int, bool]], width: int, pixels: int
) -> None:
    shown = [
        Shown(n, picture(1, wide, high, "k" if kept else ""))
        for n, (wide, high, kept) in enumerate(sizes, start=1)
    ]
    found = arrange(shown, width, pixels)
    assert [s.number for s, _ in found.boxes] == [s.number for s in shown]
    for place, (_, box) in enumerate(found.boxes):
        assert box.left() >= -1
        assert box.right() <= width + 1
        assert box.top() > 0
        assert box.bottom() < found.height
        assert not any(box.intersects(other) for _, other in found.boxes[place + 1 :])
