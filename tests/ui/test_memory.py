"""Memory is given back, and what is in use stays as it is."""

import gc
import weakref

from reader.ui.memory import give_back
from tests.ui.conftest import Desktop, OpenLibrary


def test_what_is_in_use_stays() -> None:
    kept = [bytes([n % 256]) * 1000 for n in range(20_000)]
    freed = [bytearray(1000) for _ in range(20_000)]
    del freed
    give_back(lambda: None)
    assert all(block == bytes([n % 256]) * 1000 for n, block in enumerate(kept))


def test_a_closed_window_is_let_go_with_all_that_it_held(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    window = desktop.window(open_library())
    held = weakref.ref(window), weakref.ref(window.desk), weakref.ref(window.theming)
    desktop.close(window)
    del window
    gc.collect()
    assert [part() for part in held] == [None, None, None]


def test_the_program_rests_first() -> None:
    rested: list[bool] = []
    give_back(lambda: rested.append(True))
    assert rested == [True]
