"""The whole import (parse, store, index) beside recollindex, in processor time.

    python -m tests.benchmarks.bench_import --work TMP/import [--rounds 3] [--only txt,docx]

Makes a folder of files in each format, and one of 5,000 small texts (kept in the work folder).
Each is imported into a new library by the command, and indexed by recollindex into a new index,
by turns in one run. The figures are user and system time of the whole trees of processes, so
that they do not depend on the number of processors. recollindex keeps no texts: what it writes
is an index only, while ours keeps the texts with their structure as well.

Wants LibreOffice, recoll, and the programs that recoll calls for these formats (antiword,
unrtf, poppler-utils, python3-lxml).
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.office_folder import FORMATS, OFFICE, make_mixed, make_small

ROOT = Path(__file__).resolve().parents[2]
SMALL = 5000
PEER = "recollindex"


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, and by the clock."""

    processor: float
    clock: float


def cost(command: list[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end; what it and all its children took."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr.decode(errors='replace')[-2000:]}")
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(used, ended - began)


class Bench:
    """Both programs on folders, with homes of their own below the work folder."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(work / "pycache")}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME"):
            self._environment[name] = str(work / "home" / name.lower())

    def ours(self, folder: Path) -> Cost:
        """Import into a new library."""
        library = self._work / "library"
        shutil.rmtree(library, ignore_errors=True)
        where = ["--library", str(library), "--personal", str(self._work / "personal.db")]
        return cost([sys.executable, "main.py", *where, "import", str(folder)], self._environment)

    def again(self, folder: Path) -> Cost:
        """Import the same folder into the library that `ours` has left."""
        where = ["--library", str(self._work / "library")]
        where += ["--personal", str(self._work / "personal.db")]
        return cost([sys.executable, "main.py", *where, "import", str(folder)], self._environment)

    def recoll(self, folder: Path) -> Cost:
        """Index into a new index. Its scripts want the system's Python."""
        place = self._work / "recoll"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / "recoll.conf").write_text(f"topdirs = {folder}\nloglevel = 2\n", "utf-8")
        environment = {**self._environment, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        return cost([PEER, "-c", str(place), "-z"], environment)

    def missing(self) -> str:
        """What recollindex could not read for want of a program, in the last run."""
        file = self._work / "recoll" / "missing"
        return file.read_text("utf-8").strip() if file.exists() else ""

    def indexed(self) -> int:
        """How many documents the last run of recollindex has indexed."""
        command = ["recollq", "-c", str(self._work / "recoll"), "-n", "1"]
        endings = " OR ".join(f"ext:{ending}" for ending in ("txt", *OFFICE))
        found = subprocess.run([*command, endings], capture_output=True, text=True)
        number = re.search(r"^(\d+) results", found.stdout, re.MULTILINE)
        return int(number.group(1)) if number else -1


def compare(bench: Bench, folder: Path, rounds: int) -> str:
    """Both by turns; a row of the table: medians, and the median of the ratios of the pairs."""
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    pairs = []
    for _ in range(rounds):
        ours = bench.ours(folder)
        again = bench.again(folder)
        pairs.append((ours, bench.recoll(folder), again))
    if bench.missing():
        print(f"recoll misses: {bench.missing()}", file=sys.stderr)
    ours, peer, again = (
        statistics.median(c.processor for c in row) for row in zip(*pairs, strict=True)
    )
    ratio = statistics.median(o.processor / p.processor for o, p, _ in pairs)
    clock = [statistics.median(c.clock for c in row) for row in zip(*pairs, strict=True)]
    return (
        f"| {folder.name} | {files} | {size / 1e6:.1f} | {ours:.2f} | {peer:.2f} | {ratio:.2f} |"
        f" {clock[0]:.1f} / {clock[1]:.1f} | {again:.2f} | {bench.indexed()} |"
    )


def main() -> None:
    """Make the folders, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=40, help="files of each format")
    parser.add_argument("--only", default="", help="folders to measure, with commas")
    arguments = parser.parse_args()
    work = arguments.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "mixed").exists():
        make_mixed(work / "mixed", arguments.each)
    if not (work / "small").exists():
        make_small(work / "small", SMALL)
    bench = Bench(work)
    bench.ours(work / "mixed" / "txt")
    folders = [*(work / "mixed" / kind for kind in FORMATS), work / "mixed", work / "small"]
    wanted = arguments.only.split(",") if arguments.only else [f.name for f in folders]
    print("| files | number | MB | 案头, CPU s | recollindex, CPU s | ratio |", end="")
    print(" by the clock, s | again, CPU s | its documents |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for folder in folders:
        if folder.name in wanted:
            print(compare(bench, folder, arguments.rounds), flush=True)


if __name__ == "__main__":
    main()
