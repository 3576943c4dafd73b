"""What to ask instead, where the library does not hold a word of the query."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.fold import fold, fold_text
from index.lexer import STRAIGHT_QUOTES, Kind, tokenize
from index.query import parse
from index.tree import Literal, Query, positive_literals, positive_nears
from reader.library.text_reading import TextReader
from reader.workspace.finder import Finder
from reader.workspace.model import Suggestion
from reader.workspace.pinyin import Readings

if TYPE_CHECKING:
    from index.nearest import Nearby
    from index.search import Searcher

MOST = 5
_TRIED = 15
Themes = Callable[[str], frozenset[tuple[str, int]]]


class SuggestionDesk:
    """Finds near wording for the words of a query that occur nowhere. Any thread."""

    def __init__(self, texts: TextReader, finder: Finder, readings: Readings) -> None:
        self._texts = texts
        self._finder = finder
        self._readings = readings

    def suggestions(self, query: str, themes: Themes) -> tuple[Suggestion, ...]:
        """See `Workspace.suggestions`; `themes` resolves names and never raises."""
        return self._finder.ask(lambda searcher: self._suggest(searcher, query, themes))

    def _suggest(self, searcher: "Searcher", query: str, themes: Themes) -> tuple[Suggestion, ...]:
        choices = {
            literal: near
            for literal in _words(parse(query, unfinished=True))
            if not searcher.occurs(literal) and (near := self._choices(searcher, literal))
        }
        if not choices:
            return ()
        first, *others = choices
        given = {literal: choices[literal][0][1] for literal in others}
        found: list[Suggestion] = []
        for nearby, wording in choices[first]:
            asked = _with_words(query, {**given, first: wording})
            tree = parse(asked, unfinished=True)
            paragraphs = searcher.search(tree, limit=0, themes=themes).paragraphs
            if paragraphs:
                found.append(Suggestion(asked, first, wording, nearby.distance, paragraphs))
            if len(found) == MOST:
                break
        return tuple(found)

    def _choices(self, searcher: "Searcher", literal: str) -> "list[tuple[Nearby, str]]":
        """Near wordings as the texts have them; those that are read alike first."""
        found = list(searcher.nearest(literal))
        found.sort(key=lambda nearby: not self._readings.alike(literal, nearby.text))
        kept = found[:_TRIED]
        nearest = next((nearby for nearby in found if nearby.distance == 1), None)
        if nearest is not None and nearest not in kept[:MOST]:
            kept.insert(MOST - 1, nearest)
        texts = self._texts.texts((nearby.document, nearby.number) for nearby in kept)
        wordings = [
            (nearby, _as_written(texts.get((nearby.document, nearby.number), ""), nearby.text))
            for nearby in kept
        ]
        return [(nearby, wording) for nearby, wording in wordings if wording]


def _words(tree: Query) -> list[str]:
    """The distinct folded words that the query asks for."""
    literals: list[Literal] = list(positive_literals(tree))
    for near in positive_nears(tree):
        literals += (near.first, near.second)
    return list(dict.fromkeys(literal.text for literal in literals))


def _as_written(text: str, folded_wording: str) -> str:
    """The wording in the original characters of a text that holds it; "" if it does not."""
    folded = fold(text)
    start = folded.text.find(folded_wording)
    if start < 0:
        return ""
    first, last = folded.original_span(start, start + len(folded_wording))
    return text[first:last]


def _with_words(query: str, wordings: Mapping[str, str]) -> str:
    """The query with other words in the places of some (by their folded text)."""
    parts: list[str] = []
    position = 0
    for token in tokenize(query):
        if token.kind in (Kind.WORD, Kind.PHRASE):
            wording = wordings.get(fold_text(token.text))
            if wording is not None:
                parts += (query[position : token.position], _typed(wording))
                position = token.end
    return "".join((*parts, query[position:]))


def _typed(wording: str) -> str:
    """The wording as a word, or as a phrase where a word would be understood otherwise."""
    tokens: Sequence[object] = [(token.kind, token.text) for token in tokenize(wording)]
    if tokens == [(Kind.WORD, wording)]:
        return wording
    for mark in STRAIGHT_QUOTES:
        wording = wording.replace(mark, mark * 2)
    return f'"{wording}"'
