"""From the command line to a command or the window: language, library, personal data."""

import io
import json
import locale
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from reader.errors import ReaderError
from reader.messages import Translator
from reader.paths import TRANSLATIONS, Places, user_places
from reader.settings import SettingsFile

PARTLY, WRONG = 1, 2
INTERRUPTED = 130


@dataclass(frozen=True)
class Request:
    """What the program is to work on. `starter` tells that nobody named a library."""

    library: Path
    personal: Path
    starter: bool
    places: Places
    language: str


class Parser(ArgumentParser):
    """An argument parser that answers a wrong call in JSON where JSON was asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and leave with 2."""
        if self.as_json:
            print(json.dumps({"error": {"message": message, "position": None}}, ensure_ascii=False))
        self.exit(WRONG, f"{self.prog}: {message}\n")


def run(argv: Sequence[str]) -> int:
    """Run the program and give its exit code."""
    _speak_utf8()
    language = _language(argv, os.environ)
    tr = Translator(language, TRANSLATIONS)
    arguments = _parse(argv, tr)
    places = user_places()
    request = _request(arguments, places, language)
    if arguments.command is None:
        from reader.ui.preflight import missing_part

        problem = missing_part(os.environ)
        if problem is not None:
            print(tr.render(problem), file=sys.stderr)
            return PARTLY
        from reader.ui.app import run_window

        return run_window(request, tr)
    return _run_command(arguments, request, tr)


def _run_command(arguments: Namespace, request: Request, tr: Translator) -> int:
    from reader import commands
    from reader.workspace.opening import fill_starter, is_library, open_workspace

    output, messages = sys.stdout, sys.stderr
    try:
        fresh = request.starter and not is_library(request.library)
        workspace = open_workspace(request.library, request.personal, request.places)
        try:
            if fresh:
                fill_starter(workspace)
            call = commands.Call(arguments, workspace, tr, output, messages)
            code: int = arguments.run(call)
            return code
        finally:
            workspace.close()
    except ReaderError as error:
        return commands.fail(error, arguments.json, tr, output, messages)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output(output)
        return PARTLY


def _parse(argv: Sequence[str], tr: Translator) -> Namespace:
    from reader.commands import add_commands

    Parser.as_json = "--json" in argv
    parser = Parser(prog="antou", description=tr("案头：离线阅读中文资料；不带命令时打开窗口"))
    parser.set_defaults(library=None, personal=None, lang=None, json=False)
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument("--library", metavar="DIR", help=tr("资料库所在的文件夹"))
    common.add_argument("--personal", metavar="FILE", help=tr("个人数据文件"))
    common.add_argument("--lang", choices=("zh", "en"), help=tr("语言"))
    common.add_argument("--json", action="store_true", help=tr("用 JSON 回答"))
    for action in common._actions:
        parser._add_action(action)
    add_commands(parser, common, tr)
    return parser.parse_args(argv)


def _request(arguments: Namespace, places: Places, language: str) -> Request:
    named = arguments.library or os.environ.get("ANTOU_LIBRARY")
    personal = arguments.personal or os.environ.get("ANTOU_PERSONAL") or places.personal
    last = SettingsFile(places.settings).load().library if not named else None
    if last is not None and not (Path(last) / "library.db").is_file():
        last = None
    library = Path(named or last or places.starter)
    return Request(
        library=library.expanduser().absolute(),
        personal=Path(personal).expanduser().absolute(),
        starter=library == places.starter,
        places=places,
        language=language,
    )


def _language(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for, else Chinese unless the system speaks another language.

    The C locale speaks none, so that it stays with Chinese.
    """
    for index, word in enumerate(argv):
        if word in ("--lang=zh", "--lang=en"):
            return word[-2:]
        if word == "--lang" and argv[index + 1 : index + 2] in (["zh"], ["en"]):
            return argv[index + 1]
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None)
    if name is None and sys.platform == "win32":
        name = locale.getlocale()[0]
    plain = (name or "C").split(".")[0].split("@")[0]
    return "zh" if plain in ("C", "POSIX") or plain.lower().startswith(("zh", "chinese")) else "en"


def _speak_utf8() -> None:
    """Whatever the console's code page: what goes through a pipe is UTF-8."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="replace" if stream is not sys.stdin else None
            )


def _close_output(output: IO[str]) -> None:
    """Whoever read the output has gone; keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
