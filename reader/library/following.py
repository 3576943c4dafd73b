"""Documents follow their texts: files that changed places among each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.importers.model import ImportedDocument
from reader.library.texts import TextStore


def follow_texts(texts: TextStore, saved: Sequence[ImportedDocument]) -> None:
    """Lead documents to the files that hold their texts now, after an import; its rows tell.

    A text in a second file is known as the document that it is, and that keeps its place. But
    where the file at that place came in as well, and does not hold the text any more, the second
    file is the place. Raises LibraryProblem.
    """
    moves = list(_moves(texts, saved))
    if moves:
        with texts.database.transaction():
            for document, path in moves:
                texts.move(document, path)


def _moves(texts: TextStore, saved: Sequence[ImportedDocument]) -> Iterator[tuple[str, str]]:
    gave: defaultdict[str, set[str]] = defaultdict(set)
    for row in saved:
        gave[row.path].add(row.document)
    places = texts.places() if len(gave) > 1 else {}
    moved: set[str] = set()
    for row in saved:
        place = places.get(row.document, row.path)
        if place == row.path or place not in gave or row.document in gave[place]:
            continue
        # What was split off goes along: a copy tells only of what was read.
        for document in (row.document, *texts.originals.siblings(row.document)):
            here = places.get(document) == place and document not in gave[place]
            if here and document not in moved:
                moved.add(document)
                yield document, row.path
