"""The tests' side of the driver: parts of the window, by the names that a person sees."""

import json
import select
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.acceptance.desktop import Desktop, atspi_python
from tests.acceptance.waiting import SECONDS, until

T = TypeVar("T")
ANSWER_SECONDS = 40.0
FOCUS = "object:state-changed:focused"


class DriverError(Exception):
    """The window did not answer, or not as it should."""


class Driver:
    """The process that speaks AT-SPI (see driver.py)."""

    def __init__(self, desktop: Desktop) -> None:
        python = atspi_python()
        assert python is not None
        script = Path(__file__).with_name("driver.py")
        self._process = desktop.start(
            [python, "-I", "-X", "utf8", "-W", "ignore", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, do: str, **details: Any) -> Any:
        """One question, one answer; DriverError where the other side fails."""
        sender, receiver = self._process.stdin, self._process.stdout
        assert sender is not None
        assert receiver is not None
        sender.write(json.dumps({"do": do, **details}).encode() + b"\n")
        sender.flush()
        ready, _, _ = select.select([receiver], [], [], ANSWER_SECONDS)
        line = receiver.readline() if ready else b""
        if not line:
            raise DriverError(f"no answer to {do} {details}")
        answer = json.loads(line)
        if "error" in answer:
            raise DriverError(f"{do} {details}: {answer['error']}")
        return answer["value"]

    def close(self) -> None:
        """Let the process end."""
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=ANSWER_SECONDS)


@dataclass(frozen=True)
class Facts:
    """What is seen of a part or of a row."""

    name: str
    description: str
    role: str
    states: frozenset[str]
    extents: tuple[int, int, int, int]
    cells: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    @staticmethod
    def of(said: dict[str, Any]) -> "Facts":
        x, y, width, height = said["extents"]
        return Facts(
            said["name"],
            said["description"],
            said["role"],
            frozenset(said["states"]),
            (x, y, width, height),
            tuple(said.get("cells", ())),
            tuple(said.get("actions", ())),
        )

    @property
    def showing(self) -> bool:
        return "showing" in self.states

    @property
    def checked(self) -> bool:
        return "checked" in self.states

    @property
    def selected(self) -> bool:
        return "selected" in self.states

    @property
    def text(self) -> str:
        """What a row says, all columns together."""
        return " ".join(self.cells)

    @property
    def centre(self) -> tuple[int, int]:
        x, y, width, height = self.extents
        return x + width // 2, y + height // 2

    def holds(self, x: int, y: int) -> bool:
        """Whether a point of the screen lies in it."""
        left, top, width, height = self.extents
        return left <= x < left + width and top <= y < top + height


@dataclass(frozen=True)
class Reached:
    """A part that can take the keyboard, or a row of a list; and what it is in."""

    facts: Facts
    path: tuple[str, ...]

    def __str__(self) -> str:
        return " > ".join((*self.path, f"{self.facts.role} {self.facts.name!r}"))


class Screen:
    """The windows of one program, seen and used from outside."""

    def __init__(self, desktop: Desktop, driver: Driver, pid: int) -> None:
        self._desktop = desktop
        self._driver = driver
        self._pid = pid

    def part(self, name: str, role: str, window: str | None = None) -> "Part":
        """A part by its name and role; it need not be there yet."""
        return Part(self, name, role, window)

    def windows(self) -> list[Facts]:
        """The windows that are open."""
        return [Facts.of(window) for window in self.ask("windows")]

    def wait_for_window(self, title: str) -> None:
        """Wait until a dialog is open and takes what is typed."""
        self._wait_until_active(title, SECONDS)

    def wait_for_the_frame_alone(self) -> None:
        """Wait until its dialogs are gone and the window itself takes what is typed."""
        frame = until(lambda: [one.role for one in self.windows()] == ["frame"])
        assert frame, "a dialog is still there"
        self._wait_until_active("", SECONDS)

    def _wait_until_active(self, title: str, seconds: float) -> None:
        def window(state: str) -> bool:
            return any(w.name.startswith(title) and state in w.states for w in self.windows())

        assert until(lambda: window("showing"), seconds), f"no window {title}"
        if not self._desktop.managed:
            call = (
                "xdotool",
                "search",
                "--all",
                "--onlyvisible",
                "--pid",
                str(self._pid),
                "--name",
                title,
            )
            self._desktop.run(*call, "windowfocus")
        assert until(lambda: window("active"), seconds), f"{title} does not get the focus"

    def surfaces(self) -> int:
        """How many windows it has on the X server: menus are no part of the AT-SPI tree."""
        found = self._desktop.run(
            "xdotool", "search", "--all", "--onlyvisible", "--pid", str(self._pid), "--name", ""
        )
        return len(found.split())

    def names(self, role: str) -> list[str]:
        """The names of all parts of a role that can be seen."""
        found: list[str] = self.ask("names", role=role)
        return found

    def reachable(self) -> list["Reached"]:
        """All that can be seen and can take the keyboard, in the order of the tree."""
        return [Reached(Facts.of(part), tuple(part["path"])) for part in self.ask("reachable")]

    def showing(self) -> list["Reached"]:
        """All that can be seen but the rows of lists, in the order of the tree."""
        return [Reached(Facts.of(part), tuple(part["path"])) for part in self.ask("showing")]

    def focused(self) -> "Reached | None":
        """What has the keyboard."""
        part = self.ask("focused")
        return None if part is None else Reached(Facts.of(part), tuple(part["path"]))

    def listen(self, *events: str) -> None:
        """Begin to note what the program tells assistive programs, as AT-SPI names it."""
        self.ask("listen", events=events)

    def heard(self, event: str) -> list[str]:
        """The words that came with an event since `listen`; else who told it."""
        told = [said for said in self.ask("heard") if said["event"].startswith(event)]
        return [said["words"] or said["name"] for said in told]

    def entries(self) -> list[tuple[str, str]]:
        """The entries of menus that the keyboard came to since `listen(FOCUS)`, with the menus.

        A menu is no part of a window for AT-SPI: what is told of it is all that can be seen.
        """
        told = [said for said in self.ask("heard") if "menu item" in said["role"]]
        return list(dict.fromkeys((said["within"], said["name"]) for said in told))

    def keys(self, *keys: str) -> None:
        """Press keys or combinations of keys, named as xdotool names them."""
        self._desktop.run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, words: str) -> None:
        """Type letters that are on the keyboard."""
        self._desktop.run("xdotool", "type", "--delay", "20", words)

    def click(self, place: tuple[int, int], button: int = 1) -> None:
        """Click with the mouse."""
        x, y = place
        self._desktop.run("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def ask(self, do: str, **details: Any) -> Any:
        """Ask the driver about this program."""
        return self._driver.ask(do, pid=self._pid, **details)


class Part:
    """A named part of a window. Everything waits until the part is there to be used."""

    def __init__(self, screen: Screen, name: str, role: str, window: str | None) -> None:
        self._screen = screen
        self._where = {"name": name, "role": role, "window": window}

    def __repr__(self) -> str:
        return f"{self._where['name']} ({self._where['role']})"

    def there(self) -> bool:
        """Whether it can be seen now."""
        facts = self.seen()
        return facts is not None and facts.showing

    def seen(self) -> Facts | None:
        """What it is now; None where it is not."""
        said = self._ask("look")
        return None if said is None else Facts.of(said)

    def facts(self) -> Facts:
        """What it is, as soon as it is there."""
        found = self.wait(self.seen, "is there")
        assert found is not None
        return found

    def press(self) -> None:
        """Fire its action through accessibility; a part that is switched off is waited for."""
        assert self.wait(lambda: self._ask("press"), "can be pressed")

    def focus(self) -> None:
        """Give it the keyboard focus."""
        assert self.wait(lambda: self._ask("focus"), "takes the focus")
        self.wait_for("focused")

    def wait_for(self, state: str) -> None:
        """Wait until it is in a state, as AT-SPI names it."""

        def reached() -> bool:
            facts = self.seen()
            return facts is not None and state in facts.states

        self.wait(reached, f"is {state}")

    def text(self) -> str:
        """Its whole text."""
        said = self.wait(lambda: self._text(), "has a text")
        return str(said)

    def write(self, words: str) -> None:
        """Replace its text."""
        assert self.wait(lambda: self._ask("set_text", text=words), "can be written in")

    def select(self, words: str) -> None:
        """Select the first occurrence of words in its text."""
        start = self.text().index(words)
        assert self._ask("select_text", start=start, end=start + len(words))

    def shows(self, words: str) -> bool:
        """Whether the beginning of these words is in its text, and in view."""
        facts, text = self.seen(), self._text()
        if facts is None or not facts.showing or words not in text:
            return False
        x, y, width, height = self._ask("place", offset=text.index(words))
        return facts.holds(x, y) and facts.holds(x + width - 1, y + height - 1)

    def place(self, offset: int) -> list[int]:
        """Where a character is on the screen: x, y, width, height."""
        said = self.wait(lambda: self._ask("place", offset=offset), "says where its text is")
        return [int(value) for value in said]

    def looks(self) -> list[tuple[str, dict[str, str]]]:
        """Its text cut where it begins to look otherwise; each piece with its attributes."""
        text = self.text()
        runs = self._ask("attributes") or ()
        return [(text[run["start"] : run["end"]], run["look"]) for run in runs]

    def caret(self) -> int:
        """The offset of its caret."""
        return int(self._ask("caret") or 0)

    def selected(self) -> str:
        """The words that are selected in it."""
        return str(self._ask("selected") or "")

    def rows(self) -> list[Facts]:
        """The rows of a list or tree as they are now."""
        return [Facts.of(row) for row in self._ask("rows") or ()]

    def row(self, words: str) -> Facts:
        """The first row that holds these words, as soon as there is one."""
        return self._find_row(words)[1]

    def choose(self, words: str) -> None:
        """Choose the first row that holds these words, through accessibility."""
        assert self._ask("choose", row=self._find_row(words)[0])

    def toggle(self, words: str) -> None:
        """The same by the action of the row."""
        assert self._ask("toggle", row=self._find_row(words)[0])

    def wait(self, condition: Callable[[], T], what: str, seconds: float = SECONDS) -> T:
        """Wait for a condition; the test fails where it does not come true."""
        answer = until(condition, seconds)
        assert answer, f"within {seconds} s not true: {self} {what}"
        return answer

    def _find_row(self, words: str) -> tuple[int, Facts]:
        def found() -> tuple[int, Facts] | None:
            numbered = enumerate(self.rows())
            return next((entry for entry in numbered if words in entry[1].text), None)

        entry = self.wait(found, f"has a row with {words}")
        assert entry is not None
        return entry

    def _text(self) -> str:
        return str(self._ask("text") or "")

    def _ask(self, do: str, **details: Any) -> Any:
        return self._screen.ask(do, part=self._where, **details)
