"""Small texts of our own for the tests of the window."""

from collections.abc import Sequence

from reader.documents.model import Kind, Metadata, Paragraph, Section
from reader.documents.record import DocumentRecord
from reader.workspace.text import Text

DUTY = """值班室的一天

清晨六点，值班员接过电话记录本，逐条核对夜里的来电。

一、交接

交接班时要当面说清楚：谁来过电话，办到哪一步，还差什么。

二、报告

遇到紧急情况，先口头报告，再补写值班报告。报告要写明时间、地点和经过。
"""
WRITING = """怎样写好一份通知

一、先想清楚

动笔之前先想清楚：发给谁，要他做什么，什么时候做完。

二、再写清楚

通知不求文采，只求读的人不会误会。“请尽快”不如“请于周五下班前”。

三、写完再读一遍

写完以后再读一遍，把可有可无的字句删去。𠮷林同志说，删字比写字难。
"""
RESEARCH = """下乡调研记

调查研究要到村里去，坐到炕头上听群众说话。

值班电话里听不到的，院子里听得到。

回来以后，当天整理调研笔记，不要拖到第二天。
"""
ALL = {"duty.txt": DUTY, "writing.txt": WRITING, "research.txt": RESEARCH}


def text_of(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section] = (), document: str = "d1"
) -> Text:
    """A text for the page, without a library behind it."""
    record = DocumentRecord(
        document=document,
        metadata=Metadata("短文一篇", author="某人"),
        path="/nowhere/short.txt",
        part=0,
        format="txt",
        encoding="utf-8",
        paragraphs=len(paragraphs),
        characters=sum(len(p.text) for p in paragraphs),
        fingerprint="0" * 64,
        imported="2026-01-01T00:00:00Z",
    )
    return Text(record, tuple(paragraphs), tuple(sections))


def body(*texts: str) -> list[Paragraph]:
    """Body paragraphs, numbered from 1."""
    return [Paragraph(number, Kind.BODY, text) for number, text in enumerate(texts, 1)]
