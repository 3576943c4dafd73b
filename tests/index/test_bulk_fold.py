"""Folding many paragraphs at once gives what folding each of them gives."""

from hypothesis import given
from hypothesis import strategies as st

from index.bulk_fold import fold_paragraphs
from index.fold import fold_text
from tests.index.test_fold import SPECIAL

# Often without anything beyond the BMP, which would take the slow way.
NARROW = "".join(c for c in SPECIAL if c < "\ud800")
narrow = st.text(st.sampled_from(NARROW) | st.characters(max_codepoint=0xD7FF), max_size=40)
wide = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=40)


@given(st.lists(narrow, max_size=6) | st.lists(wide, max_size=3))
def test_like_one_by_one(texts: list[str]) -> None:
    folded = fold_paragraphs(texts).tobytes().decode("utf-16-le")
    assert folded == "".join(fold_text(text) + "\n" for text in texts)


def test_neighbours_in_other_paragraphs_do_not_count() -> None:
    texts = ["a -", "- b .", ". ", " c", "\n", "", "d\u200b", "\ufa6c"]
    folded = fold_paragraphs(texts).tobytes().decode("utf-16-le")
    assert folded == "a-\n-b.\n.\nc\n\n\nd\n\U000242ee\n"
