"""Where a command's words go."""

import io
import json
from pathlib import Path

import pytest

from reader.errors import LibraryProblem, UsageError
from reader.messages import Translator, msg
from reader.output import PARTLY, WRONG, Output, OutputProblem
from reader.paths import TRANSLATIONS


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Full(io.StringIO):
    """A stream on a full disk; small answers are only noticed when they are flushed."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def output(
    as_json: bool, answers: io.StringIO | None = None, messages: io.StringIO | None = None
) -> tuple[Output, io.StringIO, io.StringIO]:
    out, err = answers or io.StringIO(), messages or io.StringIO()
    return Output(as_json, Translator("zh", TRANSLATIONS), out, err), out, err


def test_an_answer_is_one_line_of_json_or_lines() -> None:
    made, out, err = output(True)
    made.answer({"text": "换\n行\u2028"}, ["不要"])
    assert json.loads(out.getvalue()) == {"text": "换\n行\u2028"}
    assert out.getvalue().count("\n") == 1
    made, out, err = output(False)
    made.answer({}, ["甲", "乙"])
    assert (out.getvalue(), err.getvalue()) == ("甲\n乙\n", "")


@pytest.mark.parametrize(("kind", "code"), [(UsageError, WRONG), (LibraryProblem, PARTLY)])
def test_a_failure_is_said_on_both_streams(kind: type[UsageError], code: int) -> None:
    made, out, err = output(True)
    assert made.fail(kind(msg("错在{x}", x="此"), 4)) == code
    assert json.loads(out.getvalue()) == {"error": {"message": "错在此", "position": 4}}
    assert err.getvalue() == "错在此\n"
    made, out, err = output(False)
    assert made.fail(kind(msg("错"))) == code
    assert (out.getvalue(), err.getvalue()) == ("", "错\n")


@pytest.mark.parametrize("as_json", [True, False])
def test_an_answer_that_cannot_be_written(as_json: bool) -> None:
    made, _, _ = output(as_json, Full())
    with pytest.raises(OutputProblem) as caught:
        made.answer({}, ["甲"])
    assert caught.value.error.errno == 28


def test_progress_is_for_a_terminal_and_leaves_nothing_behind() -> None:
    made, out, err = output(False)
    made.progress(1, 2, "/甲.txt")
    assert (out.getvalue(), err.getvalue()) == ("", "")
    made, out, err = output(False, messages=Terminal())
    for done in (1, 2, 3):
        made.progress(done, 3, str(Path("/文献") / ("长" * 100 + ".txt")))
    # A console that knows carriage returns and nothing else, as old ones of Windows do.
    assert "\x1b" not in err.getvalue()
    screens, line = [], ""
    for piece in err.getvalue().split("\r"):
        line = piece + line[len(piece) :]
        screens.append(line.strip())
    assert [screen.split()[1] for screen in screens if screen] == ["1/3", "2/3"]
    assert screens[-1] == ""
    assert all(len(screen) < 50 for screen in screens)
    assert out.getvalue() == ""
