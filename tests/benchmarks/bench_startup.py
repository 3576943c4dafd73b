"""How long a start takes, from the command to two painted texts, beside a bare Qt window.

    python tests/benchmarks/bench_startup.py [--pairs 15] [--documents 2]

The peer is a QMainWindow with a QTextBrowser that shows a line of text: what Python and Qt take
by themselves. Both programs run by turns in the same run, so that the ratio does not depend on
the machine. The reader starts on a library with two documents, or more, and a session that has two
of them open; its memory is that of the window when all beside the pages is there and the index is.
Without a screen (offscreen), and on an X server where one is there or can be started (Xvfb).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).with_name("startup_probe.py")
# Of the two texts that are open, and of all others: those have 4,500 characters each, which is
# the length of an ordinary speech or article.
PARAGRAPHS, OTHERS = 60, 25
LINE = "案头：一行文字。"
SETTLED_SECONDS = 10


def text(title: str, paragraphs: int) -> str:
    """A text with headings, of some 180 characters a paragraph."""
    lines = [title, ""]
    for number in range(1, paragraphs + 1):
        if number % 10 == 1:
            lines += [f"# 第{number // 10 + 1}部分　工作要求", ""]
        lines += [
            f"第{number}条　"
            + "办公室工作要围绕中心、服务大局，做到事前有准备、事中有检查、事后有总结。" * 5,
            "",
        ]
    return "\n".join(lines)


def prepare(folder: Path, documents: int = 2) -> list[str]:
    """Make a library with documents and a session; the arguments that open it."""
    sys.path.insert(0, str(ROOT))
    from reader.paths import Places
    from reader.workspace.opening import open_workspace

    texts = folder / "texts"
    texts.mkdir()
    for number in range(1, documents + 1):
        paragraphs = PARAGRAPHS if number in (1, documents) else OTHERS
        (texts / f"{number:05}.md").write_text(text(f"第{number}篇", paragraphs), "utf-8")
    (folder / "line.txt").write_text(LINE, "utf-8")
    library, personal = folder / "library", folder / "personal.db"
    workspace = open_workspace(library, personal, Places(folder, folder, folder))
    workspace.imports.take_in([texts])
    records = workspace.documents()
    assert len(records) == documents
    panes = [{"document": record.document} for record in (records[0], records[-1])]
    workspace.save_session({"panes": panes})
    workspace.close()
    return ["--library", str(library), "--personal", str(personal)]


def seconds(arguments: list[str], environment: Mapping[str, str]) -> float:
    """From starting a process to the time that it says."""
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, str(PROBE), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    return float(done.stdout) - began


def megabytes(arguments: list[str], environment: Mapping[str, str]) -> float:
    """The memory (proportional set size) of a program that has been left alone for a while."""
    process = subprocess.Popen(
        [sys.executable, str(PROBE), "--stay", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(SETTLED_SECONDS)
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii")
        return int(rollup.split("Pss:", 1)[1].split()[0]) / 1024
    finally:
        process.kill()
        process.wait()


def compare(folder: Path, opened: list[str], platform: Mapping[str, str], pairs: int) -> str:
    """Run both programs by turns; a row of the table."""
    environment = {**os.environ, **platform}
    # As on a user's machine: byte code is there after the first start, and their own folders.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("PYTHONPYCACHEPREFIX", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment[name] = str(folder / name.lower())
    bare, reader = ["bare", str(folder / "line.txt")], ["antou", *opened]
    for arguments in (bare, reader):
        seconds(arguments, environment)
    times = [(seconds(bare, environment), seconds(reader, environment)) for _ in range(pairs)]
    peer, ours = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(b / a for a, b in times)
    small, large = (megabytes(arguments, environment) for arguments in (bare, reader))
    return (
        f"| {platform['QT_QPA_PLATFORM']} | {peer * 1000:.0f} | {ours * 1000:.0f} | {ratio:.2f} |"
        f" {small:.0f} | {large:.0f} |"
    )


@contextmanager
def screens() -> Iterator[list[dict[str, str]]]:
    """The platforms to measure on: offscreen, and X where there is a server for it."""
    found = [{"QT_QPA_PLATFORM": "offscreen"}]
    if os.environ.get("DISPLAY"):
        yield [*found, {"QT_QPA_PLATFORM": "xcb"}]
    elif shutil.which("Xvfb"):
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as display:
            number = display.readline().strip()
        try:
            yield [*found, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}]
        finally:
            server.terminate()
            server.wait()
    else:
        yield found


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=15, help="pairs of starts on each platform")
    parser.add_argument("--documents", type=int, default=2, help="how many are in the library")
    asked = parser.parse_args()
    pairs: int = asked.pairs
    with tempfile.TemporaryDirectory() as name, screens() as platforms:
        opened = prepare(Path(name), asked.documents)
        print(
            "| platform | bare window, ms | 案头, ms | ratio | bare, MB | 案头, MB |\n"
            "| --- | ---: | ---: | ---: | ---: | ---: |"
        )
        for platform in platforms:
            print(compare(Path(name), opened, platform, pairs), flush=True)


if __name__ == "__main__":
    main()
