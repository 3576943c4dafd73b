"""Menus by keys: what is told of them while they are open."""

from tests.acceptance.client import FOCUS
from tests.acceptance.program import Window
from tests.acceptance.waiting import until


def walk(window: Window, *keys: str, steps: int = 2) -> tuple[str, list[str]]:
    """Open a menu by keys, go down some entries, and close it: its name, and theirs."""
    before = window.surfaces()
    window.listen(FOCUS)
    window.keys(*keys)
    wait_for_more(window, before)
    for _ in range(steps):
        go_down(window)
    told = [(menu, name) for menu, name in window.entries() if menu]
    window.keys("Escape")
    wait_for_few(window, before)
    assert told, f"{keys}: nothing is told"
    assert all(name.strip() for _, name in told), told
    names = {menu for menu, _ in told}
    assert len(names) == 1, told
    return told[0][0], [name for _, name in told]


def go_down(window: Window) -> None:
    """To the next entry; a menu of one entry has no other."""
    told = len(window.entries())
    window.keys("Down")
    until(lambda: len(window.entries()) > told, 0.4)


def wait_for_more(window: Window, surfaces: int) -> None:
    """Wait until a menu is open."""
    assert until(lambda: window.surfaces() > surfaces), "no menu"


def wait_for_few(window: Window, surfaces: int) -> None:
    """Wait until it is closed."""
    assert until(lambda: window.surfaces() == surfaces), "the menu stays open"
