"""A line cut out of a long paragraph around what was found."""

from hypothesis import given
from hypothesis import strategies as st

from reader.workspace.snippet import ELLIPSIS, LEAD, snippet


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


def test_a_place_with_both_words_is_denser_than_one_with_many_of_one() -> None:
    text = "督查督查督查" + "甲" * 100 + "督查会议" + "乙" * 100
    spans = [(0, 2), (2, 4), (4, 6), (106, 108), (108, 110)]
    piece, inside = snippet(text, spans, 40)
    assert [piece[start:end] for start, end in inside] == ["督查", "会议"]


def test_the_hits_stand_in_the_middle() -> None:
    text = "甲" * 100 + "督查" + "乙" * 100
    piece, inside = snippet(text, [(100, 102)], 40)
    assert piece == ELLIPSIS + "甲" * 19 + "督查" + "乙" * 19 + ELLIPSIS
    assert inside == ((20, 22),)


@st.composite
def texts_with_overlapping_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text("甲乙", min_size=30, max_size=120))
    starts = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=12))
    spans = {(s, min(len(text), s + draw(st.integers(1, 25)))) for s in starts}
    return text, sorted(spans)


@given(texts_with_overlapping_spans(), st.integers(14, 29))
def test_no_place_holds_more(sample: tuple[str, list[tuple[int, int]]], width: int) -> None:
    text, spans = sample

    def held(begin: int, end: int) -> tuple[int, int]:
        within = [span for span in spans if begin <= span[0] and span[1] <= end]
        return len({text[start:stop] for start, stop in within}), len(within)

    piece, inside = snippet(text, spans, width)
    room = width - 2 * LEAD
    most = max(held(start, start + room) for start, _ in spans)
    words = {piece[start:stop] for start, stop in inside}
    assert len(words) >= most[0]
    assert len(inside) >= most[1] or len(words) > most[0]


def test_tens_of_thousands_of_hits() -> None:
    """Quadratic time would take minutes here."""
    text = "督查" * 50_000
    piece, inside = snippet(text, [(start, start + 2) for start in range(0, len(text), 2)])
    assert len(inside) == 36
    assert piece == "督查" * 36 + ELLIPSIS
