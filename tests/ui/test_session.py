"""The state of a window as plain values: whatever is stored, a session comes of it."""

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.session import PaneState, Session

HALVES = st.text(st.characters(exclude_categories=[]))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | HALVES
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
STORED_PANES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("document", "paragraph", "offset"), JSON)
)
STORED = JSON | st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys((field.name for field in fields(Session)), JSON),
        "panes": JSON | st.lists(STORED_PANES | JSON, max_size=4),
    },
)
PANES = st.builds(
    PaneState,
    document=st.none() | st.text(),
    paragraph=st.integers(1, 100_000),
    offset=st.integers(-10_000, 10_000),
)
SESSIONS = st.builds(
    Session,
    panes=st.tuples(PANES, PANES),
    active=st.integers(0, 1),
    split=st.booleans(),
    sidebar=st.booleans(),
    sidebar_width=st.integers(0, 2000),
    panel=st.integers(0, 4),
    query=st.text(st.characters(exclude_categories=["Cs"])),
    theme=st.text(),
    order=st.text(),
    geometry=st.text(st.characters(codec="ascii")),
    scope=st.sampled_from([(), (("years", ("2014", "2015")), ("within", ("值班",)))]),
)


@given(STORED)
def test_any_stored_value_gives_a_session_that_a_window_can_take(stored: object) -> None:
    session = Session.from_json(stored)
    assert len(session.panes) == 2
    assert session.active in (0, 1)
    assert session.panel in range(5)
    assert type(session.split) is type(session.sidebar) is bool
    # Qt takes 32 bits, and refuses the rest with an exception.
    assert 0 <= session.sidebar_width < 2**31
    assert session.geometry.isascii()
    assert session.query.encode("utf-8").decode("utf-8") == session.query
    for pane in session.panes:
        assert pane.paragraph >= 1
        assert -(2**31) < pane.offset < 2**31
    assert Session.from_json(session.to_json()) == session


@given(SESSIONS)
def test_a_session_comes_back_through_json(session: Session) -> None:
    assert Session.from_json(json.loads(json.dumps(session.to_json()))) == session


def test_what_makes_no_sense_is_as_at_first() -> None:
    stored = {"panel": "2", "split": 0, "query": "值班", "panes": [{"paragraph": -3}, 5]}
    assert Session.from_json(stored) == Session(query="值班")


def test_numbers_that_no_window_has_are_brought_into_bounds() -> None:
    huge = 10**30
    stored = {
        "sidebar_width": huge,
        "panel": huge,
        "panes": [{"document": "d", "paragraph": huge, "offset": -huge}],
    }
    session = Session.from_json(stored)
    assert session.sidebar_width < 100_000
    assert abs(session.panes[0].offset) < 1_000_000
    assert session.panel == 4


def test_half_a_character_is_left_out() -> None:
    stored = json.loads('{"query": "值\\ud842班", "geometry": "\\ud842AdnQ"}')
    session = Session.from_json(stored)
    assert session.query == "值班"
    assert session.geometry == "AdnQ"
