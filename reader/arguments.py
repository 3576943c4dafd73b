"""The parser of the command line: it speaks the user's language, and JSON where that is wanted."""

import json
import re
from argparse import ArgumentParser
from typing import Any, NoReturn

from reader.messages import Message, Translator, msg
from reader.output import WRONG

# What argparse says in English, whatever the user's language.
_PHRASES: tuple[tuple[str, Message], ...] = (
    (r"the following arguments are required: (?P<names>.+)", msg("缺少参数：{names}")),
    (r"unrecognized arguments: (?P<names>.+)", msg("不认识的参数：{names}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        msg("{name} 不能是 {value}；可以是 {choices}"),
    ),
    (
        r"argument (?P<name>.+?): invalid int value: (?P<value>.+)",
        msg("{name} 应是整数，不能是 {value}"),
    ),
    (
        r"argument (?P<name>.+?): invalid natural value: (?P<value>.+)",
        msg("{name} 应是 0 或正整数，不能是 {value}"),
    ),
    (
        r"argument (?P<name>.+?): expected (?:one|at least one) argument",
        msg("{name} 后面缺少内容"),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)",
        msg("{name} 后面不带内容，多了 {value}"),
    ),
)


def parser_class(tr: Translator, as_json: bool) -> type[ArgumentParser]:
    """The class of the parser and of those of its commands, which argparse makes of it itself."""

    class Parser(ArgumentParser):
        """Options are never abbreviated: a script must not change its meaning with a new one."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
            self.add_argument("-h", "--help", action="help", help=tr("显示帮助"))
            self._positionals.title = tr("参数")
            self._optionals.title = tr("选项")

        def format_help(self) -> str:
            """The help, with the one word that argparse offers no way to change."""
            return super().format_help().replace("usage: ", tr("用法："), 1)

        def error(self, message: str) -> NoReturn:
            """Say what is wrong with the call and leave with 2."""
            text = _in_words(message, tr)
            if as_json:
                problem = {"error": {"message": text, "position": None}}
                print(json.dumps(problem, ensure_ascii=False), flush=True)
            self.exit(WRONG, f"{self.prog}: {text}\n")

    return Parser


def natural(text: str) -> int:
    """A number from 0. Raises ValueError for anything else."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def _in_words(message: str, tr: Translator) -> str:
    for pattern, template in _PHRASES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return tr(template.template, **match.groupdict())
    return message
