"""Measuring: CPU time of the whole process (all threads), anonymous memory, changes."""

import gc
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engines.catalogue import engine
from tests.benchmarks.engines.model import Engine, folder_size
from tests.benchmarks.questions import Question

_CHANGES = 12
_TURN = 12


@dataclass(frozen=True, slots=True)
class Build:
    """CPU seconds and bytes."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Anonymous memory in bytes: what opening and asking added, and the whole process."""

    added: int
    whole: int


@dataclass(frozen=True, slots=True)
class Changes:
    """CPU milliseconds (median) from the change to a searcher that knows of it."""

    added: float
    changed: float
    removed: float


Times = dict[str, dict[str, list[float]]]
"""Engine -> class of question -> milliseconds."""


def build(name: str, corpus: Corpus, folder: Path, reuse: bool) -> Build:
    """Build an index, or take the one that is there with the figures kept beside it."""
    record = folder.with_name(folder.name + ".json")
    if reuse and record.exists():
        return Build(**json.loads(record.read_text()))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = engine(name)
    gc.collect()
    seconds = _cpu(lambda: made.build(corpus, folder)) / 1000
    figures = Build(seconds, folder_size(folder))
    record.write_text(json.dumps(asdict(figures)))
    return figures


def ask(
    engines: Sequence[Engine], warm_up: Sequence[Question], asked: Sequence[Question]
) -> tuple[Times, list[str]]:
    """Ask every engine every question; also gives what they do not agree on.

    The engines take turns of a few questions, in an order that changes. Each question is asked
    once: an answer that is still remembered comes from another question.
    """
    times: Times = {e.name: defaultdict(list) for e in engines}
    totals: dict[Question, dict[str, int]] = {question: {} for question in asked}
    for question in warm_up:
        for e in engines:
            e.ask(question)
    gc.collect()
    gc.disable()
    for number in range(0, len(asked), _TURN):
        first = number // _TURN % len(engines)
        for e in (*engines[first:], *engines[:first]):
            for question in asked[number : number + _TURN]:
                start = time.process_time_ns()
                answer = e.ask(question)
                elapsed = (time.process_time_ns() - start) / 1e6
                times[e.name][question.kind].append(elapsed)
                totals[question][e.name] = answer.total
    gc.enable()
    return times, [f"{q.query}: {t}" for q, t in totals.items() if len(set(t.values())) > 1]


def memory(name: str, folder: Path, asked: Sequence[Question]) -> Memory:
    """Open and ask in a process of its own, which reads the questions from its input."""
    lines = "".join(json.dumps(asdict(question)) + "\n" for question in asked)
    command = [sys.executable, "-m", "tests.benchmarks.measure", name, str(folder)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return Memory(**json.loads(done.stdout))


def changes(corpus: Corpus, folder: Path) -> Changes:
    """One text added, changed and removed in a copy of our committed index, again and again."""
    from index.model import Change, IndexedDocument
    from index.writer import IndexStore

    copy = folder.with_name("changes")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    store = IndexStore(copy)
    store.searcher()
    by_size = sorted(corpus.documents, key=lambda d: sum(len(p.text) for p in d.paragraphs))
    middle = by_size[len(by_size) // 2]

    def apply(name: str, document: IndexedDocument | None) -> float:
        sequence = store.marker.sequence + 1

        def step() -> None:
            change = Change(sequence, name, removed=document is None)
            store.apply([change], lambda _: document, sequence)
            store.searcher()

        return _cpu(step)

    times: tuple[list[float], list[float], list[float]] = ([], [], [])
    for number in range(_CHANGES):
        new = f"new {number}"
        times[0].append(apply(new, replace(middle, document=new)))
        times[1].append(apply(new, replace(middle, document=new, title="changed")))
        times[2].append(apply(new, None))
    shutil.rmtree(copy)
    return Changes(*map(median, times))


def _cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of the whole process."""
    start = time.process_time_ns()
    work()
    return (time.process_time_ns() - start) / 1e6


def _anonymous() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Anonymous:"))


def _main() -> None:
    made = engine(sys.argv[1])
    asked = [Question(**json.loads(line)) for line in sys.stdin]
    gc.collect()
    before = _anonymous()
    made.open(Path(sys.argv[2]))
    for question in asked:
        made.ask(replace(question, words=tuple(question.words)))
    gc.collect()
    after = _anonymous()
    print(json.dumps(asdict(Memory(after - before, after))))


if __name__ == "__main__":
    _main()
