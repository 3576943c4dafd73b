"""The command line: the same workspace as the window, in words and in JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from reader.documents.model import Passage
from reader.errors import ReaderError, UsageError
from reader.importers.model import ImportedDocument
from reader.messages import Message, Translator, msg
from reader.workspace import views
from reader.workspace.workspace import Workspace

DONE, PARTLY, WRONG = 0, 1, 2
Json = dict[str, object]
Run = Callable[["Call"], int]


class Call:
    """One command under way: its arguments, the library, and where the answers go."""

    def __init__(
        self,
        arguments: Namespace,
        workspace: Workspace,
        tr: Translator,
        output: IO[str],
        messages: IO[str],
    ) -> None:
        self.arguments = arguments
        self.workspace = workspace
        self.tr = tr
        self._output = output
        self._messages = messages

    def answer(self, value: Json, lines: Iterable[str]) -> None:
        """Print one JSON object, or the lines for people."""
        if self.arguments.json:
            print(json.dumps(value, ensure_ascii=False), file=self._output, flush=True)
        else:
            for line in lines:
                print(line, file=self._output)

    def tell(self, message: Message) -> None:
        """Say something that is not the answer."""
        print(self.tr.render(message), file=self._messages, flush=True)

    def progress(self, done: int, total: int, path: str) -> None:
        """Draw a bar on a terminal; nothing elsewhere."""
        if not self._messages.isatty():
            return
        width = 30
        full = width * done // max(total, 1)
        bar = "█" * full + "·" * (width - full)
        name = Path(path).name[:40]
        self._messages.write(f"\r\x1b[K{bar} {done}/{total} {name}")
        if done == total:
            self._messages.write("\r\x1b[K")
        self._messages.flush()


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
    it.add_argument("--limit", type=_count, default=20, metavar="N", help=tr("最多列出多少段"))
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
    report = call.workspace.import_paths(paths, call.progress)

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
    call.answer(answer, views.import_lines(report, call.tr))
    return PARTLY if failed else DONE


def list_(call: Call) -> int:
    """List the documents."""
    records = call.workspace.documents()
    call.answer(
        {"documents": [views.document(record) for record in records]},
        (f"{r.document}  {r.metadata.title}  {r.metadata.date or ''}".rstrip() for r in records),
    )
    return DONE


def show(call: Call) -> int:
    """Show a document."""
    text = call.workspace.read(call.arguments.document)
    call.answer(
        views.text(text),
        (f"{p.number:>5}  {p.text}" for p in text.paragraphs if p.kind.value != "junk"),
    )
    return DONE


def remove(call: Call) -> int:
    """Take documents out of the library."""
    removed = call.workspace.remove(tuple(dict.fromkeys(call.arguments.documents)))
    call.answer({"removed": list(removed)}, removed)
    return DONE


def search(call: Call) -> int:
    """Search for one query, or for one a line from standard input."""
    if call.arguments.query != "-":
        return _search_one(call, call.arguments.query)
    code = DONE
    for line in sys.stdin:
        query = line.rstrip("\r\n")
        try:
            _search_one(call, query)
        except ReaderError as error:
            fail(error, call.arguments.json, call.tr, call._output, call._messages)
            code = PARTLY
    return code


def _search_one(call: Call, query: str) -> int:
    arguments = call.arguments
    results = call.workspace.search(
        query,
        theme=arguments.theme,
        documents=arguments.document,
        limit=arguments.limit,
        sort=arguments.sort,
    )
    call.answer(views.results(results), views.result_lines(results, call.tr))
    return DONE


def themes(call: Call) -> int:
    """List the outline."""
    counts = call.workspace.theme_counts()
    call.answer(
        {"themes": [views.theme(count) for count in counts]},
        (
            f"{'' if c.theme.parent is None else '  '}{c.theme.name} ({c.theme.id})  {c.entries}"
            for c in counts
        ),
    )
    return DONE


def entries(call: Call) -> int:
    """List the passages of a theme."""
    theme = call.workspace.theme_count(call.arguments.theme).theme
    found = call.workspace.entries(theme.id)
    call.answer(
        {"theme": theme.id, "name": theme.name, "entries": [views.entry(item) for item in found]},
        (
            f"{item.title} [{item.entry.passage.document}:{item.entry.passage.paragraph}]"
            f" {'、'.join(item.entry.reasons)}\n    {item.entry.passage.text}"
            for item in found
        ),
    )
    return DONE


def assign(call: Call) -> int:
    """List the themes of each paragraph that has any."""
    rows = views.assigned(call.workspace.assignments(call.arguments.document))
    call.answer({"paragraphs": rows}, (json.dumps(row, ensure_ascii=False) for row in rows))
    return DONE


def bookmark(call: Call) -> int:
    """Keep a bookmark on a paragraph or on a span of it."""
    arguments = call.arguments
    text = call.workspace.read(arguments.document)
    if not 1 <= arguments.paragraph <= len(text.paragraphs):
        raise UsageError(
            msg(
                "这篇文献只有 {count} 段，没有第 {number} 段",
                count=len(text.paragraphs),
                number=arguments.paragraph,
            )
        )
    words = text.paragraphs[arguments.paragraph - 1].text
    if len(arguments.span) not in (0, 2):
        raise UsageError(msg("START 和 END 要么都给出，要么都不给"))
    start, end = arguments.span or (0, len(words))
    if not 0 <= start < end <= len(words):
        raise UsageError(
            msg(
                "第 {number} 段有 {length} 个字，没有从 {start} 到 {end} 的一段",
                number=arguments.paragraph,
                length=len(words),
                start=start,
                end=end,
            )
        )
    passage = Passage(arguments.document, arguments.paragraph, start, end, words[start:end])
    made = call.workspace.add_bookmark(
        passage, arguments.note, arguments.folder, tuple(arguments.tag)
    )
    call.answer({"bookmark": made.annotation.id}, (made.annotation.id,))
    return DONE


def bookmarks(call: Call) -> int:
    """List the bookmarks of this library."""
    found = call.workspace.bookmarks(call.arguments.folder)
    call.answer(
        {"bookmarks": [views.bookmark(item) for item in found]},
        (views.bookmark_line(item, call.tr) for item in found),
    )
    return DONE


def verify(call: Call) -> int:
    """Check the three parts."""
    health = call.workspace.verify(call.arguments.repair)
    problems = [call.tr.render(problem) for problem in health.problems]
    call.answer(
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


def fail(
    error: ReaderError, as_json: bool, tr: Translator, output: IO[str], messages: IO[str]
) -> int:
    """Report a call that failed as a whole; the exit code."""
    text = tr.render(error.message)
    if as_json:
        problem: Json = {"error": {"message": text, "position": error.position}}
        print(json.dumps(problem, ensure_ascii=False), file=output, flush=True)
    print(text, file=messages, flush=True)
    return WRONG if isinstance(error, UsageError) else PARTLY


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value
