"""Whether what somebody types means a command: by name, pinyin, initials, or its keys."""

from collections.abc import Iterable
from functools import cached_property

from reader.workspace.pinyin import Readings
from reader.workspace.recognition import Recogniser, typed


class Sieve:
    """Compares what is typed with names and keys. The readings are loaded when first needed."""

    def lets(self, words: str, names: Iterable[str], keys: Iterable[str]) -> bool:
        """Whether a command is meant; everything is where nothing is typed."""
        wanted = typed(words.strip())
        if not wanted.literal:
            return True
        pressed = _parts(words)
        if any(pressed <= _parts(key) for key in keys):
            return True
        return any(self._recogniser.find(wanted, typed(name).literal) for name in names)

    @cached_property
    def _recogniser(self) -> Recogniser:
        return Recogniser(Readings())


def _parts(text: str) -> frozenset[str]:
    """The keys that are held and pressed: "shift ctrl f" means Ctrl+Shift+F."""
    folded = text.strip().casefold().replace("control", "ctrl").replace("、", " ")
    plus = folded == "+" or folded.endswith(("++", " +"))
    parts = frozenset(folded.replace("+", " ").split())
    return parts | {"+"} if plus else parts
