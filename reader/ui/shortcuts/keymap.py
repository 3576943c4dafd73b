"""Which keys call which action: the program's own choice, and what the user changed of it.

Keys are written as Qt's portable text ("Ctrl+Shift+F"). What the user chose holds the actions
whose keys differ, all keys of each: an empty tuple is an action that is to have none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

Chosen = Mapping[str, tuple[str, ...]]
PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Command:
    """An action as it is listed: its key, its name, the menu it stands in, its keys at first."""

    key: str
    name: str
    menu: str
    defaults: tuple[str, ...] = ()


class Keymap:
    """The keys of all commands in force.

    No keys call two commands: what the user chose goes before what the program would choose, and
    of two choices the first command of the menus has its own.
    """

    def __init__(self, commands: Sequence[Command], chosen: Chosen) -> None:
        self._commands = {command.key: command for command in commands}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._holders: dict[str, str] = {}
        self._strange = {key: keys for key, keys in chosen.items() if key not in self._commands}
        for key in self._commands:
            if key in chosen:
                self._give(key, normal(chosen[key]))
        for key, command in self._commands.items():
            if key not in chosen:
                self._give(key, normal(command.defaults))

    def _give(self, key: str, sequences: Iterable[str]) -> None:
        free = tuple(s for s in sequences if self._holders.setdefault(s, key) == key)
        self._keys[key] = free

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands in the order of the menus."""
        return tuple(self._commands.values())

    def of(self, key: str) -> tuple[str, ...]:
        """The keys that call a command."""
        return self._keys[key]

    def changed(self, key: str) -> bool:
        """Whether a command has other keys than at first."""
        return self._keys[key] != normal(self._commands[key].defaults)

    def holders(self, key: str, sequences: Iterable[str]) -> tuple[Command, ...]:
        """The other commands that would lose keys if this one had these."""
        found = dict.fromkeys(self._holders.get(sequence, key) for sequence in normal(sequences))
        return tuple(self._commands[holder] for holder in found if holder != key)

    def assign(self, key: str, sequences: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """What the user has chosen when these keys call this command, and no other any more.

        What was chosen for actions of another version of the program stays.
        """
        wanted = normal(sequences)
        keys = {
            other: tuple(s for s in held if s not in wanted) for other, held in self._keys.items()
        }
        keys[key] = wanted
        differing = {
            other: held
            for other, held in keys.items()
            if held != normal(self._commands[other].defaults)
        }
        return {**self._strange, **differing}


def normal(sequences: Iterable[str]) -> tuple[str, ...]:
    """Keys as Qt writes them, each once; what is no key, or several one after another, is left out.

    Settings that were written by hand come through here.
    """
    found = (QKeySequence(text, PORTABLE) for text in sequences)
    names = (one.toString(PORTABLE) for one in found if one.count() == 1)
    return tuple(dict.fromkeys(name for name in names if name))


def shown(sequences: Iterable[str]) -> str:
    """Keys as people of this system know them."""
    return "、".join(QKeySequence(one, PORTABLE).toString(NATIVE) for one in sequences)
