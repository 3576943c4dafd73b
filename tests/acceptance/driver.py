"""Looks at a window through AT-SPI and acts on it; knows visible names and roles only.

Runs as a process of its own under the distribution's Python, which has AT-SPI. One JSON object
a line comes in (`{"do": "press", "pid": 1, "part": {"name": "分栏", "role": "check box"}}`), one
goes out: `{"value": …}` or `{"error": "…"}`. Nothing is remembered between two lines but the
events that were asked for: every part is looked up anew, and a part that is not there gives the
value null.
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from gi.repository import Atspi, GLib

T = TypeVar("T")
Json = dict[str, Any]
ROWS = ("list item", "table cell", "tree item")
HOLDERS = ("list", "tree", "tree table", "table")
MENU_ITEM = "menu item"
DEEPEST = 40
LOOKS = 5
_LISTENERS: dict[str, Atspi.EventListener] = {}
_HEARD: list[tuple[int, Json]] = []


def windows(request: Json) -> list[Json]:
    """The windows of a program: its frame and its dialogs."""
    application = _application(request["pid"])
    return [] if application is None else [_facts(window) for window in _children(application)]


def look(request: Json) -> Json | None:
    """What a part is: name, description, role, states, place on the screen, actions."""
    part = _part(request)
    return None if part is None else {**_facts(part), "actions": _actions(part)}


def names(request: Json) -> list[str]:
    """The names of all parts of a role that can be seen."""
    wanted = request["role"]
    return [
        part.get_name()
        for window in _windows(request)
        for part in _walk(window, wanted)
        if part.get_role_name() == wanted and _has(part, "showing")
    ]


def reachable(request: Json) -> list[Json]:
    """All parts that can be seen and can take the keyboard, those in lists and trees too.

    `path` names what they are in, from the window down; a row stands for all its cells.
    """
    return [
        found
        for window in _windows(request)
        if _has(window, "showing")
        for found in _reachable(window, ())
    ]


def showing(request: Json) -> list[Json]:
    """All parts that can be seen, whether they take the keyboard or not; rows are left out."""
    return [
        found
        for window in _windows(request)
        if _has(window, "showing")
        for found in _showing(window, ())
    ]


def focused(request: Json) -> Json | None:
    """What has the keyboard in the active window, with the path to it; a row only by its list."""
    for window in _windows(request):
        if _has(window, "active"):
            for part in _reachable(window, ()):
                if "focused" in part["states"] and part["role"] not in ROWS:
                    return part
    return None


def listen(request: Json) -> None:
    """Begin to note what programs tell of themselves; `events` as AT-SPI names them."""
    _take_in()
    _HEARD.clear()
    for event in request["events"]:
        if event not in _LISTENERS:
            _LISTENERS[event] = Atspi.EventListener.new(_note)
            _LISTENERS[event].register(event)


def heard(request: Json) -> list[Json]:
    """What a program has told since `listen`."""
    _take_in()
    return [event for pid, event in _HEARD if pid == request["pid"]]


def rows(request: Json) -> list[Json] | None:
    """The rows of a list or a tree; `cells` holds the text of each column."""
    part = _part(request)
    if part is None:
        return None
    return [
        {**_facts(cells[0]), "cells": [cell.get_name() for cell in cells]} for cells in _rows(part)
    ]


def choose(request: Json) -> bool | None:
    """Select a row, whether it is selected already or not."""
    cell = _row(request)
    if cell is None:
        return None
    return bool(Atspi.Selection.select_child(cell.get_parent(), cell.get_index_in_parent()))


def toggle(request: Json) -> bool | None:
    """Fire the action of a row, which selects it where it is not selected."""
    cell = _row(request)
    return None if cell is None else _act(cell, "Toggle")


def press(request: Json) -> bool | None:
    """Press a part by its accessibility action; False where it is switched off."""
    part = _part(request)
    return None if part is None else _act(part, "Press")


def focus(request: Json) -> bool | None:
    """Give a part the keyboard focus."""
    part = _part(request)
    return None if part is None else bool(Atspi.Component.grab_focus(part))


def text(request: Json) -> str | None:
    """The whole text of a part."""
    part = _part(request)
    if part is None:
        return None
    return str(Atspi.Text.get_text(part, 0, Atspi.Text.get_character_count(part)))


def set_text(request: Json) -> bool | None:
    """Put a text into a part, in place of what is there."""
    part = _part(request)
    if part is None:
        return None
    return bool(Atspi.EditableText.set_text_contents(part, request["text"]))


def select_text(request: Json) -> bool | None:
    """Select the characters start..end of a part."""
    part = _part(request)
    if part is None:
        return None
    start, end = request["start"], request["end"]
    Atspi.Text.set_caret_offset(part, start)
    if Atspi.Text.get_n_selections(part):
        return bool(Atspi.Text.set_selection(part, 0, start, end))
    return bool(Atspi.Text.add_selection(part, start, end))


def place(request: Json) -> list[int] | None:
    """Where the character at an offset is on the screen: x, y, width, height in pixels."""
    part = _part(request)
    if part is None:
        return None
    box = Atspi.Text.get_character_extents(part, request["offset"], Atspi.CoordType.SCREEN)
    return [box.x, box.y, box.width, box.height]


def attributes(request: Json) -> list[Json] | None:
    """How the text of a part looks: spans of one look each, with what AT-SPI says of it."""
    part = _part(request)
    if part is None:
        return None
    found, offset, end = [], 0, Atspi.Text.get_character_count(part)
    while offset < end:
        look, start, after = Atspi.Text.get_attribute_run(part, offset, False)
        found.append({"start": start, "end": after, "look": look})
        offset = max(after, offset + 1)
    return found


def caret(request: Json) -> int | None:
    """The offset of the caret in a part."""
    part = _part(request)
    return None if part is None else int(Atspi.Text.get_caret_offset(part))


def selected(request: Json) -> str | None:
    """The words that are selected in a part."""
    part = _part(request)
    if part is None or not Atspi.Text.get_n_selections(part):
        return None
    chosen = Atspi.Text.get_selection(part, 0)
    return str(Atspi.Text.get_text(part, chosen.start_offset, chosen.end_offset))


def _take_in() -> None:
    """Note what was told up to now."""
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def _note(event: Atspi.Event) -> None:
    """What a part of a window tells, with the words that come with it."""
    try:
        source = event.source
        said = event.any_data if isinstance(event.any_data, str) else ""
        parent = source.get_parent()
        found = {
            "event": event.type,
            "name": source.get_name(),
            "role": source.get_role_name(),
            "within": "" if parent is None else parent.get_name(),
            "words": said,
        }
        _HEARD.append((source.get_process_id(), found))
    except GLib.Error:
        return


def _application(pid: int) -> Atspi.Accessible | None:
    for application in _children(Atspi.get_desktop(0)):
        if application.get_process_id() == pid:
            # Without events of a main loop a cache would go stale.
            application.set_cache_mask(Atspi.Cache.NONE)
            return application
    return None


def _windows(request: Json) -> list[Atspi.Accessible]:
    application = _application(request["pid"])
    return [] if application is None else list(_children(application))


def _patiently(look: Callable[[Json], T], request: Json) -> T:
    """Look again where the window changed under the look."""
    for _ in range(LOOKS - 1):
        try:
            return look(request)
        except GLib.Error:
            continue
    return look(request)


def _part(request: Json) -> Atspi.Accessible | None:
    return _patiently(_find, request)


def _find(request: Json) -> Atspi.Accessible | None:
    """The first part of that name and role, one that can be seen before one that cannot."""
    wanted = request["part"]
    hidden = None
    for window in _windows(request):
        if wanted.get("window") not in (None, window.get_name()):
            continue
        for part in _walk(window, wanted["role"]):
            if part.get_role_name() == wanted["role"] and part.get_name() == wanted["name"]:
                if _has(part, "showing"):
                    return part
                hidden = hidden or part
    return hidden


def _walk(part: Atspi.Accessible, role: str, depth: int = 0) -> Iterator[Atspi.Accessible]:
    """All that is in a part; the insides of lists and menus only where they are asked for."""
    yield part
    own = part.get_role_name()
    closed = (own in HOLDERS and role not in ROWS) or (own == MENU_ITEM and role != MENU_ITEM)
    if not closed and depth < DEEPEST:
        for child in _children(part):
            yield from _walk(child, role, depth + 1)


def _reachable(part: Atspi.Accessible, path: tuple[str, ...]) -> Iterator[Json]:
    states, role = _states(part), part.get_role_name()
    if "showing" not in states or len(path) > DEEPEST:
        return
    if "focusable" in states and "enabled" in states:
        yield {**_facts(part), "path": list(path)}
    below = (*path, f"{role} {part.get_name()}")
    if role in HOLDERS:
        for cells in _rows(part):
            names = " ".join(cell.get_name() for cell in cells).strip()
            yield {**_facts(cells[0]), "name": names, "path": list(below)}
    else:
        for child in _children(part):
            yield from _reachable(child, below)


def _showing(part: Atspi.Accessible, path: tuple[str, ...]) -> Iterator[Json]:
    role = part.get_role_name()
    if not _has(part, "showing") or len(path) > DEEPEST or role in ROWS:
        return
    yield {**_facts(part), "path": list(path)}
    if role not in HOLDERS:
        for child in _children(part):
            yield from _showing(child, (*path, f"{role} {part.get_name()}"))


def _children(part: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    for index in range(part.get_child_count()):
        child = part.get_child_at_index(index)
        if child is not None:
            yield child


def _rows(holder: Atspi.Accessible) -> list[list[Atspi.Accessible]]:
    cells = [child for child in _children(holder) if child.get_role_name() in ROWS]
    columns = max(1, Atspi.Table.get_n_columns(holder))
    return [cells[first : first + columns] for first in range(0, len(cells), columns)]


def _row(request: Json) -> Atspi.Accessible | None:
    """The first cell of a row."""
    part = _part(request)
    found = [] if part is None else _rows(part)
    number = request["row"]
    return found[number][0] if number < len(found) else None


def _facts(part: Atspi.Accessible) -> Json:
    box = Atspi.Component.get_extents(part, Atspi.CoordType.SCREEN)
    return {
        "name": part.get_name(),
        "description": part.get_description(),
        "role": part.get_role_name(),
        "states": _states(part),
        "extents": [box.x, box.y, box.width, box.height],
    }


def _states(part: Atspi.Accessible) -> list[str]:
    return [state.value_nick for state in part.get_state_set().get_states()]


def _has(part: Atspi.Accessible, state: str) -> bool:
    return state in _states(part)


def _actions(part: Atspi.Accessible) -> list[str]:
    if "Action" not in part.get_interfaces():
        return []
    count = Atspi.Action.get_n_actions(part)
    return [Atspi.Action.get_action_name(part, index) for index in range(count)]


def _act(part: Atspi.Accessible, action: str) -> bool:
    known = _actions(part)
    return action in known and bool(Atspi.Action.do_action(part, known.index(action)))


COMMANDS: dict[str, Callable[[Json], Any]] = {
    command.__name__: command
    for command in (
        *(windows, look, names, reachable, rows, choose, toggle, press, focus),
        *(showing, focused, listen, heard),
        *(text, set_text, select_text, selected, place, caret, attributes),
    )
}


LOOKING = (
    *(windows, look, names, reachable, showing, focused, rows),
    *(text, selected, place, caret, attributes),
)


def answer(request: Json) -> Json:
    """Do what a line asks for."""
    command = COMMANDS[request["do"]]
    try:
        if command in LOOKING:
            return {"value": _patiently(command, request)}
        return {"value": command(request)}
    except GLib.Error as error:
        return {"error": error.message}


def main() -> None:
    """Answer line by line until the input ends."""
    Atspi.init()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
