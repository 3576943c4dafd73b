"""What the window looked like, to come back to it: a value, kept as JSON in the personal data."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TypeVar

Json = dict[str, object]
T = TypeVar("T", bool, int, str)
# Far more than any window has, and still a number for Qt.
MOST_PIXELS = 20_000
# Of the width of both panes, in thousandths.
HALF, LEAST_SHARE, MOST_SHARE = 500, 50, 950


@dataclass(frozen=True, slots=True)
class PaneState:
    """What a pane showed, and where it was scrolled to (see `reader.ui.reading.places.Spot`).

    `fingerprint` is that of the text as it was then.
    """

    document: str | None = None
    paragraph: int = 1
    offset: int = 0
    index: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The state of a window on one library."""

    panes: tuple[PaneState, PaneState] = (PaneState(), PaneState())
    active: int = 0
    split: bool = True
    sidebar: bool = True
    sidebar_width: int = 300
    panel: int = 0
    query: str = ""
    theme: str = ""
    order: str = "imported"
    geometry: str = ""
    node: str = ""
    folders: bool = False
    link: str = ""
    linked: bool = False
    # The open documents of each pane, the one that was read last first.
    opened: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    left_share: int = HALF
    maximised: bool = False
    comparing: bool = False
    # What restricts the search, part by part (see `reader.ui.kept_scope`).
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Back and forward (see `reader.ui.kept_way`).
    way: str = ""

    def still_shown(self, number: int, known: Callable[[str], bool]) -> PaneState:
        """What a pane showed; where that is gone, the document that was read there before."""
        state = self.panes[number]
        if state.document is None or known(state.document):
            return state
        return PaneState(next(filter(known, self.opened[number]), None))

    def to_json(self) -> Json:
        """The session as plain values."""
        return asdict(self)

    @staticmethod
    def from_json(stored: object) -> "Session":
        """The session as it was kept; what is missing or makes no sense is as at first."""
        if not isinstance(stored, Mapping):
            return Session()
        first = Session()
        panes = stored.get("panes")
        states = [_pane(item) for item in panes[:2]] if isinstance(panes, list | tuple) else []
        states += [PaneState()] * (2 - len(states))
        return Session(
            panes=(states[0], states[1]),
            active=1 if stored.get("active") == 1 else 0,
            split=_typed(stored, "split", first.split),
            sidebar=_typed(stored, "sidebar", first.sidebar),
            sidebar_width=_within(
                0, _typed(stored, "sidebar_width", first.sidebar_width), MOST_PIXELS
            ),
            panel=_within(0, _typed(stored, "panel", first.panel), 4),
            query=_whole(_typed(stored, "query", first.query)),
            theme=_typed(stored, "theme", first.theme),
            order=_typed(stored, "order", first.order),
            geometry=_ascii(_typed(stored, "geometry", first.geometry)),
            node=_whole(_typed(stored, "node", first.node)),
            folders=_typed(stored, "folders", first.folders),
            link=_typed(stored, "link", first.link),
            linked=_typed(stored, "linked", first.linked),
            opened=_opened(stored.get("opened")),
            left_share=_within(
                LEAST_SHARE, _typed(stored, "left_share", first.left_share), MOST_SHARE
            ),
            maximised=_typed(stored, "maximised", first.maximised),
            comparing=_typed(stored, "comparing", first.comparing),
            scope=_scope(stored.get("scope")),
            way=_whole(_typed(stored, "way", first.way)),
        )


def _pane(stored: object) -> PaneState:
    if not isinstance(stored, Mapping):
        return PaneState()
    document = stored.get("document")
    return PaneState(
        document if isinstance(document, str) else None,
        max(1, _typed(stored, "paragraph", 1)),
        _within(-MOST_PIXELS, _typed(stored, "offset", 0), MOST_PIXELS),
        max(0, _typed(stored, "index", 0)),
        _typed(stored, "fingerprint", ""),
    )


def _opened(stored: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lists = [_documents(item) for item in stored[:2]] if isinstance(stored, list | tuple) else []
    lists += [()] * (2 - len(lists))
    return lists[0], lists[1]


def _scope(stored: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = stored if isinstance(stored, list | tuple) else ()
    return tuple(
        (_whole(part[0]), _documents(part[1]))
        for part in parts
        if isinstance(part, list | tuple) and len(part) == 2 and isinstance(part[0], str)
    )


def _documents(stored: object) -> tuple[str, ...]:
    if not isinstance(stored, list | tuple):
        return ()
    return tuple(dict.fromkeys(_whole(item) for item in stored if isinstance(item, str)))


def _typed(stored: Mapping[str, object], key: str, default: T) -> T:
    value = stored.get(key)
    return value if type(value) is type(default) else default


def _within(least: int, value: int, most: int) -> int:
    return min(max(value, least), most)


def _whole(text: str) -> str:
    """Without the half characters (lone surrogates) that JSON can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode("ascii")
