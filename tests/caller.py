"""Calls the program in this process, as a shell would: words in; exit code and bytes out."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from reader import program
from reader.paths import Places


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output; anything else there is a failure."""
        assert self.out.endswith("\n"), self
        assert self.out.count("\n") == 1, self
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def error(self) -> dict[str, Any]:
        """The error of a call that failed as a whole, said on standard error too."""
        assert self.code in (1, 2), self
        assert list(self.json) == ["error"]
        error: dict[str, Any] = self.json["error"]
        assert list(error) == ["message", "position"]
        assert "\n" not in error["message"]
        assert error["message"] in self.err
        assert "Traceback" not in self.err
        return error


class Caller:
    """A person with a home of their own and one library, both below `folder`."""

    def __init__(self, folder: Path, library: Path | None = None) -> None:
        self.folder = folder
        self.library = library or folder / "资料库"
        self.personal = folder / "personal.db"
        self.places = Places(folder / "data", folder / "config", folder / "cache")

    def __call__(self, *words: str, stdin: bytes = b"") -> Answer:
        """A call on the library and the personal data of this person."""
        return self.bare(
            "--library", str(self.library), "--personal", str(self.personal), *words, stdin=stdin
        )

    def bare(
        self, *words: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> Answer:
        """A call with nothing but these words and this environment."""
        out, err = io.BytesIO(), io.BytesIO()
        with (
            patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
            patch.object(sys, "stdout", io.TextIOWrapper(out)) as stdout,
            patch.object(sys, "stderr", io.TextIOWrapper(err)) as stderr,
            patch.object(sys, "excepthook", sys.excepthook),
            patch.object(program, "user_places", lambda: self.places),
            patch.dict("os.environ", environment or {}, clear=True),
        ):
            try:
                code = program.run(words)
            except SystemExit as leaving:
                code = int(leaving.code or 0)
            stdout.flush()
            stderr.flush()
        return Answer(code, out.getvalue().decode(), err.getvalue().decode())
