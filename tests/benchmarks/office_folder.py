"""A folder of files as an office has them, in the formats that LibreOffice writes, and small texts.

The articles are cut from the example texts where these stand beside the checkout, else they are
made up of sentences. Every file holds another article, so that none passes for a copy.
"""

import random
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "texts"
OFFICE = {
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "doc": "doc",
    "pdf": "pdf",
    "epub": "epub",
    "html": "html:XHTML Writer File",
}
FORMATS = ("txt", "gb18030", *OFFICE)
SENTENCES = (
    "办公室工作要围绕中心、服务大局，做到事前有准备、事中有检查、事后有总结。",
    "公文起草要把握政策、吃透情况、讲究文风，切忌空话套话。",
    "督查工作要紧盯决策部署，一项一项抓落实，件件有着落、事事有回音。",
    "会务工作无小事，细节决定成败，每个环节都要反复推敲。",
    "信息工作要求快、准、实，第一时间掌握第一手材料。",
)
AT_ONCE = 60


@dataclass(frozen=True)
class Article:
    """A title and its lines; those that look like headings are marked in office formats."""

    title: str
    lines: tuple[str, ...]

    @property
    def plain(self) -> str:
        """As a text file has it."""
        return "\n".join((self.title, *self.lines)) + "\n"

    @property
    def flat(self) -> str:
        """As a flat OpenDocument text, the one format that is written here by hand."""
        body = [f'<text:h text:outline-level="1">{escape(self.title)}</text:h>']
        for line in self.lines:
            heading = len(line) < 30 and line[:2] in _NUMBERS
            start = '<text:h text:outline-level="2">' if heading else "<text:p>"
            body.append(start + escape(line) + ("</text:h>" if heading else "</text:p>"))
        return _HEAD + "\n".join(body) + "</office:text></office:body></office:document>\n"


_NUMBERS = tuple(f"{n}、" for n in "一二三四五六七八九十")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
"""


def articles(count: int, length: int, seed: int) -> list[Article]:
    """Articles of about `length` characters, each another one."""
    source, rnd = _source(), random.Random(seed)
    made = []
    for number in range(count):
        at, lines = rnd.randrange(len(source)), [f"（第{seed}-{number}号）"]
        wanted = rnd.randint(length // 2, length * 3 // 2)
        while sum(map(len, lines)) < wanted:
            lines.append(source[at % len(source)])
            at += 1
        made.append(Article(f"关于第{seed}-{number}号事项的材料", tuple(lines)))
    return made


def _source() -> list[str]:
    if EXAMPLES.is_dir():
        whole = "\n".join(p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*.txt")))
        return [line.strip() for line in whole.splitlines() if line.strip()]
    rnd = random.Random(1)
    return [
        f"{_NUMBERS[n % 10]}抓好第{n}项工作" if n % 8 == 0 else "".join(rnd.choices(SENTENCES, k=4))
        for n in range(400)
    ]


def make_mixed(folder: Path, each: int) -> None:
    """`each` files of every format, in a folder by format; about 6,000 characters a file."""
    for seed, kind in enumerate(FORMATS, start=1):
        made = articles(each, 6000, seed)
        place = folder / kind
        place.mkdir(parents=True)
        if kind in ("txt", "gb18030"):
            code = "utf-8" if kind == "txt" else "gb18030"
            for number, article in enumerate(made):
                (place / f"{kind}{number:04d}.txt").write_bytes(article.plain.encode(code))
        else:
            _convert(made, kind, place)


def make_small(folder: Path, count: int) -> None:
    """Many small texts, a thousand a folder; about 400 characters a file."""
    for number, article in enumerate(articles(count, 400, 99)):
        place = folder / f"{number // 1000:02d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:05d}.txt").write_text(article.plain, "utf-8")


def _convert(made: Sequence[Article], kind: str, place: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    flat = place / "flat"
    flat.mkdir()
    files = []
    for number, article in enumerate(made):
        files.append(flat / f"{kind}{number:04d}.fodt")
        files[-1].write_text(article.flat, "utf-8")
    profile = f"-env:UserInstallation={(place.parent.parent / 'profile').as_uri()}"
    for first in range(0, len(files), AT_ONCE):
        batch = [str(file) for file in files[first : first + AT_ONCE]]
        command = [office, profile, "--headless", "--convert-to", OFFICE[kind], "--outdir"]
        subprocess.run([*command, str(place), *batch], check=True, capture_output=True)
    shutil.rmtree(flat)
