"""Starts 案头: the window, or a command."""

import sys

from reader.program import run


def main() -> int:
    """The entry point of the installed program."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
