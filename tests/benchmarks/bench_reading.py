"""Reading a text of three million characters: first paint, jumps, scrolling, memory.

    python -m tests.benchmarks.bench_reading [--characters 3000000] [--rounds 200]

Measures the view alone, without a window around it. Each action is followed by the paint of
what it shows; the figures are milliseconds of processor time of the window's thread for both
together (it waits for nothing), so that other work on the machine counts little. Memory is the
resident memory that showing the text and everything after it adds; the text itself is there
before. Without a screen unless QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import random
import resource
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from reader.documents.model import Kind, Paragraph, Passage
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from tests.benchmarks.report import percentile
from tests.ui.texts import text_of

SIZE = (760, 860)
SENTENCES = (
    "办公室工作要围绕中心、服务大局，做到“事前有准备、事中有检查、事后有总结”；",
    "值班室接到电话，要马上记录：（谁来的电话、说了什么、怎样办理。）",
    "会议通知写清时间、地点、参会人员和议题，提前三天送到。",
    "文件从收到起就有去向，谁签收、谁承办、谁催办，一查便知。",
)


@dataclass(frozen=True)
class Figure:
    """The times of one action, and what was promised for the longest and for p99."""

    name: str
    times: list[float]
    most: float
    usual: float | None = None

    def row(self) -> str:
        """A row of the table."""
        most, p99 = max(self.times), percentile(self.times, 99)
        holds = most <= self.most and (self.usual is None or p99 <= self.usual)
        wanted = f"<= {self.most:g}" + (f", p99 <= {self.usual:g}" if self.usual else "")
        return (
            f"| {self.name} | {wanted} | {percentile(self.times, 50):.1f} | {p99:.1f} | "
            f"{most:.1f} | {'holds' if holds else 'MISSED'} |"
        )


def make_text(characters: int) -> Text:
    """Paragraphs of some length, a heading now and then."""
    rnd = random.Random(3)
    paragraphs: list[Paragraph] = []
    length = 0
    while length < characters:
        number = len(paragraphs) + 1
        if number % 40 == 1:
            paragraph = Paragraph(number, Kind.HEADING, f"第{number}节　工作要求")
        else:
            words = f"{number}．" + "".join(rnd.choices(SENTENCES, k=rnd.randint(1, 8)))
            paragraph = Paragraph(number, Kind.BODY, words)
        paragraphs.append(paragraph)
        length += len(paragraph.text)
    return text_of(paragraphs)


def resident() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Bench:
    """Acts on a view and takes the times."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view

    def take(self, act: Callable[[int], object], rounds: int) -> list[float]:
        """How long the thread is held by an action and the paint after it, in ms."""
        times = []
        for number in range(rounds):
            began = thread_time()
            act(number)
            self._view.canvas.repaint()
            times.append((thread_time() - began) * 1000)
            QApplication.processEvents()
        return times


def measure(characters: int, rounds: int) -> list[str]:
    """Everything, as rows of a table."""
    style = TextStyle(18, Appearance(RESOURCES, "light").colours)
    small, text = text_of([Paragraph(1, Kind.BODY, SENTENCES[0])]), make_text(characters)
    view = ReadingView()
    view.resize(*SIZE)
    view.show_text(small, style)
    view.show()
    QApplication.processEvents()
    rnd, bench, count = random.Random(5), Bench(view), len(text.paragraphs)

    def jump(_number: int) -> None:
        paragraph = rnd.randrange(count) + 1
        view.show_passage(Passage("d1", paragraph, 0, 4))

    def hits(paragraph: Paragraph) -> list[tuple[int, int]]:
        start = paragraph.text.find("工作")
        return [] if start < 0 else [(start, start + 2)]

    before = resident()
    figures = [
        Figure("first paint", bench.take(lambda _: view.show_text(text, style), 1), 100),
        Figure("jump anywhere", bench.take(jump, rounds), 50),
        Figure("to the end", bench.take(lambda _: view.scroll_as("text_end"), 1), 50),
        Figure("scroll by a notch", bench.take(lambda _: view.scroll_by(-94), rounds), 50, 16),
        Figure("scroll by a page", bench.take(lambda _: view.scroll_as("page_up"), rounds), 50, 16),
        Figure(
            "drag the scroll bar",
            bench.take(lambda n: view.bar.setValue(view.bar.maximum() * n // rounds), rounds),
            50,
            16,
        ),
        Figure("resize", bench.take(lambda n: view.resize(600 + n % 300, 860), rounds), 50, 16),
        Figure(
            "another size of text",
            bench.take(lambda n: view.restyle(replace(style, pixels=14 + n % 9)), rounds),
            50,
            16,
        ),
        Figure("select all", bench.take(lambda _: view.select_all(), 10), 50, 16),
        Figure("mark hits", bench.take(lambda _: view.set_hits(hits), 10), 50, 16),
    ]
    memory = resident() - before
    verdict = "holds" if memory <= 60 else "MISSED"
    rows = [figure.row() for figure in figures]
    return [*rows, f"| memory added, MB | <= 60 | | | {memory:.1f} | {verdict} |"]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    arguments = parser.parse_args()
    application = QApplication(["bench", "-style", "Fusion"])
    rows = measure(arguments.characters, arguments.rounds)
    print(
        "| action, ms | wanted | p50 | p99 | longest | |\n| --- | --- | ---: | ---: | ---: | --- |"
    )
    print("\n".join(rows))
    application.quit()


if __name__ == "__main__":
    main()
