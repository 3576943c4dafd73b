"""The command line: the same workspace as the window, in words and in JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from reader.arguments import natural
from reader.documents.model import Kind
from reader.errors import LibraryProblem, ReaderError, UsageError
from reader.importers.model import ImportedDocument, Progress
from reader.messages import Translator, msg
from reader.output import DONE, PARTLY, Output
from reader.request import Request
from reader.settings import SettingsFile
from reader.workspace import views
from reader.workspace.model import SearchScope
from reader.workspace.opening import examine, fill_starter, open_workspace
from reader.workspace.views import Json
from reader.workspace.workspace import Workspace

Run = Callable[["Call"], int]


class Call:
    """One command under way: its arguments, the library, and where the answers go."""

    def __init__(self, arguments: Namespace, request: Request, output: Output) -> None:
        self.arguments = arguments
        self.request = request
        self.output = output
        self.tr = output.tr
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The library, opened when it is first asked for.

        Raises:
            LibraryProblem: a file is damaged, foreign or newer, or cannot be made.
        """
        if self._workspace is None:
            request = self.request
            self._workspace = open_workspace(request.library, request.personal, request.places)
            if request.starter and self._workspace.is_new:
                fill_starter(self._workspace)
        return self._workspace

    def run(self) -> int:
        """Run the command; the exit code. Raises OutputProblem."""
        try:
            code: int = self.arguments.run(self)
        except ReaderError as error:
            return self.output.fail(error)
        return code

    def __enter__(self) -> "Call":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._workspace is not None:
            self._workspace.close()


def add_commands(parser: ArgumentParser, common: ArgumentParser, tr: Translator) -> None:
    """Declare the commands; each sets `run`."""
    commands = parser.add_subparsers(title=tr("命令"), metavar=tr("命令"), dest="command")

    def command(name: str, run: Run, text: str) -> ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=text, description=text)
        made.set_defaults(run=run)
        return made

    it = command("import", import_, tr("导入文件和文件夹"))
    it.add_argument("paths", nargs="+", metavar="PATH")
    command("list", list_, tr("列出文献"))
    it = command("show", show, tr("显示一篇文献"))
    it.add_argument("document", metavar="DOCUMENT")
    it = command("remove", remove, tr("把文献移出资料库"))
    it.add_argument("documents", nargs="+", metavar="DOCUMENT")
    it = command("search", search, tr("搜索；查询为 - 时从标准输入逐行读取"))
    it.add_argument("query", metavar="QUERY")
    it.add_argument("--theme", metavar="T", help=tr("只在这个主题的段落中搜索"))
    it.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="D",
        help=tr("只在这篇文献中搜索，可重复"),
    )
    it.add_argument("--limit", type=natural, default=20, metavar="N", help=tr("最多列出多少段"))
    it.add_argument("--sort", choices=("relevance", "date", "title"), default="relevance")
    command("themes", themes, tr("列出主题提纲"))
    it = command("entries", entries, tr("列出一个主题的段落"))
    it.add_argument("theme", metavar="THEME")
    it = command("assign", assign, tr("列出各段落的主题"))
    it.add_argument("document", nargs="?", metavar="DOCUMENT")
    it = command("bookmark", bookmark, tr("加书签"))
    it.add_argument("document", metavar="DOCUMENT")
    it.add_argument("paragraph", type=int, metavar="PARAGRAPH")
    it.add_argument("span", nargs="*", type=int, metavar="START END")
    it.add_argument("--note", default="", metavar="T", help=tr("批注"))
    it.add_argument("--folder", default="", metavar="F", help=tr("书签夹，如 学习/督查"))
    it.add_argument("--tag", action="append", default=[], metavar="T", help=tr("标签，可重复"))
    it = command("bookmarks", bookmarks, tr("列出书签"))
    it.add_argument("--folder", metavar="F", help=tr("只列这个书签夹"))
    it = command("verify", verify, tr("检查资料库、个人数据和索引"))
    it.add_argument("--repair", action="store_true", help=tr("重建损坏的索引"))


def import_(call: Call) -> int:
    """Bring files and folders in."""
    paths = [Path(name) for name in call.arguments.paths]

    def progress(step: Progress) -> None:
        call.output.progress(step.done, step.total, step.path)

    settings = SettingsFile(call.request.places.settings).load()
    report = call.workspace.imports.take_in(
        paths,
        progress,
        seconds=settings.import_seconds,
        megabytes=settings.import_megabytes,
    )

    def row(item: ImportedDocument) -> Json:
        return views.imported(item, call.tr.render)

    by_status: dict[str, list[ImportedDocument]] = {"imported": [], "updated": [], "unchanged": []}
    for item in report.documents:
        by_status[item.status].append(item)
    failed = [{"path": item.path, "reason": call.tr.render(item.reason)} for item in report.failed]
    answer: Json = {
        "imported": [row(item) for item in by_status["imported"]],
        "updated": [row(item) for item in by_status["updated"]],
        "unchanged": [
            {"path": item.path, "document": item.document} for item in by_status["unchanged"]
        ],
        "failed": failed,
    }
    call.output.answer(answer, views.import_lines(report, call.tr))
    return PARTLY if failed else DONE


def list_(call: Call) -> int:
    """List the documents."""
    records = call.workspace.documents()
    call.output.answer(
        {"documents": [views.document(record) for record in records]},
        (f"{r.document}  {r.metadata.title}  {r.metadata.date or ''}".rstrip() for r in records),
    )
    return DONE


def show(call: Call) -> int:
    """Show a document."""
    text = call.workspace.read(call.arguments.document)
    call.output.answer(
        views.text(text),
        (f"{p.number:>5}  {p.text}" for p in text.paragraphs if p.kind is not Kind.JUNK),
    )
    return DONE


def remove(call: Call) -> int:
    """Take documents out of the library."""
    removed = call.workspace.removal.remove(tuple(dict.fromkeys(call.arguments.documents)))
    call.output.answer({"removed": list(removed)}, removed)
    return DONE


def search(call: Call) -> int:
    """Search for one query, or for one a line from standard input."""
    workspace = call.workspace
    if call.arguments.query != "-":
        _search_one(call, workspace, call.arguments.query)
        return DONE
    code = DONE
    for line in sys.stdin:
        try:
            _search_one(call, workspace, line.rstrip("\r\n"))
        except ReaderError as error:
            call.output.fail(error)
            code = PARTLY
    return code


def _search_one(call: Call, workspace: Workspace, query: str) -> None:
    arguments = call.arguments
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise UsageError(msg("查询不是 UTF-8 编码的文字"), error.start) from error
    results = workspace.searching.search(
        query,
        scope=SearchScope(
            documents=frozenset(arguments.document),
            themes=frozenset() if arguments.theme is None else frozenset((arguments.theme,)),
        ),
        limit=arguments.limit,
        sort=arguments.sort,
    )
    call.output.answer(
        views.results(results),
        views.result_lines(
            results, call.tr, workspace.searching.suggestions, workspace.names.lookup
        ),
    )


def themes(call: Call) -> int:
    """List the outline."""
    counts = call.workspace.themes.counts()
    call.output.answer(
        {"themes": [views.theme(count) for count in counts]},
        (
            f"{'' if c.theme.parent is None else '  '}{c.theme.name} ({c.theme.id})  {c.entries}"
            for c in counts
        ),
    )
    return DONE


def entries(call: Call) -> int:
    """List the passages of a theme."""
    theme = call.workspace.themes.count(call.arguments.theme).theme
    found = call.workspace.themes.entries(theme.id)
    comma = call.output.tr("、")
    call.output.answer(
        {"theme": theme.id, "name": theme.name, "entries": [views.entry(item) for item in found]},
        (
            f"{item.title} [{item.entry.passage.document}:{item.entry.passage.paragraph}]"
            f" {comma.join(item.entry.reasons)}\n    {item.entry.passage.text}"
            for item in found
        ),
    )
    return DONE


def assign(call: Call) -> int:
    """List the themes of each paragraph that has any."""
    rows = views.assigned(call.workspace.themes.assignments(call.arguments.document))
    call.output.answer({"paragraphs": rows}, (json.dumps(row, ensure_ascii=False) for row in rows))
    return DONE


def bookmark(call: Call) -> int:
    """Keep a bookmark on a paragraph or on a span of it."""
    arguments = call.arguments
    if len(arguments.span) not in (0, 2):
        raise UsageError(msg("START 和 END 要么都给出，要么都不给"))
    span = tuple(arguments.span) or None
    passage = call.workspace.bookmarks.passage(arguments.document, arguments.paragraph, span)
    made = call.workspace.bookmarks.add(
        passage, arguments.note, arguments.folder, tuple(arguments.tag)
    )
    call.output.answer({"bookmark": made.annotation.id}, (made.annotation.id,))
    return DONE


def bookmarks(call: Call) -> int:
    """List the bookmarks of this library."""
    found = call.workspace.bookmarks.all(call.arguments.folder)
    call.output.answer(
        {"bookmarks": [views.bookmark(item) for item in found]},
        (views.bookmark_line(item, call.tr) for item in found),
    )
    return DONE


def verify(call: Call) -> int:
    """Check the three parts."""
    try:
        workspace = call.workspace
    except LibraryProblem as problem:
        health = examine(call.request.library, call.request.personal, problem)
    else:
        health = workspace.verify(call.arguments.repair)
    problems = [call.tr.render(problem) for problem in health.problems]
    call.output.answer(
        {
            "library": health.library,
            "personal": health.personal,
            "index": health.index,
            "problems": problems,
        },
        (
            call.tr("资料库：{state}", state=health.library),
            call.tr("个人数据：{state}", state=health.personal),
            call.tr("索引：{state}", state=health.index),
            *problems,
        ),
    )
    return DONE if health.sound else PARTLY
