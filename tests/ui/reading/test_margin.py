"""Marks in the margin: those of a kind come and go without touching the others."""

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.reading.hooks import MarginMark
from reader.ui.reading.painting import BOOKMARK, Marking

KINDS = (BOOKMARK, "theme", "link")
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(st.integers(1, 5), max_size=6)), max_size=12
)


@given(STEPS)
def test_each_paragraph_has_the_marks_of_all_kinds(steps: list[tuple[str, list[int]]]) -> None:
    marking, order = Marking(), [BOOKMARK]
    now: dict[str, list[MarginMark]] = {}
    for kind, paragraphs in steps:
        order += [] if kind in order else [kind]
        now[kind] = [MarginMark(p, kind, f"{kind} {n}", "") for n, p in enumerate(paragraphs)]
        before = marking.margin
        marking.set_margin(kind, now[kind])
        assert marking.margin is not before
        assert set(marking.margin) == {m.paragraph for marks in now.values() for m in marks}
        for paragraph, marks in marking.margin.items():
            assert list(marks) == [
                m for k in order for m in now.get(k, ()) if m.paragraph == paragraph
            ]
        assert marking.kinds == tuple(k for k in order if k != BOOKMARK and now.get(k))
