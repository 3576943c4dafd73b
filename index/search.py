"""Searching: exact totals, the best hits, and where they are marked."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from index.evaluation import Evaluation, Themes
from index.facets import Groups
from index.fold import fold_text
from index.gram_reader import intersection
from index.model import FacetCounts, Grouping, Hit, Results, Scope, Sort, TermPostings
from index.nearest import Nearby, nearest
from index.occurrences import spans
from index.postings import Ordinals
from index.snapshot import Snapshot
from index.tree import Query

__all__ = ["Searcher", "no_themes", "spans"]

_REMEMBERED = 16


def no_themes(name: str) -> frozenset[tuple[str, int]]:
    """For a search without theme outlines: a theme that holds nothing."""
    return frozenset()


class Searcher:
    """Searches one state of the library. Never changes; any number of threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        # While somebody types, pages or changes the order, the same words come again.
        self._literal = lru_cache(_REMEMBERED)(snapshot.literal)
        self._scope = lru_cache(_REMEMBERED)(snapshot.mask_of_scope)
        self._groups = lru_cache(1)(partial(Groups.of, snapshot))

    @property
    def paragraph_count(self) -> int:
        """Paragraphs in the library."""
        return self._snapshot.paragraph_count

    def search(
        self,
        tree: Query,
        *,
        scope: Scope | None = None,
        within: Sequence[Query] = (),
        limit: int | None = 20,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        themes: Themes = no_themes,
    ) -> Results:
        """Evaluate a query.

        Args:
            tree: from `index.query.parse`.
            scope: count and find only here.
            within: further queries that a paragraph must satisfy; they are neither counted as
                occurrences nor ranked by.
            limit: how many hits to give, None for all of them.
            offset: how many to leave out before.
            sort: by score, by date (newest first, unknown last) or by title. What is equal goes
                by document id and paragraph number, so that results never depend on the layout
                of the index.
            themes: resolves the name of a theme to its passages; may raise errors of its own.
        """
        evaluation = Evaluation(self._snapshot, self._literal, themes)
        found = self._found(evaluation, tree, scope, within)
        if not len(found):
            return Results(0, 0, 0, ())
        documents = self._snapshot.document_of[found]
        scores = evaluation.scores(tree, found)
        end = len(found) if limit is None else min(len(found), offset + limit)
        best = self._order(found, scores, end, sort)[offset:]
        return Results(
            paragraphs=len(found),
            occurrences=evaluation.occurrences(tree, found),
            documents=int(np.count_nonzero(documents[1:] != documents[:-1])) + 1,
            hits=self._hits(found[best], scores[best]),
        )

    def folded_texts(self, hits: Iterable[Hit]) -> tuple[str, ...]:
        """The folded texts of hits of this searcher, from the index alone."""
        return tuple(self._snapshot.folded_texts((h.document, h.paragraph) for h in hits))

    def facets(
        self,
        tree: Query,
        *,
        scope: Scope | None = None,
        within: Sequence[Query] = (),
        themes: Themes = no_themes,
        grouping: Grouping | None = None,
    ) -> FacetCounts:
        """Count all paragraphs that a search finds, by document and by group.

        The arguments are those of `search`. Groups are translated when they are first given (a
        microsecond a paragraph) and remembered while the same ones come again.
        """
        snapshot = self._snapshot
        evaluation = Evaluation(snapshot, self._literal, themes)
        found = self._found(evaluation, tree, scope, within)
        totals = np.bincount(snapshot.document_of[found], minlength=1)
        return FacetCounts(
            len(found),
            {snapshot.records[p].document: int(totals[p]) for p in totals.nonzero()[0].tolist()},
            () if grouping is None else self._groups(grouping).counts(found),
        )

    def occurs(self, literal: str) -> bool:
        """Whether any paragraph holds a folded literal."""
        return bool(len(self._literal(literal).ordinals))

    def nearest(self, literal: str, limit: int = 40) -> tuple[Nearby, ...]:
        """For a folded literal that occurs nowhere, the wording nearest to it, best first.

        Tens of milliseconds for 10 million characters.
        """
        return nearest(self._snapshot, literal, limit)

    def _found(
        self, evaluation: Evaluation, tree: Query, scope: Scope | None, within: Sequence[Query]
    ) -> Ordinals:
        found = evaluation.ordinals(tree)
        for query in within:
            found = intersection(found, evaluation.ordinals(query), self._snapshot.size)
        return found if scope is None else found[self._scope(scope)[found]]

    def postings(self, terms: Sequence[str]) -> tuple[TermPostings, ...]:
        """Where each term occurs, and how often; an empty posting for one that folds to nothing."""
        snapshot = self._snapshot
        names = np.array([record.document for record in snapshot.records], object)
        postings: list[TermPostings] = []
        for term in terms:
            folded = fold_text(term)
            if not folded:
                postings.append(TermPostings(term))
                continue
            matches = snapshot.literal(folded)
            documents = names[snapshot.document_of[matches.ordinals]]
            postings.append(
                TermPostings(
                    term,
                    tuple(documents.tolist()),
                    tuple(snapshot.numbers[matches.ordinals].tolist()),
                    tuple(matches.frequencies.tolist()),
                )
            )
        return tuple(postings)

    def _hits(self, ordinals: Ordinals, scores: npt.NDArray[np.float32]) -> tuple[Hit, ...]:
        snapshot = self._snapshot
        documents = snapshot.document_of[ordinals].tolist()
        numbers = snapshot.numbers[ordinals].tolist()
        return tuple(
            Hit(snapshot.records[document].document, number, score)
            for document, number, score in zip(documents, numbers, scores.tolist(), strict=True)
        )

    def _order(
        self, found: Ordinals, scores: npt.NDArray[np.float32], count: int, sort: Sort
    ) -> npt.NDArray[np.intp]:
        """Positions in `found` of the first `count` paragraphs in the order asked for."""
        snapshot = self._snapshot
        if sort is not Sort.RELEVANCE:
            return _smallest(snapshot.places(sort, found), count)
        above, equal = _highest(scores, count)
        wanted = count - len(above)
        if wanted < len(equal):
            equal = equal[_smallest(snapshot.places(sort, found[equal]), wanted)]
        chosen = np.concatenate((above, equal))
        return chosen[np.lexsort((snapshot.places(sort, found[chosen]), -scores[chosen]))]


def _smallest(values: npt.NDArray[np.uint64], count: int) -> npt.NDArray[np.intp]:
    """Positions of the `count` smallest of distinct values, in ascending order."""
    if count < len(values):
        chosen = np.argpartition(values, count)[:count]
        return chosen[np.argsort(values[chosen])]
    return np.argsort(values)


def _highest(
    scores: npt.NDArray[np.float32], count: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Positions of scores that are among the `count` highest, and of those that tie for it."""
    if count == 0 or count >= len(scores):
        everything = np.arange(min(count, len(scores)))
        return everything, everything[:0]
    threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
    return (scores > threshold).nonzero()[0], (scores == threshold).nonzero()[0]
