"""The names of 类型."""

from collections.abc import Mapping

from reader.documents.model import Genre
from reader.messages import Translator


def genre_names(tr: Translator) -> Mapping[Genre, str]:
    """What each kind of document is called, in the order in which they are offered."""
    return {
        Genre.ORIGINAL: tr("原文"),
        Genre.COMMENTARY: tr("解读"),
        Genre.OTHER: tr("其他"),
    }
