"""What the eye sees of the words, a screen reader is told as attributes of the text."""

import json
from pathlib import Path

from tests.acceptance.client import Part
from tests.acceptance.program import Home
from tests.acceptance.steps import (
    ENTRY,
    LAST_WORDS,
    LONG_TEXT,
    SWITCH,
    add_bookmark,
    go_to_last_words,
    open_document,
    page,
    search,
)

CHANGED = "object:text-changed"
PALETTE = Path(__file__).resolve().parents[2] / "resources" / "palettes" / "light.json"
OLD = "值班旧办法\n\n值班人员应当在岗，接到报告后十分钟内报告带班领导。\n"
NEW = "值班新办法\n\n值班人员必须在岗，接到报告后五分钟内报告带班领导，并做好记录。\n"


def ground(name: str) -> str:
    """A colour of the palette, as AT-SPI names it."""
    value = json.loads(PALETTE.read_text("utf-8"))[name].lstrip("#")
    return ",".join(str(int(value[at : at + 2], 16)) for at in (0, 2, 4))


def having(part: Part, name: str, value: str) -> list[str]:
    """The words that have an attribute."""
    return [words for words, look in part.looks() if look.get(name) == value]


def size(part: Part, words: str) -> float:
    """How large the first letters are that begin with some words."""
    return next(float(look["size"]) for text, look in part.looks() if text.startswith(words))


def test_headings_and_hits_have_their_looks(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.wait(lambda: LONG_TEXT in having(left, "weight", "bold"), "has a bold title")
    headings = having(left, "weight", "bold")
    body = left.text().splitlines()[4]
    assert body not in headings
    assert size(left, LONG_TEXT) > size(left, headings[1]) > size(left, body)
    # At the end of the text, far out of view.
    search(window, LAST_WORDS).row(LAST_WORDS)
    left.wait(lambda: having(left, "bg-color", ground("hit")) == [LAST_WORDS], "marks the hit")
    assert not left.shows(LAST_WORDS)
    window.part("搜索框", ENTRY).write("")
    left.wait(lambda: having(left, "bg-color", ground("hit")) == [], "marks nothing")
    window.close()


def test_a_bookmark_colours_its_paragraph(home: Home, library: str) -> None:
    window = home.open("--library", library)
    left = go_to_last_words(window)
    left.focus()
    add_bookmark(window, "到村里去问")
    window.part("搜索框", ENTRY).write("")
    colour = ground("mark_bookmark")
    left.wait(lambda: any(LAST_WORDS in w for w in having(left, "bg-color", colour)), "tells it")
    window.close()


def test_changes_between_two_versions_are_attributes(
    home: Home, library: str, tmp_path: Path
) -> None:
    for name, words in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    done = home.command(
        "--library", library, "import", str(tmp_path / "old.txt"), str(tmp_path / "new.txt")
    )
    assert done.returncode == 0, done.stderr
    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.focus()
    open_document(window, "值班旧办法")
    right.focus()
    open_document(window, "值班新办法", "右")
    left.wait(lambda: "应当" in left.text(), "shows the old text")
    window.listen(CHANGED)
    window.part("对比两栏的文字", SWITCH).press()
    left.wait(lambda: having(left, "strikethrough", "true"), "has words struck out")
    removed = ["旧", "应当", "十"]
    assert having(left, "strikethrough", "true") == removed
    added = ["新", "必须", "五", "，并做好记录"]
    right.wait(lambda: having(right, "underline", "single") == added, "has words underlined")
    assert having(left, "bg-color", ground("diff_removed")) == removed
    assert having(right, "bg-color", ground("diff_added")) == added
    window.part("对比两栏的文字", SWITCH).press()
    left.wait(lambda: not having(left, "strikethrough", "true"), "has nothing struck out")
    assert window.heard(CHANGED) == [], "its words have not changed"
    window.close()
