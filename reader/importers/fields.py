"""The fields of word processors: which of their text is seen (ECMA-376 part 1, 17.16).

A field is a code and the result that the program stored for it. Readers see the result. Some
fields store none, since their code says what is seen: EQ (characters put over, around or beside
one another, among them 拼音指南 and 带圈字符), SYMBOL, MACROBUTTON. Of others nothing is ever seen.
"""

import re
from dataclasses import dataclass, field

from reader.importers.symbols import symbol

_WORD = re.compile(r"\s*(\w+)(.*)", re.DOTALL)
_UNSEEN = frozenset({"SET", "ASK"})
_BUTTONS = frozenset({"MACROBUTTON", "GOTOBUTTON"})
_BUTTON = re.compile(r"\s*\S+\s?(.*)", re.DOTALL)
_SYMBOL = re.compile(r"\s*(0x[0-9a-f]{1,5}|\d{1,7})\b(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s*(?:"([^"]{1,60})"|(\S{1,60}))')
_UNICODE = re.compile(r"\\u\b")

# General switches of EQ say how its text looks: \* jc2, \* "Font:宋体", \* hps10.
_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
# A switch with its options, and the bracket of what it works upon: \o\ac(, \s\up 11(.
_SWITCH = re.compile(r"\\([a-z])((?:\\[a-z]{2}|[\s\d-])*(?:\\[a-z]{2}\\.)*)\s*\(", re.IGNORECASE)
_RAISED = re.compile(r"\s*\\s\s*\\(?:up|ai|do|di)", re.IGNORECASE)
_DEEPEST = 12
_LONGEST = 10_000
_RINGS = "○〇◯"
_FRAMES = _RINGS + "□△◇"
_CIRCLED = {str(n): chr(0x245F + n) for n in range(1, 21)}


@dataclass(slots=True)
class _Open:
    """A field that has not ended: its code, whether the result has begun, whether it has any."""

    code: str = ""
    has_begun: bool = False
    has_text: bool = False
    hides: bool = True


@dataclass(slots=True)
class Fields:
    """The fields that are open, the innermost last.

    Fields may run over several paragraphs, as a table of contents does.
    """

    _open: list[_Open] = field(default_factory=list)
    _hiding: int = 0

    @property
    def visible(self) -> bool:
        """Whether text is seen here."""
        return self._hiding == 0

    def show(self, text: str) -> str:
        """Take text; what of it is seen is given back."""
        if not self.visible:
            inner = self._open[-1]
            if not inner.has_begun and len(inner.code) < _LONGEST:
                inner.code += text
            return ""
        if text:
            for outer in self._open:
                outer.has_text = True
        return text

    def meet(self, kind: str | None) -> str:
        """Take the begin, separation or end of a field; gives what is seen without a result."""
        if kind == "begin":
            self._open.append(_Open())
            self._hiding += 1
        elif kind == "separate" and self._open and not self._open[-1].has_begun:
            inner = self._open[-1]
            inner.has_begun = True
            inner.hides = is_unseen(inner.code)
            self._hiding -= not inner.hides
        elif kind == "end" and self._open:
            inner = self._open.pop()
            self._hiding -= inner.hides
            return "" if inner.has_text else self.show(seen_of_code(inner.code))
        return ""

    def end_paragraph(self) -> None:
        """Close the fields that show nothing yet: the code of a field does not run on.

        In a damaged file one without an end would hide all that follows.
        """
        self._open = [each for each in self._open if not each.hides]
        self._hiding = 0


def is_unseen(code: str) -> bool:
    """Whether nothing is seen of a field, though it stores a result."""
    match = _WORD.match(code)
    return match is not None and match[1].upper() in _UNSEEN


def seen_of_code(code: str) -> str:
    """What is seen of a field without a result; mostly nothing."""
    match = _WORD.match(code)
    if match is None:
        return ""
    name, rest = match[1].upper(), match[2]
    if name == "EQ":
        return _Equation(_FORMAT.sub("", rest[:_LONGEST])).text()
    if name == "SYMBOL":
        return _symbol(rest)
    if name in _BUTTONS and (button := _BUTTON.match(rest)):
        return button[1]
    return ""


def _symbol(rest: str) -> str:
    match = _SYMBOL.match(rest)
    if match is None:
        return ""
    number = int(match[1], 16) if match[1][:2].lower() == "0x" else int(match[1])
    font = _FONT.search(match[2])
    name = "" if font is None or _UNICODE.search(match[2]) else font[1] or font[2]
    return symbol(number, name)


class _Equation:
    """The text of an EQ field as one would read it aloud: parts in their order."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._place = 0

    def text(self) -> str:
        """The whole."""
        return " ".join(self._until("", 0).split())

    def _until(self, stops: str, depth: int) -> str:
        """The text up to one of the characters `stops`, or to the end."""
        found: list[str] = []
        while self._place < len(self._code):
            char = self._code[self._place]
            if char in stops:
                break
            switch = _SWITCH.match(self._code, self._place) if char == "\\" else None
            if switch is not None and depth < _DEEPEST:
                self._place = switch.end()
                found.append(_built(switch[1].lower(), switch[2], self._arguments(depth + 1)))
                continue
            if char == "\\":
                # A character of the notation that stands for itself.
                found.append(self._code[self._place + 1 : self._place + 2])
                self._place += 2
                continue
            self._place += 1
            if char == "(" and depth < _DEEPEST:
                char = f"({self._until(')', depth + 1)})"
                self._place += 1
            found.append(char)
        return "".join(found)

    def _arguments(self, depth: int) -> list[tuple[str, bool]]:
        """What stands between the brackets, each with whether it is raised or lowered."""
        found: list[tuple[str, bool]] = []
        while self._place < len(self._code):
            raised = _RAISED.match(self._code, self._place) is not None
            found.append((self._until(",;)", depth), raised))
            self._place += 1
            if self._code[self._place - 1 : self._place] in (")", ""):
                break
        return found


def _built(switch: str, options: str, arguments: list[tuple[str, bool]]) -> str:
    texts = [text.strip() for text, _ in arguments]
    if switch == "o":
        # Readings stand raised above the characters that they belong to.
        level = [text.strip() for text, raised in arguments if not raised]
        return _over(level or texts)
    if switch == "f" and len(texts) == 2:
        return f"{texts[0]}/{texts[1]}"
    if switch == "r":
        return "".join(texts[:-1]) + "√" + texts[-1] if texts else ""
    if switch == "b":
        return f"({''.join(texts)})" if "\\bc" not in options else "".join(texts)
    if switch == "i":
        return "∫" + " ".join(texts)
    if switch in ("a", "l"):
        return (" " if switch == "a" else ",").join(texts)
    return "".join(texts)


def _over(texts: list[str]) -> str:
    """Characters put over one another; a frame around one is left away or made part of it."""
    if len(texts) == 2 and texts[0] in _FRAMES and texts[0]:
        return _CIRCLED.get(texts[1], texts[1]) if texts[0] in _RINGS else texts[1]
    return "".join(texts)
