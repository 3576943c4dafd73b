"""The tables: times of each class, and the promises with what was measured."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.benchmarks.measure import Build, Changes, Memory, Times
from tests.benchmarks.questions import AS_YOU_TYPE

OURS = "antou"


@dataclass(frozen=True)
class Figures:
    """Everything measured in one run over the corpus of this name ("S", "M", "L")."""

    corpus: str
    times: Times
    builds: dict[str, Build]
    memories: dict[str, Memory]
    changes: Changes | None
    disagreements: tuple[str, ...]

    def of_all(self, name: str) -> list[float]:
        """The times of all classes but that of typing."""
        return [t for kind, times in self.times[name].items() if kind != AS_YOU_TYPE for t in times]


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure at one corpus, as a ratio to that of a peer or (`peer` None) in a unit."""

    what: str
    figure: Callable[[Figures, str], float]
    level: Literal["must", "aim"]
    limit: float
    peer: str | None
    corpus: str = "M"


def _typing(figures: Figures, name: str) -> float:
    return percentile(figures.times[name][AS_YOU_TYPE], 95)


def _median(figures: Figures, name: str) -> float:
    return percentile(figures.of_all(name), 50)


def _slow(figures: Figures, name: str) -> float:
    return percentile(figures.of_all(name), 95)


def _build(figures: Figures, name: str) -> float:
    return figures.builds[name].seconds


def _size(figures: Figures, name: str) -> float:
    return figures.builds[name].size / 1e6


def _memory(figures: Figures, name: str) -> float:
    return figures.memories[name].added / 1e6


def _change(figures: Figures, name: str) -> float:
    changes = figures.changes
    return max(changes.added, changes.changed, changes.removed) if changes else 0.0


PROMISES = (
    Promise("as you type, p95, ms", _typing, "must", 0.08, "fts5 bigrams"),
    Promise("as you type, p95, ms", _typing, "aim", 1.0, "tantivy"),
    Promise("all classes, p50, ms", _median, "must", 0.4, "fts5 bigrams"),
    Promise("all classes, p50, ms", _median, "aim", 1.0, "tantivy"),
    Promise("all classes, p95, ms", _slow, "must", 4.0, "tantivy", "L"),
    Promise("all classes, p95, ms", _slow, "aim", 1.5, "tantivy", "L"),
    Promise("build, CPU s", _build, "must", 0.35, "fts5 trigram"),
    Promise("build, CPU s", _build, "aim", 0.25, "tantivy"),
    Promise("size, MB", _size, "must", 0.6, "fts5 trigram"),
    Promise("anonymous memory added, MB", _memory, "must", 25, None),
    Promise("anonymous memory added, MB", _memory, "aim", 10, None),
    Promise("one text added, changed or removed, ms", _change, "must", 30, None),
)


def report(figures: Figures, head: str) -> str:
    """All tables as Markdown."""
    parts = [head, _promises(figures), _times(figures), _others(figures)]
    if figures.disagreements:
        parts.append("Not the same totals:\n" + "\n".join(figures.disagreements[:20]))
    return "\n\n".join(parts) + "\n"


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest of the values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def _promises(figures: Figures) -> str:
    rows = []
    for promise in PROMISES:
        if OURS not in figures.times or promise.peer not in (None, *figures.times):
            continue
        ours = promise.figure(figures, OURS)
        value, wanted, measured = ours, f"<= {promise.limit:g}", f"{ours:.2f}"
        if promise.peer is not None:
            theirs = promise.figure(figures, promise.peer)
            value = ours / theirs
            wanted += f" x {promise.peer}"
            measured += f" / {theirs:.2f} = {value:.3f}"
        verdict = "holds" if value <= promise.limit else "MISSED"
        if promise.corpus != figures.corpus:
            verdict = f"(promised at {promise.corpus})"
        rows.append((promise.what, promise.level, wanted, measured, verdict))
    return _table(("figure", "level", "wanted", "measured", ""), rows)


def _times(figures: Figures) -> str:
    names = list(figures.times)
    kinds = list(next(iter(figures.times.values())))
    rows = [("all", *(_pair(figures.of_all(name)) for name in names))]
    rows += [(k, *(_pair(figures.times[name][k]) for name in names)) for k in sorted(kinds)]
    return _table(("p50 / p95, ms", *names), rows)


def _others(figures: Figures) -> str:
    rows = [
        (
            name,
            f"{figures.builds[name].seconds:.2f}",
            f"{figures.builds[name].size / 1e6:.1f}",
            f"{figures.memories[name].added / 1e6:.1f}",
            f"{figures.memories[name].whole / 1e6:.1f}",
        )
        for name in figures.times
    ]
    head = ("engine", "build, CPU s", "size, MB", "memory added, MB", "process, MB (anonymous)")
    table = _table(head, rows)
    if figures.changes is not None:
        c = figures.changes
        table += (
            f"\n\nOne text, until a searcher knows of it: added {c.added:.1f} ms,"
            f" changed {c.changed:.1f} ms, removed {c.removed:.1f} ms."
        )
    return table


def _pair(times: Sequence[float]) -> str:
    return f"{percentile(times, 50):.2f} / {percentile(times, 95):.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
