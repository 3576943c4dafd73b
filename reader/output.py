"""Where a command's words go: answers on one stream, everything else on the other."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from reader.errors import ReaderError, UsageError
from reader.messages import Translator

DONE, PARTLY, WRONG = 0, 1, 2
"""Exit codes: all done; some part failed and the rest is kept; the call was wrong."""

_BAR = 20
_NAME = 20


class OutputProblem(Exception):
    """An answer cannot be written: whoever read it has gone, or the disk is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Output:
    """Prints answers as JSON objects, one a line, or as lines for people."""

    def __init__(self, as_json: bool, tr: Translator, answers: IO[str], messages: IO[str]) -> None:
        self.tr = tr
        self._as_json = as_json
        self._answers = answers
        self._messages = messages
        # How many columns the bar takes on the terminal at most.
        self._drawn = 0

    def answer(self, value: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print one JSON object, or the lines for people. Raises OutputProblem."""
        self._print((json.dumps(value, ensure_ascii=False),) if self._as_json else lines)

    def fail(self, error: ReaderError) -> int:
        """Report a call that failed as a whole, or a query of several; the exit code.

        Raises OutputProblem.
        """
        text = self.tr.render(error.message)
        if self._as_json:
            problem = {"error": {"message": text, "position": error.position}}
            self._print((json.dumps(problem, ensure_ascii=False),))
        elif error.position is not None:
            text = self.tr(
                "{problem}（第 {position} 个字）", problem=text, position=error.position + 1
            )
        print(text, file=self._messages, flush=True)
        return WRONG if isinstance(error, UsageError) else PARTLY

    def progress(self, done: int, total: int, path: str) -> None:
        """Draw a bar on a terminal; nothing elsewhere."""
        if not self._messages.isatty():
            return
        full = _BAR * done // max(total, 1)
        bar = "█" * full + "·" * (_BAR - full)
        line = f"{bar} {done}/{total} {Path(path).name[:_NAME]}" if done < total else ""
        # Old consoles of Windows show the sign for "clear this line" as it is.
        blank = " " * self._drawn
        self._messages.write(f"\r{blank}\r{line}")
        self._messages.flush()
        self._drawn = sum(1 if char.isascii() else 2 for char in line)

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            try:
                print(line, file=self._answers)
            except OSError as error:
                raise OutputProblem(error) from error
        try:
            self._answers.flush()
        except OSError as error:
            raise OutputProblem(error) from error
