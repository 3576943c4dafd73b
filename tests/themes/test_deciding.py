"""Decisions over assignments, against a plain model of both."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reader.themes.assignment import assign
from reader.themes.deciding import lay_over
from reader.themes.model import Assignment, EntryState, Outline, Term, Theme
from reader.themes.results import Assignments, EntryOrder, Spot
from tests.themes.corpus import Paragraph, postings, table

OUTLINE = Outline(
    "garden",
    "园艺",
    (
        Theme("soil", "土壤", None, (Term("土", 2),)),
        Theme("soil.water", "浇水", "soil", (Term("水", 2),)),
        Theme("soil.feed", "施肥", "soil", (Term("肥", 2),)),
        Theme("pest", "病虫", None, (Term("虫", 2),)),
    ),
)
IDS = [theme.id for theme in OUTLINE.themes]
ADDED, REMOVED = EntryState.ADDED, EntryState.REMOVED
DECISIONS = st.sampled_from([EntryState.ADDED, EntryState.KEPT, EntryState.REMOVED])


@dataclass(frozen=True)
class Case:
    found: Assignments
    decided: dict[Spot, EntryState]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    texts = draw(st.lists(st.text("土水肥虫，", max_size=8), min_size=1, max_size=6))
    paragraphs = [Paragraph(f"d{n // 3}", n % 3 + 1, text) for n, text in enumerate(texts)]
    found = assign(OUTLINE, table(paragraphs), postings(OUTLINE, paragraphs))
    spots = st.tuples(st.integers(0, len(texts) - 1), st.integers(0, len(IDS) - 1))
    return Case(found, draw(st.dictionaries(spots, DECISIONS, max_size=8)))


def said(item: Assignment) -> tuple[str, int, str]:
    return item.document, item.paragraph, item.theme


def plain(case: Case) -> dict[tuple[str, int, str], EntryState]:
    """All that stands after the decisions, with its state."""
    there = {said(item): EntryState.AUTOMATIC for item in case.found.all()}
    keys = case.found.paragraphs.keys
    for (row, theme), state in case.decided.items():
        place = (*keys[row], IDS[theme])
        if state is REMOVED:
            there.pop(place, None)
        else:
            there[place] = state
    return there


@given(cases())
def test_as_the_plain_model(case: Case) -> None:
    now = lay_over(case.found, case.decided)
    items = list(now.all())
    assert {said(item): item.state for item in items} == plain(case)
    assert len(items) == len(plain(case))
    order = [(i.document, i.paragraph, i.state is not ADDED, -i.score) for i in items]
    assert order == sorted(order)


@given(cases())
def test_what_nobody_decided_on_stays_as_it_was(case: Case) -> None:
    now = lay_over(case.found, case.decided)
    before = {said(item): item for item in case.found.all()}
    for item in now.all():
        if item.state is EntryState.AUTOMATIC:
            assert item == before[said(item)]
        elif said(item) in before:
            old = before[said(item)]
            assert (item.score, item.reasons) == (old.score, old.reasons)


@given(cases())
def test_lists_counts_and_scopes_agree(case: Case) -> None:
    now, there = lay_over(case.found, case.decided), plain(case)
    counts = now.counts()
    rows, groups = now.memberships()
    for position, theme in enumerate(IDS):
        below = {key for key in IDS if key == theme or key.startswith(f"{theme}.")}
        wanted = {(document, number) for document, number, key in there if key in below}
        entries = now.entries(theme)
        assert {(e.document, e.paragraph) for e in entries} == wanted == now.passages(theme)
        assert len(entries) == len(wanted) == counts[theme]
        grouped = {now.paragraphs.keys[row] for row in rows[groups == position].tolist()}
        assert grouped == wanted
        order = [(e.state is not ADDED, -e.score) for e in entries]
        assert order == sorted(order)
        assert set(now.entries(theme, EntryOrder.TEXT)) == set(entries)


def test_what_the_terms_say_of_a_paragraph_that_is_not_theirs() -> None:
    paragraphs = [
        Paragraph("d", 1, "虫虫虫虫虫"),
        Paragraph("d", 2, "土水"),
        Paragraph("d", 3, "，"),
    ]
    found = assign(OUTLINE, table(paragraphs), postings(OUTLINE, paragraphs))
    now = lay_over(found, {(2, 3): ADDED, (1, 1): REMOVED, (1, 3): EntryState.KEPT})
    (pest,) = now.of("d", 3)
    assert (pest.theme, pest.state, pest.score, pest.reasons) == ("pest", ADDED, 0, ())
    assert [item.theme for item in now.of("d", 2)] == ["soil", "pest"]
    (water,) = now.at([(1, 1)], REMOVED)
    assert (water.theme, water.reasons) == ("soil.water", ("水",))
    assert water.score == next(i.score for i in found.of("d", 2) if i.theme == "soil.water")


def test_without_decisions_nothing_is_copied() -> None:
    paragraphs = [Paragraph("d", 1, "水")]
    found = assign(OUTLINE, table(paragraphs), postings(OUTLINE, paragraphs))
    assert lay_over(found, {}) is found
