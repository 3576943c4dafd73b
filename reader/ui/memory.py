"""Memory that was needed for a while is handed back to the system."""

import sys


def give_back() -> None:
    """Let the C library give back what it keeps for later; any thread, takes some milliseconds.

    glibc holds on to freed memory between blocks that are still in use: after the themes of a
    large library were worked out, a fifth of all that the program had. Elsewhere nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    # musl has no such function
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
