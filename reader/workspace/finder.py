"""Search over the library: keeps the index in step with the texts and asks it.

The index, with Whoosh and numpy behind it, is imported when it is first needed: the window
paints before that.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.errors import IndexBusy, IndexDamaged, IndexUnwritable, QueryProblem
from index.model import Hit, IndexedDocument, IndexedParagraph, Scope, Sort, TermPostings
from index.query import parse
from index.tree import Query
from reader.documents.model import Kind
from reader.errors import LibraryProblem, UsageError
from reader.library.texts import TextStore
from reader.messages import Message, msg
from reader.workspace.model import SearchHit, SearchResults

if TYPE_CHECKING:
    from index.search import Searcher
    from index.writer import IndexStore

OWNER_FILE = "owner"
T = TypeVar("T")
Spans = tuple[tuple[int, int], ...]
Places = frozenset[tuple[str, int]]

_PROBLEMS = {
    "empty": msg("请输入要找的文字"),
    "unclosed_quote": msg("引号没有配对"),
    "unbalanced_bracket": msg("括号没有配对"),
    "missing_operand": msg("运算符旁边缺少要找的文字"),
    "missing_value": msg("字段名后面缺少内容"),
    "bad_date": msg("日期应写成 2014、2014-05 或 2014..2019 这样的形式"),
    "bad_near": msg("NEAR 应写成“甲 NEAR/10 乙”，数字是相隔的最多字数"),
    "unknown_type": msg("类型只有：原文、解读、其他"),
    "only_negative": msg("不能只写不要的文字；请至少写一个要找的"),
    "too_deep": msg("括号套得太多"),
}


class Finder:
    """Owns the index of one library. Any thread may ask; changes are applied one at a time."""

    def __init__(self, texts: TextStore, folder: Path, fallback: Path) -> None:
        """`folder` is the index's place in the library, `fallback` one that can be written."""
        self._texts = texts
        self._folder = folder
        self._fallback = fallback
        self._lock = threading.RLock()
        self._place: _Place | None = None

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._place = None

    # Keeping in step

    def catch_up(self) -> None:
        """Apply what changed in the texts; build the index anew where that is needed.

        Raises:
            LibraryProblem: neither the library's folder nor the cache can hold the index, or
                another process keeps it for too long.
        """
        with self._lock:
            places = (
                (_Place.at(self._folder), _Place.at(self._fallback))
                if self._place is None
                else (self._place,)
            )
            for place in places:
                try:
                    self._follow(place)
                except IndexUnwritable as error:
                    problem = LibraryProblem(msg("无法写入搜索索引：{reason}", reason=error))
                    continue
                self._place = place
                return
            raise problem

    def _follow(self, place: "_Place") -> None:
        try:
            last = self._texts.last_sequence()
            try:
                at = self._sequence_of(place)
                if at < last:
                    place.store.apply(self._texts.changes_since(at), self._load, last)
                place.store.searcher()
            except IndexDamaged:
                self._rebuild(place)
        except IndexBusy as error:
            raise LibraryProblem(msg("另一个程序正在更新这个资料库的索引，请稍后再试")) from error

    def _sequence_of(self, place: "_Place") -> int:
        """The last change record in the index.

        Raises:
            IndexDamaged: it is the index of another library, or of a later state of this one.
        """
        sequence = place.store.marker.sequence
        if _read_owner(place.folder) != self._texts.library:
            raise IndexDamaged("the index belongs to another library")
        if sequence > self._texts.last_sequence():
            raise IndexDamaged("the index is ahead of the texts")
        return sequence

    def _rebuild(self, place: "_Place") -> None:
        last = self._texts.last_sequence()
        place.store.rebuild(self._all_documents(), last)
        try:
            (place.folder / OWNER_FILE).write_text(self._texts.library, "ascii")
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        place.store.searcher()

    def _all_documents(self) -> Iterator[IndexedDocument]:
        for record in self._texts.records():
            document = self._load(record.document)
            if document is not None:
                yield document

    def _load(self, document_id: str) -> IndexedDocument | None:
        document = self._texts.document(document_id)
        if document is None:
            return None
        metadata = document.metadata
        return IndexedDocument(
            document=document_id,
            title=metadata.title,
            author=metadata.author,
            source=metadata.source,
            date=metadata.date,
            genre=metadata.genre.value,
            paragraphs=tuple(
                IndexedParagraph(p.number, p.text, p.kind is Kind.HEADING)
                for p in document.paragraphs
                if p.kind is not Kind.JUNK
            ),
        )

    def _asking(self, ask: "Callable[[Searcher], T]") -> T:
        """Ask the index; one that turns out to be damaged is made anew first."""
        with self._lock:
            if self._place is None:
                self.catch_up()
            place = self._place
        if place is None:
            raise LibraryProblem(msg("资料库已关闭"))
        try:
            return ask(place.store.searcher())
        except IndexDamaged:
            with self._lock:
                self._rebuild(place)
            return ask(place.store.searcher())

    # Asking

    def search(
        self,
        query: str,
        *,
        titles: Mapping[str, str],
        documents: Collection[str],
        paragraphs: Places | None,
        limit: int,
        sort: str,
        themes: Callable[[str], Places],
        unfinished: bool,
    ) -> SearchResults:
        """Answer a query within a scope; `titles` names the documents there are."""
        tree = self._parse(query, unfinished)
        scope = Scope(frozenset(documents) if documents else None, paragraphs)
        resolve = _lenient(themes) if unfinished else themes
        found = self._asking(
            lambda searcher: searcher.search(
                tree, scope=scope, limit=limit, sort=Sort(sort), themes=resolve
            )
        )
        return SearchResults(
            query,
            found.paragraphs,
            found.occurrences,
            found.documents,
            tuple(self._hits(found.hits, tree, titles)),
        )

    def highlighter(self, query: str) -> Callable[[str], Spans]:
        """A function that gives the spans of a query in a paragraph's text."""
        from index.occurrences import spans

        tree = self._parse(query, unfinished=True)
        return lambda text: spans(tree, text)

    def postings(self, terms: Sequence[str]) -> Sequence[TermPostings]:
        """Where each term occurs, for the assignment of themes."""
        return self._asking(lambda searcher: searcher.postings(terms))

    def _hits(
        self, hits: Sequence[Hit], tree: Query, titles: Mapping[str, str]
    ) -> Iterator[SearchHit]:
        from index.occurrences import spans

        texts = self._texts.texts((hit.document, hit.paragraph) for hit in hits)
        for hit in hits:
            text = texts.get((hit.document, hit.paragraph))
            if text is not None:
                yield SearchHit(
                    document=hit.document,
                    title=titles.get(hit.document, ""),
                    paragraph=hit.paragraph,
                    text=text,
                    spans=spans(tree, text),
                    score=hit.score,
                )

    @staticmethod
    def _parse(query: str, unfinished: bool) -> Query:
        try:
            return parse(query, unfinished)
        except QueryProblem as problem:
            message = _PROBLEMS.get(problem.reason, msg("这个查询无法理解"))
            raise UsageError(message, problem.position) from problem

    # Health

    def verify(self, repair: bool, problems: list[Message]) -> str:
        """Check the index file by file; "ok", "repaired", "missing" or "damaged".

        One that is merely behind the texts is brought up to them.
        """
        with self._lock:
            self._place = None
            states = [self._state(_Place.at(place)) for place in (self._folder, self._fallback)]
            if "ok" in states:
                self.catch_up()
                return "ok"
            if repair:
                self.catch_up()
                return "repaired"
            problems.append(msg("搜索索引缺失或已损坏；用 verify --repair 重建"))
            return "damaged" if "damaged" in states else "missing"

    def _state(self, place: "_Place") -> str:
        try:
            self._sequence_of(place)
            place.store.searcher()
        except IndexDamaged:
            return "damaged" if place.folder.is_dir() else "missing"
        return "ok"


@dataclass(frozen=True)
class _Place:
    """A folder with the index in it."""

    folder: Path
    store: "IndexStore"

    @classmethod
    def at(cls, folder: Path) -> "_Place":
        """Name the place; nothing is read yet."""
        from index.writer import IndexStore

        return cls(folder, IndexStore(folder))


def _read_owner(folder: Path) -> str:
    try:
        return (folder / OWNER_FILE).read_text("ascii")
    except (OSError, ValueError):
        return ""


def _lenient(themes: Callable[[str], Places]) -> Callable[[str], Places]:
    """While somebody types, a theme that is not there yet has no paragraphs."""

    def resolve(name: str) -> Places:
        try:
            return themes(name)
        except UsageError:
            return frozenset()

    return resolve
