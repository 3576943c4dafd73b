"""The corrections of a file, for some of its documents: the others are not there any more."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.documents.corrections import Correction, ReadAs
from reader.documents.model import Document
from reader.documents.places import Places


def narrowed(
    documents: Sequence[Document], kept: Collection[int], corrections: Sequence[Correction]
) -> tuple[Correction, ...]:
    """The corrections that are about the documents `kept` (places from 0), in these alone.

    Their places are told anew, as they are where the other documents do not stand around them:
    so none of them is taken for one on other words, and none quotes words of what is not there.
    Those that find no place are left out.
    """
    places = Places(documents)
    alone = Places([document for part, document in enumerate(documents) if part in kept])
    numbers = _numbers(documents, kept)
    found: list[Correction] = []
    for correction in corrections:
        if isinstance(correction, ReadAs):
            found.append(correction)
            continue
        spot = places.find(correction.place)
        number = None if spot is None else numbers.get(spot[0])
        if spot is not None and number is not None:
            found.append(replace(correction, place=alone.at(number, spot[1])))
    return tuple(found)


def _numbers(documents: Sequence[Document], kept: Collection[int]) -> dict[int, int]:
    """The number of each kept paragraph (from 1, through the file) among those that are kept."""
    numbers: dict[int, int] = {}
    before = 0
    for part, document in enumerate(documents):
        for number in range(before + 1, before + len(document.paragraphs) + 1):
            if part in kept:
                numbers[number] = len(numbers) + 1
        before += len(document.paragraphs)
    return numbers
