"""A line cut out of a long paragraph around what was found."""

from hypothesis import given
from hypothesis import strategies as st

from reader.workspace.snippet import ELLIPSIS, snippet


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text("甲乙丙丁", min_size=1, max_size=300))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True))
    borders = sorted(cuts)
    return text, list(zip(borders[::2], borders[1::2], strict=False))


@given(texts_with_spans(), st.integers(20, 80))
def test_a_snippet_is_a_piece_of_the_text_with_its_spans(
    sample: tuple[str, list[tuple[int, int]]], width: int
) -> None:
    text, spans = sample
    piece, inside = snippet(text, spans, width)
    bare = piece.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert len(bare) == min(width, len(text))
    assert bare in text
    assert piece.startswith(ELLIPSIS) == (not text.startswith(bare)) or bare in text[1:]
    assert bool(inside) == bool(spans)
    for start, end in inside:
        assert 0 <= start < end <= len(piece)
        assert ELLIPSIS not in piece[start:end]
    if len(text) <= width:
        assert (piece, list(inside)) == (text, spans)


def test_the_densest_place_is_shown() -> None:
    text = "督查" + "甲" * 100 + "督查和督查以及督查" + "乙" * 100
    spans = [(0, 2), (102, 104), (105, 107), (109, 111)]
    piece, inside = snippet(text, spans, 40)
    assert len(inside) == 3
    assert {piece[start:end] for start, end in inside} == {"督查"}
    assert piece.startswith(ELLIPSIS)
    assert piece.endswith(ELLIPSIS)
