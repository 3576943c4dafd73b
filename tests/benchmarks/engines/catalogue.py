"""The engines by name. Each is imported when it is wanted: they also run in processes alone."""

from importlib import import_module

from tests.benchmarks.engines.model import Engine

_CLASSES = {
    "antou": ("antou", "Antou"),
    "tantivy": ("tantivy_bigrams", "Tantivy"),
    "fts5 bigrams": ("fts5", "Bigrams"),
    "fts5 trigram": ("fts5", "Trigram"),
    "plain scan": ("scan", "Scan"),
}
NAMES = tuple(_CLASSES)


def engine(name: str) -> Engine:
    module, kind = _CLASSES[name]
    made: Engine = getattr(import_module(f"tests.benchmarks.engines.{module}"), kind)()
    return made
