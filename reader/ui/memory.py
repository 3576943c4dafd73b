"""Memory that was needed for a while is handed back to the system."""

import sys
from collections.abc import Callable


def give_back(rest: Callable[[], None]) -> None:
    """Let the program rest, then have the C library give back what it keeps for later.

    Any thread; takes some milliseconds. glibc holds on to freed memory between blocks that are
    still in use: after the themes of a large library were worked out, a fifth of all that the
    program had. Elsewhere nothing happens.
    """
    rest()
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    # musl has no such function
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
