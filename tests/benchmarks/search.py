"""Search beside its peers: the same paragraphs and questions, in one run, in CPU time.

One query is the exact total, the best 20 by BM25 and their (folded) texts.
"""

import argparse
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.corpus import HOW, Corpus, read_corpus
from tests.benchmarks.engines.catalogue import NAMES, engine
from tests.benchmarks.measure import ask, build, changes, memory
from tests.benchmarks.questions import questions
from tests.benchmarks.report import Figures, report


def main() -> None:
    arguments = _arguments()
    corpus = read_corpus(arguments.corpus)
    text = report(_figures(corpus, arguments), _head(corpus, arguments))
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _figures(corpus: Corpus, arguments: argparse.Namespace) -> Figures:
    names: Sequence[str] = arguments.engines
    folders = {name: arguments.folder / name.replace(" ", "_") for name in names}
    builds = {}
    for name in names:
        _say(f"building {name}")
        builds[name] = build(name, corpus, folders[name], arguments.reuse)
    asked = questions(corpus, arguments.each, arguments.seed)
    engines = [engine(name) for name in names]
    for e in engines:
        e.open(folders[e.name])
    _say(f"asking {len(asked)} questions")
    times, disagreements = ask(engines, questions(corpus, 2, "warm-up"), asked)
    _say("memory and changes")
    memories = {name: memory(name, folders[name], asked) for name in names}
    changed = changes(corpus, folders["antou"]) if "antou" in names else None
    return Figures(arguments.corpus.stem, times, builds, memories, changed, tuple(disagreements))


def _head(corpus: Corpus, arguments: argparse.Namespace) -> str:
    stamp = datetime.now(UTC).date().isoformat()
    return (
        f"{arguments.corpus.name}: {corpus.characters / 1e6:.1f} million characters,"
        f" {len(corpus.rows)} paragraphs; {stamp}, {platform.machine()},"
        f" Python {platform.python_version()}; {arguments.each} questions of each class"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.search",
        description=__doc__,
        epilog=f"Corpora come from: {HOW} (S.tsv, M.tsv, L.tsv). tantivy: pip install '.[bench]'.",
    )
    parser.add_argument("--corpus", type=Path, required=True, help="a corpus file, as M.tsv")
    parser.add_argument("--folder", type=Path, required=True, help="where the indexes are built")
    parser.add_argument("--out", type=Path, help="a file for the tables (Markdown)")
    parser.add_argument("--each", type=int, default=40, help="questions of each class")
    parser.add_argument("--seed", default="2026-11-21", help="other questions for another seed")
    parser.add_argument("--reuse", action="store_true", help="do not build what is there")
    parser.add_argument(
        "--engines", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES)
    )
    return parser.parse_args()


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
