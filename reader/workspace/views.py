"""The values of the workspace as the command line prints them: JSON, and lines for people."""

from collections.abc import Callable, Iterator, Sequence

from reader.documents.model import AnchorState, Section
from reader.documents.record import DocumentRecord
from reader.importers.model import ImportedDocument, ImportReport
from reader.library.model import Bookmark
from reader.messages import Message, Translator
from reader.themes.model import Assignment
from reader.workspace.model import (
    Entry,
    Match,
    MatchKind,
    SearchHit,
    SearchResults,
    Suggestion,
    ThemeCount,
)
from reader.workspace.snippet import snippet
from reader.workspace.text import Text

Json = dict[str, object]


def document(record: DocumentRecord) -> Json:
    """A row of `list`."""
    metadata = record.metadata
    return {
        "document": record.document,
        "title": metadata.title,
        "author": metadata.author,
        "source": metadata.source,
        "date": metadata.date,
        "path": record.path,
        "paragraphs": record.paragraphs,
        "characters": record.characters,
    }


def imported(item: ImportedDocument, render: Callable[[Message], str]) -> Json:
    """A row of `import`."""
    return {
        "path": item.path,
        "document": item.document,
        "title": item.title,
        "format": item.format,
        "encoding": item.encoding,
        "paragraphs": item.paragraphs,
        "characters": item.characters,
        "warnings": [render(warning) for warning in item.warnings],
    }


def import_lines(report: ImportReport, tr: Translator) -> Iterator[str]:
    """An import in words."""
    names = {"imported": tr("已导入"), "updated": tr("已更新"), "unchanged": tr("没有变化")}
    for item in report.documents:
        yield f"{names[item.status]}  {item.document}  {item.title}  {item.path}"
        for warning in item.warnings:
            yield f"    {tr.render(warning)}"
    for failure in report.failed:
        yield tr("未导入  {path}：{reason}", path=failure.path, reason=tr.render(failure.reason))


def text(value: Text) -> Json:
    """The answer of `show`."""
    metadata = value.record.metadata
    return {
        "document": value.record.document,
        "title": metadata.title,
        "author": metadata.author,
        "source": metadata.source,
        "date": metadata.date,
        "sections": [_section(section) for section in value.sections],
        "paragraphs": [
            {
                "paragraph": paragraph.number,
                "kind": paragraph.kind.value,
                "text": paragraph.text,
                "lines": None if paragraph.lines is None else list(paragraph.lines),
            }
            for paragraph in value.paragraphs
        ],
    }


def _section(section: Section) -> Json:
    return {
        "level": section.level,
        "title": section.title,
        "paragraph": section.paragraph,
        "start": section.start,
        "end": section.end,
    }


def results(value: SearchResults) -> Json:
    """The answer of `search`."""
    return {
        "query": value.query,
        "paragraphs": value.paragraphs,
        "occurrences": value.occurrences,
        "documents": value.documents,
        "hits": [_hit(hit) for hit in value.hits],
    }


def _hit(hit: SearchHit) -> Json:
    return {
        "document": hit.document,
        "title": hit.title,
        "paragraph": hit.paragraph,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "score": hit.score,
    }


def result_lines(
    value: SearchResults,
    tr: Translator,
    suggest: Callable[[str], Sequence[Suggestion]],
    lookup: Callable[[str], Sequence[Match]],
) -> Iterator[str]:
    """The hits in words, with the found words in brackets.

    Where there are none: near wording, and the documents and themes whose names may be meant.
    """
    yield tr(
        "{paragraphs} 段，{occurrences} 处，{documents} 篇",
        paragraphs=value.paragraphs,
        occurrences=value.occurrences,
        documents=value.documents,
    )
    for hit in value.hits:
        yield f"{hit.title} [{hit.document}:{hit.paragraph}]"
        yield "    " + _bracketed(*snippet(hit.text, hit.spans))
    if not value.paragraphs:
        yield from _instead(suggest(value.query), lookup(value.query), tr)


def _instead(
    suggestions: Sequence[Suggestion], names: Sequence[Match], tr: Translator
) -> Iterator[str]:
    if suggestions:
        yield tr("资料库中相近的文字：")
        for suggestion in suggestions:
            count = tr("{paragraphs} 段", paragraphs=suggestion.paragraphs)
            yield f"    {suggestion.query}  {count}"
    kinds = {
        MatchKind.DOCUMENT: tr("文献"),
        MatchKind.THEME: tr("主题"),
        MatchKind.HEADING: tr("标题"),
        MatchKind.PASSAGE: tr("段落"),
        MatchKind.COMMAND: tr("命令"),
    }
    if names:
        yield tr("名称相近的文献、主题和标题：")
        for match in names:
            yield f"    {kinds[match.kind]}  {match.name}  {match.key}"


def _bracketed(piece: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        if start >= position:
            parts += [piece[position:start], "【", piece[start:end], "】"]
            position = end
    return "".join((*parts, piece[position:]))


def theme(count: ThemeCount) -> Json:
    """A row of `themes`."""
    return {
        "theme": count.theme.id,
        "name": count.theme.name,
        "parent": count.theme.parent,
        "terms": [{"term": term.text, "weight": term.weight} for term in count.theme.terms],
        "entries": count.entries,
    }


def entry(value: Entry) -> Json:
    """A row of `entries`."""
    item = value.entry
    return {
        "document": item.passage.document,
        "paragraph": item.passage.paragraph,
        "start": item.passage.start,
        "end": item.passage.end,
        "text": item.passage.text,
        "state": item.state.value,
        "score": item.score,
        "reasons": list(item.reasons),
    }


def assigned(assignments: Sequence[Assignment]) -> list[Json]:
    """The rows of `assign`: one a paragraph."""
    themes: dict[tuple[str, int], list[Json]] = {}
    for item in assignments:
        themes.setdefault((item.document, item.paragraph), []).append(
            {"theme": item.theme, "score": item.score, "reasons": list(item.reasons)}
        )
    return [
        {"document": name, "paragraph": number, "themes": found}
        for (name, number), found in themes.items()
    ]


def bookmark(value: Bookmark) -> Json:
    """A row of `bookmarks`: the place is where the words stand now, or where they stood."""
    annotation = value.annotation
    place = value.passage or annotation.selector
    return {
        "bookmark": annotation.id,
        "kind": annotation.kind.value,
        "document": place.document,
        "paragraph": place.paragraph,
        "start": place.start,
        "end": place.end,
        "quote": annotation.selector.exact,
        "note": annotation.note,
        "folder": annotation.folder,
        "tags": list(annotation.tags),
        "created": annotation.created,
        "state": value.state.value,
    }


def bookmark_line(value: Bookmark, tr: Translator) -> str:
    """A bookmark in words."""
    annotation = value.annotation
    states = {
        AnchorState.EXACT: "",
        AnchorState.MOVED: tr("（已重新定位）"),
        AnchorState.LOST: tr("（原文中已找不到）"),
    }
    words = annotation.selector.exact
    note = f"  {annotation.note}" if annotation.note else ""
    folder = f"{annotation.folder}  " if annotation.folder else ""
    return f"{annotation.id}  {folder}{annotation.title}：{words}{note}{states[value.state]}"
