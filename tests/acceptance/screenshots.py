"""Pictures of the window for a person to look at.

    python -m tests.acceptance.screenshots OUT_DIR [--library DIR]

Opens the starter library (or another one) in every palette and in both languages, at 100 % to
250 %, on a small and on a large screen, and saves a PNG of each panel and dialog that matters.
`--palettes`, `--scales` and `--languages` choose among these. Needs ImageMagick's `import` besides
what the acceptance tests need.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.acceptance.client import Driver
from tests.acceptance.desktop import Desktop, missing_parts
from tests.acceptance.program import Home, Window
from tests.acceptance.steps import LIST, SWITCH, TREE, page, search, turn_to
from tests.acceptance.waiting import until

PALETTES = ("light", "sepia", "dark", "contrast")
SCREENS = ((1366, 768), (1920, 1080))
SCALES = ("1", "1.5", "2", "2.5")
LANGUAGES = ("zh", "en")
SETTLE_SECONDS = 0.6
DIALOGS = (
    ("6-window", "ctrl+5"),
    ("7-shortcuts", "F1"),
    ("8-manual", "shift+F1"),
    ("9-settings", "ctrl+comma"),
    ("10-keys", "ctrl+comma", "Up", "End"),
    ("11-watched", "ctrl+shift+w"),
    ("12-import", "ctrl+o"),
    ("13-find", "ctrl+f"),
)
QUERY, THEME = "会议", "督查督办"


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one desktop; `setting` names palette, screen and scale."""

    desktop: Desktop
    folder: Path
    setting: str

    def take(self, scene: str) -> None:
        """Save what is on the screen."""
        name = self.folder / f"{self.setting}-{scene}.png"
        self.desktop.run("import", "-window", "root", str(name))


def take_all(out: Path, call: argparse.Namespace) -> None:
    """Every palette on every screen at every scale in every language."""
    out.mkdir(parents=True, exist_ok=True)
    for width, height in SCREENS:
        with Desktop((width, height)) as desktop:
            driver = Driver(desktop)
            for scale, palette, language in product(call.scales, call.palettes, call.languages):
                setting = f"{palette}-{language}-{width}x{height}-{scale}"
                camera = Camera(desktop, out, setting)
                take_scenes(camera, driver, call.library, palette, scale, language)
            driver.close()


def take_scenes(
    camera: Camera, driver: Driver, library: Path | None, palette: str, scale: str, language: str
) -> None:
    """The panels of the window in Chinese, whose names this script knows, and all dialogs."""
    with tempfile.TemporaryDirectory(prefix="antou-shots-") as folder:
        home = Home(Path(folder), camera.desktop, driver)
        settings = Path(folder, "config", "antou", "settings.json")
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"palette": palette}), encoding="utf-8")
        arguments = () if library is None else ("--library", str(library))
        extra = {"QT_SCALE_FACTOR": scale}
        window = home.open("--lang", language, *arguments, extra=extra)
        try:
            if language == "zh":
                act(window, camera)
            else:
                until(lambda: False, 10 * SETTLE_SECONDS)
            for name, *keys in DIALOGS:
                window.keys(*keys)
                until(lambda: False, 2 * SETTLE_SECONDS)
                camera.take(name)
                window.keys("Escape")
                until(lambda: False, SETTLE_SECONDS)
        finally:
            home.close()


def act(window: Window, camera: Camera) -> None:
    """Go from scene to scene."""
    documents, left = window.part("文献", LIST), page(window)
    documents.wait(documents.rows, "lists documents", 30)
    left.wait(left.text, "shows a text", 30)
    search(window, QUERY)
    results = window.part("搜索结果", LIST)
    results.wait(results.rows, "lists hits", 30)
    turn_to(window, "文献")
    documents.wait(documents.there, "is in front")
    camera.take("1-documents")
    turn_to(window, "搜索")
    results.wait(results.there, "is in front")
    results.choose(QUERY)
    results.wait(lambda: results.row(QUERY).selected, "has a hit chosen")
    title = results.row(QUERY).name.splitlines()[0]
    left.wait(lambda: left.text().startswith(title), f"shows {title}")
    camera.take("2-results")
    turn_to(window, "主题")
    window.part("主题", TREE).choose(THEME)
    entries = window.part("主题条目", LIST)
    entries.wait(entries.rows, "lists passages")
    camera.take("3-theme")
    turn_to(window, "目录")
    window.part("目录", SWITCH).wait_for("checked")
    camera.take("4-contents")
    window.part("加书签", "push button").press()
    window.wait_for_window("书签")
    camera.take("5-bookmark")
    window.keys("Escape")
    left.focus()


def main(arguments: Sequence[str]) -> int:
    """Read the call; 1 where there is no desktop to be had."""
    parser = argparse.ArgumentParser(description=__doc__, prog="tests.acceptance.screenshots")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--library", type=Path, help="the library to show")
    for name, values in (("palettes", PALETTES), ("scales", SCALES), ("languages", LANGUAGES)):
        parser.add_argument(f"--{name}", nargs="+", choices=values, default=values)
    call = parser.parse_args(arguments)
    missing = missing_parts()
    if missing:
        print(f"sudo apt install {' '.join(missing)}", file=sys.stderr)
        return 1
    take_all(call.out, call)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
