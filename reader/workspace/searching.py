"""Answers queries: hits, facets, marks, and near wording where nothing was found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from index.errors import QueryProblem
from index.model import Hit, Scope, Sort
from reader.errors import UsageError
from reader.library.text_reading import TextReader
from reader.messages import msg
from reader.workspace.catalogue import Catalogue, Holdings, source, year
from reader.workspace.finder import Finder
from reader.workspace.model import (
    Facet,
    Facets,
    SearchHit,
    SearchResults,
    SearchScope,
    Suggestion,
)
from reader.workspace.problems import explained, message_of
from reader.workspace.suggesting import SuggestionDesk
from reader.workspace.themes import ThemeDesk

if TYPE_CHECKING:
    from index.tree import Query

T = TypeVar("T")
Spans = tuple[tuple[int, int], ...]
Places = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Question:
    """A query and its scope as the index understands them."""

    tree: "Query"
    scope: Scope | None
    within: tuple["Query", ...]
    themes: Callable[[str], Places]


class SearchDesk:
    """Translates queries and scopes for the index, and its answers for people. Any thread."""

    def __init__(
        self,
        texts: TextReader,
        finder: Finder,
        catalogue: Catalogue,
        themes: ThemeDesk,
        suggesting: SuggestionDesk,
        collections: Callable[[str], frozenset[str]],
    ) -> None:
        """`collections` gives the documents of one of the user's folders."""
        self._texts = texts
        self._finder = finder
        self._catalogue = catalogue
        self._themes = themes
        self._suggesting = suggesting
        self._collections = collections

    def search(
        self,
        query: str,
        *,
        scope: SearchScope | None = None,
        limit: int = 20,
        offset: int = 0,
        sort: str = "relevance",
        unfinished: bool = False,
    ) -> SearchResults:
        """Find paragraphs; the totals are exact whatever the limit.

        Args:
            query: in the query language.
            scope: where to look; None is everywhere.
            limit: how many hits to give.
            offset: how many hits to leave out before them.
            sort: "relevance" (hits in headings first), "date" (latest first) or "title".
            unfinished: somebody is still typing: nothing that is wrong with the query or the
                scope raises; what can be understood is found.

        Raises:
            UsageError: the query cannot be understood (with the position), or a theme or
                document of the scope is not there.
        """
        holdings = self._catalogue.holdings()
        question = self._question(query, scope or SearchScope(), holdings, unfinished)
        found = self._finder.ask(
            lambda searcher: searcher.search(
                question.tree,
                scope=question.scope,
                within=question.within,
                limit=limit,
                offset=offset,
                sort=Sort(sort),
                themes=question.themes,
            )
        )
        return SearchResults(
            query,
            found.paragraphs,
            found.occurrences,
            found.documents,
            tuple(self._hits(found.hits, question.tree, holdings)),
            offset,
        )

    def facets(
        self, query: str, *, scope: SearchScope | None = None, unfinished: bool = False
    ) -> Facets:
        """Count all that `search` finds with these arguments; exact, like its totals.

        The first call after a change of the texts works out the themes of the library.

        Raises:
            UsageError: as `search`.
        """
        holdings = self._catalogue.holdings()
        question = self._question(query, scope or SearchScope(), holdings, unfinished)
        themes, grouping = self._themes.grouping()
        found = self._finder.ask(
            lambda searcher: searcher.facets(
                question.tree,
                scope=question.scope,
                within=question.within,
                themes=question.themes,
                grouping=grouping,
            )
        )
        metadata = holdings.metadata
        known = {d: n for d, n in found.documents.items() if d in metadata}
        sources = _totals((source(metadata[d]), n) for d, n in known.items())
        years = _totals((year(metadata[d]), n) for d, n in known.items())
        return Facets(
            paragraphs=found.paragraphs,
            documents=_most_first(
                Facet(document, metadata[document].title, n) for document, n in known.items()
            ),
            themes=tuple(
                Facet(theme.id, theme.name, n)
                for theme, n in zip(themes, found.groups, strict=True)
                if n
            ),
            sources=_most_first(Facet(name, name, n) for name, n in sources.items()),
            years=tuple(Facet(key, key, years[key]) for key in sorted(years, reverse=True)),
        )

    def documents(
        self, query: str, scope: SearchScope, allowed: frozenset[str] | None
    ) -> frozenset[str]:
        """The documents that a query finds, among the allowed ones if any are named.

        Never raises because of the query or the scope.
        """
        holdings = self._catalogue.holdings()
        question = self._question(query, scope, holdings, unfinished=True)
        found = self._finder.ask(
            lambda searcher: searcher.facets(
                question.tree,
                scope=_among(question.scope, allowed),
                within=question.within,
                themes=question.themes,
            )
        )
        return frozenset(found.documents)

    def still_there(self, scope: SearchScope) -> SearchScope:
        """The scope without what is gone from library and personal data since it was chosen.

        A part that has named nothing else restricts nothing any more.
        """
        metadata = self._catalogue.holdings().metadata
        sources = {source(known) for known in metadata.values()}
        years = {year(known) for known in metadata.values()}
        return replace(
            scope,
            documents=scope.documents & metadata.keys(),
            themes=frozenset(t for t in scope.themes if _named(self._themes.find, t)),
            sources=scope.sources & sources,
            years=scope.years & years,
            collections=frozenset(c for c in scope.collections if _named(self._collections, c)),
        )

    def suggestions(self, query: str) -> tuple[Suggestion, ...]:
        """What to ask instead of a query that holds a word which the library does not.

        The nearest wordings that it does hold, one or two characters away, in the characters of
        the texts: at most five, the best first (those that are read alike, then the most
        frequent). None when every word occurs somewhere, and for words of one character. Never
        raises because of the query.
        """
        return self._suggesting.suggestions(query, _lenient(self._themes.places))

    def highlighter(self, query: str) -> Callable[[str], Spans]:
        """A function that gives the spans of a query in a paragraph's text."""
        from index.occurrences import spans

        tree = _parse(query, unfinished=True)
        return lambda text: spans(tree, text)

    def _question(
        self, query: str, scope: SearchScope, holdings: Holdings, unfinished: bool
    ) -> _Question:
        try:
            tree = _parse(query, unfinished)
        except QueryProblem as problem:
            raise explained(problem) from problem
        if not unfinished:
            for document in sorted(scope.documents - holdings.metadata.keys()):
                raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        themes = _lenient(self._themes.places) if unfinished else self._themes.places
        places = [themes(name) for name in sorted(scope.themes)]
        paragraphs = places[0].union(*places[1:]) if places else None
        documents = holdings.documents(scope)
        if scope.collections:
            folders = _lenient(self._collections) if unfinished else self._collections
            inside = frozenset[str]().union(*(folders(key) for key in scope.collections))
            documents = inside if documents is None else documents & inside
        unrestricted = documents is None and paragraphs is None
        return _Question(
            tree,
            None if unrestricted else Scope(documents, paragraphs),
            tuple(_parse_former(former, unfinished) for former in scope.within),
            themes,
        )

    def _hits(self, hits: Iterable[Hit], tree: "Query", holdings: Holdings) -> Iterator[SearchHit]:
        from index.occurrences import spans

        hits = tuple(hits)
        texts = self._texts.texts((hit.document, hit.paragraph) for hit in hits)
        for hit in hits:
            text = texts.get((hit.document, hit.paragraph))
            if text is not None:
                yield SearchHit(
                    document=hit.document,
                    title=holdings.title(hit.document),
                    paragraph=hit.paragraph,
                    text=text,
                    spans=spans(tree, text),
                    score=hit.score,
                )


def _parse(query: str, unfinished: bool) -> "Query":
    """Read a query; the parser is loaded with the first one, after the window is painted."""
    from index.query import parse

    return parse(query, unfinished)


def _parse_former(query: str, unfinished: bool) -> "Query":
    """A position in a former query would be taken for one in the query itself: give none."""
    try:
        return _parse(query, unfinished)
    except QueryProblem as problem:
        reason = message_of(problem)
        raise UsageError(
            msg("先前的查询“{query}”：{reason}", query=query, reason=reason)
        ) from problem


def _lenient(named: Callable[[str], frozenset[T]]) -> Callable[[str], frozenset[T]]:
    """While somebody types, a theme or folder that is not there holds nothing."""

    def resolve(name: str) -> frozenset[T]:
        try:
            return named(name)
        except UsageError:
            return frozenset()

    return resolve


def _named(find: Callable[[str], object], name: str) -> bool:
    """Whether there is what a name stands for."""
    try:
        find(name)
    except UsageError:
        return False
    return True


def _among(scope: Scope | None, allowed: frozenset[str] | None) -> Scope | None:
    """The scope, restricted to the documents that are allowed."""
    if allowed is None:
        return scope
    if scope is None:
        return Scope(allowed)
    documents = allowed if scope.documents is None else scope.documents & allowed
    return Scope(documents, scope.paragraphs)


def _totals(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    totals: dict[str, int] = {}
    for key, count in counts:
        totals[key] = totals.get(key, 0) + count
    return totals


def _most_first(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    return tuple(sorted(facets, key=lambda facet: (not facet.key, -facet.paragraphs, facet.name)))
