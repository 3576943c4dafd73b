"""The way back and forward through JSON: all of it comes back, whatever else is dropped."""

import json
import string

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Genre, Passage, Section, Selector
from reader.documents.positions import ReadingPosition
from reader.ui.beside import ChosenHit, ChosenTheme
from reader.ui.found_again import Kept
from reader.ui.kept_way import MOST, keep, restore
from reader.ui.navigator import Place
from reader.ui.panels.collections import FOLDER, Node
from reader.ui.reading.places import Place as Border
from reader.ui.reading.places import Selection, Spot
from reader.workspace.model import SearchScope

WORDS = st.text(string.ascii_letters + "督查台账：”", max_size=6)
COUNTS = st.integers(0, 10**6)
NUMBERS = st.integers(1, 10**6)
PASSAGES = st.builds(Passage, WORDS, NUMBERS, st.just(2), st.integers(2, 99), WORDS)
SELECTORS = st.builds(Selector, WORDS, NUMBERS, st.just(0), COUNTS, WORDS, WORDS, WORDS, WORDS)
BORDERS = st.builds(Border, NUMBERS, COUNTS)
SCOPES = st.builds(
    SearchScope,
    documents=st.frozensets(WORDS, max_size=2),
    genres=st.frozensets(st.sampled_from(list(Genre)), max_size=2),
    within=st.tuples(WORDS),
)
CHOSEN = st.one_of(
    st.none(),
    WORDS,
    st.builds(Node, st.just(FOLDER), WORDS),
    st.builds(Section, st.integers(1, 6), WORDS, NUMBERS, st.just(0), NUMBERS),
    st.builds(ChosenTheme, st.none() | WORDS, st.none() | PASSAGES),
    st.builds(ChosenHit, WORDS, SCOPES, st.none() | PASSAGES),
)
PLACES = st.builds(
    Place,
    pane=st.integers(0, 1),
    document=st.sampled_from("甲乙丙"),
    passage=st.none() | PASSAGES,
    spot=st.none() | st.builds(Spot, NUMBERS, st.integers(-900, 900), COUNTS),
    panel=st.integers(0, 4),
    chosen=CHOSEN,
    selection=st.none() | st.builds(Selection, BORDERS, BORDERS),
    kept=st.none()
    | st.builds(
        Kept,
        WORDS,
        st.builds(ReadingPosition, SELECTORS, st.integers(-900, 900)),
        st.none() | st.tuples(SELECTORS, SELECTORS),
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


def known(_document: str) -> bool:
    return True


@given(st.lists(PLACES, min_size=1, max_size=4), st.data())
def test_a_way_comes_back_as_it_was(places: list[Place], data: st.DataObject) -> None:
    now = data.draw(st.integers(0, len(places) - 1))
    assert restore(keep(places, now), known) == (places, now)


@given(st.lists(PLACES, min_size=1, max_size=4), st.data())
def test_places_in_texts_that_are_gone_are_left_out(
    places: list[Place], data: st.DataObject
) -> None:
    now = data.draw(st.integers(0, len(places) - 1))
    left, current = restore(keep(places, now), "甲乙".__contains__)
    assert left == [place for place in places if place.document != "丙"]
    if left:
        before = [place for place in places[: now + 1] if place.document != "丙"]
        assert current == max(len(before) - 1, 0)
    else:
        assert current == -1


@given(PLACES, st.sampled_from(["pane", "spot", "passage", "selection", "chosen", "kept"]), JSON)
def test_whatever_is_stored_gives_places_or_none(place: Place, part: str, odd: object) -> None:
    stored = json.loads(keep([place, place], 1))
    stored["places"][0][part] = odd
    places, now = restore(json.dumps(stored), known)
    assert places[-1] == place
    assert now == len(places) - 1
    assert restore(json.dumps(odd), known) == ([], -1)
    stored["places"][0] = odd
    assert restore(json.dumps(stored), known) == ([place], 0)


def test_only_what_is_near_is_kept() -> None:
    places = [Place(0, "甲", None, Spot(number, 0), 0) for number in range(1, 201)]
    left, now = restore(keep(places, 100), known)
    assert left == places[100 - MOST : 100 + MOST + 1]
    assert left[now] == places[100]
    assert restore("", known) == ([], -1)
    assert restore(keep([], -1), known) == ([], -1)
