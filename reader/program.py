"""From the command line to a command or the window: language, library, personal data."""

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import TYPE_CHECKING

from reader.bugs import BugLog
from reader.deferral import defer, deferring
from reader.errors import ReaderError, UsageError, system_reason
from reader.messages import Translator, msg
from reader.output import PARTLY, Output, OutputProblem
from reader.paths import TRANSLATIONS, Places, user_places
from reader.request import Request
from reader.settings import SettingsFile

if TYPE_CHECKING:
    from argparse import Namespace

INTERRUPTED = 130
# Whoosh takes a function for downloads along; with it come HTTP, TLS and e-mail, 5 MB that a
# program without a network has no use for.
NETWORK = {"urllib.request": ("urlretrieve",)}


def run(argv: Sequence[str]) -> int:
    """Run the program and give its exit code. Raises SystemExit for help and for a wrong call."""
    defer(NETWORK)
    _speak_utf8()
    language = _language(argv, os.environ)
    tr = Translator(language, TRANSLATIONS)
    arguments = _plain(argv) or _parse(argv, tr)
    output = Output(arguments.json, tr, sys.stdout, sys.stderr)
    places = user_places()
    try:
        request = _request(arguments, os.environ, places, language)
    except ReaderError as error:
        return output.fail(error)
    if isinstance(arguments, SimpleNamespace) or arguments.command is None:
        return _open_window(request, tr)
    sys.excepthook = BugReport(places.log, output)
    return _run_command(arguments, request, output)


def _open_window(request: Request, tr: Translator) -> int:
    # What a start makes stays: to look through it for garbage took a sixth of the start. The
    # window turns the collector on again when it is painted.
    gc.disable()
    from reader.ui.imports import DESCRIPTIONS, import_plainly
    from reader.ui.preflight import missing_part

    with deferring(DESCRIPTIONS):
        problem = missing_part(os.environ)
        if problem is not None:
            print(tr.render(problem), file=sys.stderr)
            return PARTLY
        import_plainly()
    from reader.ui.app import run_window

    return run_window(request, tr)


def _run_command(arguments: "Namespace", request: Request, output: Output) -> int:
    """Run a command; an answer that cannot be printed is not worth a traceback."""
    from reader.commands import Call

    try:
        with Call(arguments, request, output) as call:
            return call.run()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OutputProblem as problem:
        _abandon_output()
        if not isinstance(problem.error, BrokenPipeError):
            reason = system_reason(problem.error)
            text = output.tr.render(msg("无法写出结果：{reason}", reason=reason))
            print(text, file=sys.stderr)
        return PARTLY


def _plain(argv: Sequence[str]) -> SimpleNamespace | None:
    """A start of the window that names files at most: it needs no parser, and no time for one."""
    found = SimpleNamespace(library=None, personal=None, lang=None, json=False, command=None)
    if len(argv) % 2:
        return None
    for option, value in zip(argv[::2], argv[1::2], strict=True):
        known = option in ("--library", "--personal") or (
            option == "--lang" and value in ("zh", "en")
        )
        if not known or value.startswith("-"):
            return None
        setattr(found, option[2:], value)
    return found


def _parse(argv: Sequence[str], tr: Translator) -> "Namespace":
    from argparse import SUPPRESS, ArgumentParser, Namespace

    from reader.arguments import parser_class
    from reader.commands import add_commands

    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument("--library", metavar="DIR", help=tr("资料库所在的文件夹"))
    common.add_argument("--personal", metavar="FILE", help=tr("个人数据文件"))
    common.add_argument("--lang", choices=("zh", "en"), help=tr("语言"))
    common.add_argument("--json", action="store_true", help=tr("用 JSON 回答"))
    parser = parser_class(tr, "--json" in argv)(
        prog="antou",
        description=tr("案头：离线阅读中文资料；不带命令时打开窗口"),
        parents=[common],
    )
    add_commands(parser, common, tr)
    # Not as defaults of the parser: those of a command's parser would go over what was given
    # before the command.
    unset = Namespace(library=None, personal=None, lang=None, json=False)
    return parser.parse_args(argv, unset)


def _request(
    arguments: "Namespace | SimpleNamespace",
    environment: Mapping[str, str],
    places: Places,
    language: str,
) -> Request:
    """What to work on: as the call says, else the environment, else what was open last.

    Raises:
        UsageError: a path that cannot be one.
    """
    named = _named(arguments.library, environment.get("ANTOU_LIBRARY"), "--library")
    personal = _named(arguments.personal, environment.get("ANTOU_PERSONAL"), "--personal")
    last = None if named else _last_library(places)
    if last is None or last == places.starter or os.path.isfile(last / "library.db"):
        lost = None
    else:
        last, lost = None, last
    library = named or last or places.starter
    return Request(
        library=library,
        personal=personal or places.personal,
        starter=named is None and library == places.starter,
        places=places,
        language=language,
        named=named is not None,
        lost=lost,
    )


def _named(argument: str | None, variable: str | None, option: str) -> Path | None:
    if argument == "":
        # An empty variable in a script must not lead to the user's own library.
        raise UsageError(msg("{name} 后面缺少内容", name=option))
    name = argument or variable
    if not name:
        return None
    try:
        return Path(name).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise UsageError(msg("无法确定“{path}”在哪里，请写出完整路径", path=name)) from error


def _last_library(places: Places) -> Path | None:
    """The library that was open in the window last, whether it is still there or not."""
    name = SettingsFile(places.settings).load().library
    return None if name is None else Path(name)


def _language(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for, else Chinese unless the system speaks another language.

    The C locale speaks none, so that it stays with Chinese.
    """
    for word, following in pairwise((*argv, "")):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in ("zh", "en"):
            return asked
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None)
    if name is None and sys.platform == "win32":
        import locale

        name = locale.getlocale()[0]
    plain = (name or "C").split(".")[0].split("@")[0]
    return "zh" if plain in ("C", "POSIX") or plain.lower().startswith(("zh", "chinese")) else "en"


def _speak_utf8() -> None:
    r"""Whatever the console's code page: what goes through a pipe is UTF-8.

    What is no UTF-8 (the name of an old file) goes out as \udcXX, which JSON reads back.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")


def _abandon_output() -> None:
    """Nothing more can be written; keep Python from trying, and complaining, at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class BugReport:
    """The handler of what nobody expected: one line for the user, the traceback for the log."""

    def __init__(self, log: Path, output: Output) -> None:
        self._bugs = BugLog(log)
        self._output = output

    def __call__(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug and say so; `sys.excepthook` calls, and Python leaves with 1."""
        summary = self._bugs.keep(kind, bug, trace)
        message = msg(
            "程序出了错，没有完成：{summary}；详情见 {log}", summary=summary, log=self._bugs.path
        )
        self._output.fail(ReaderError(message))
