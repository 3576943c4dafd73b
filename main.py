"""Starts 案头: the window, or a command."""

import sys


def main() -> int:
    """The entry point of the installed program."""
    # Here, since the worker processes of an import load this module as well.
    from reader.program import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
