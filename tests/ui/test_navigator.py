"""Back and forward over the places that somebody has been at."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui.navigator import LONGEST, Navigator, Place
from reader.ui.reading.places import Spot


def place(document: str, paragraph: int = 1, pane: int = 0) -> Place:
    return Place(pane, document, Passage(document, paragraph, 0, 2), None, 0)


def standing(document: str, paragraph: int = 1, offset: int = 0, pane: int = 0) -> Place:
    """How a place is left."""
    return Place(pane, document, None, Spot(paragraph, offset), 0)


def test_nowhere_to_go_at_first() -> None:
    navigator = Navigator()
    assert not navigator.can_go_back
    assert not navigator.can_go_forward
    assert navigator.back(None) is None
    assert navigator.forward(None) is None


def test_the_first_visit_leads_back_to_where_reading_began() -> None:
    navigator = Navigator()
    navigator.visit(place("b"), standing("a", 4, 30))
    found = navigator.back(standing("b"))
    assert found is not None
    assert (found.document, found.spot) == ("a", Spot(4, 30))


def test_back_and_forward_come_to_where_each_place_was_left() -> None:
    navigator = Navigator()
    navigator.visit(place("a"), None)
    navigator.visit(place("b"), standing("a", 7, -12))
    back = navigator.back(standing("b", 9, 5))
    assert back is not None
    assert (back.document, back.spot) == ("a", Spot(7, -12))
    forward = navigator.forward(standing("a", 8, 0))
    assert forward is not None
    assert (forward.document, forward.spot) == ("b", Spot(9, 5))
    again = navigator.back(None)
    assert again is not None
    assert again.spot == Spot(8, 0)


def test_a_new_place_forgets_the_way_forward() -> None:
    navigator = Navigator()
    for name in "abc":
        navigator.visit(place(name), None)
    navigator.back(None)
    navigator.back(None)
    navigator.visit(place("d"), None)
    assert not navigator.can_go_forward
    found = navigator.back(None)
    assert found is not None
    assert found.document == "a"


def test_the_same_place_twice_is_one_step() -> None:
    navigator = Navigator()
    navigator.visit(place("a"), None)
    navigator.visit(place("b"), None)
    navigator.visit(place("b"), standing("b", 3))
    found = navigator.back(None)
    assert found is not None
    assert found.document == "a"
    assert not navigator.can_go_back


def test_the_same_text_in_the_other_pane_is_another_place() -> None:
    navigator = Navigator()
    navigator.visit(place("a"), None)
    navigator.visit(place("a", pane=1), None)
    found = navigator.back(None)
    assert found is not None
    assert found.pane == 0


def test_a_place_that_was_never_reached_does_not_take_the_spot_of_another() -> None:
    navigator = Navigator()
    navigator.visit(place("a"), None)
    navigator.visit(place("b"), standing("a", 2))
    # "b" was still being read when "c" was asked for
    navigator.visit(place("c"), None)
    found = navigator.back(None)
    assert found is not None
    assert (found.document, found.spot) == ("b", None)


def test_only_so_many_places_are_kept() -> None:
    navigator = Navigator()
    for number in range(LONGEST + 50):
        navigator.visit(place("a", number + 1), None)
    steps = 0
    while navigator.can_go_back:
        oldest = navigator.back(None)
        steps += 1
    assert steps == LONGEST - 1
    assert oldest is not None
    assert oldest.passage is not None
    assert oldest.passage.paragraph == 51


def test_every_change_is_told(qtbot: QtBot) -> None:
    navigator = Navigator()
    changes: tuple[Callable[[], object], ...] = (
        lambda: navigator.visit(place("a"), None),
        lambda: navigator.visit(place("b"), None),
        lambda: navigator.back(None),
        lambda: navigator.forward(None),
        navigator.clear,
    )
    for change in changes:
        with qtbot.waitSignal(navigator.changed):
            change()
    assert not navigator.can_go_back


def test_who_turned_to_the_other_pane_comes_back_to_where_they_were_there() -> None:
    navigator = Navigator()
    navigator.visit(place("a"), None)
    # somebody reads on in "a", turns to the other pane with "b", and goes to "c" there
    navigator.visit(place("c", pane=1), standing("b", 5, pane=1), standing("a", 3))
    found = navigator.back(standing("c", pane=1))
    assert found is not None
    assert (found.pane, found.document, found.spot) == (1, "b", Spot(5, 0))
    found = navigator.back(standing("b", 6, pane=1))
    assert found is not None
    assert (found.pane, found.document, found.spot) == (0, "a", Spot(3, 0))


def test_back_from_the_other_pane_keeps_the_way_forward() -> None:
    navigator = Navigator()
    for name in "abc":
        navigator.visit(place(name), None)
    navigator.back(standing("c"))
    navigator.back(standing("d", 4, pane=1), standing("b", 2))
    ways = [navigator.forward(None) for _ in range(2)]
    assert [way and (way.document, way.spot) for way in ways] == [
        ("d", Spot(4, 0)),
        ("c", Spot(1, 0)),
    ]


def test_a_document_that_is_gone_is_forgotten() -> None:
    navigator = Navigator()
    for name in "abac":
        navigator.visit(place(name), None)
    assert navigator.back(None) is not None
    navigator.forget("a")
    assert navigator.can_go_back
    assert not navigator.can_go_forward, "the step back led nowhere: this is the last place still"
    found = navigator.back(standing("c"))
    assert found is not None
    assert found.document == "b"


def test_swapped_panes_swap_the_places() -> None:
    navigator = Navigator()
    navigator.visit(place("b", pane=1), standing("a"))
    navigator.swap()
    found = navigator.back(standing("b"))
    assert found is not None
    assert (found.pane, found.document) == (1, "a")
