"""Files that LibreOffice makes from the example texts, with headings and lists of their own."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from reader.documents.blocks import Block
from reader.importers.encoding import decode
from reader.importers.text import text_blocks

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
_REQUIRED = "ANTOU_REQUIRE_OFFICE"

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"
 style:font-weight-asian="bold"/></style:style>
</office:automatic-styles>
<office:body><office:text>
"""
_TAIL = "</office:text></office:body></office:document>\n"


@dataclass(frozen=True)
class Example:
    """A text as it should come back: paragraphs, and the headings that are marked."""

    name: str
    paragraphs: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    flat: str


def soffice() -> str:
    """LibreOffice; the test is skipped where it is not installed, unless it has to be."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get(_REQUIRED) == "1":
            pytest.fail(f"{_REQUIRED}=1, but LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    return found


def convert(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """Let LibreOffice write the files in another format."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=240)
    ending = kind.partition(":")[0]
    return [folder / f"{file.stem}.{ending}" for file in files]


def examples() -> list[Example]:
    """The example texts; skipped where they are not beside the checkout."""
    texts = SHARED / "texts"
    if not texts.is_dir():
        pytest.skip("the example texts are not beside the checkout")
    gold = json.loads((SHARED / "gold" / "headings.json").read_text("utf-8"))
    return [_example(path, gold.get(path.name, [])) for path in sorted(texts.glob("*.txt"))]


def _example(path: Path, gold: list[dict[str, object]]) -> Example:
    levels = {h["line"]: int(str(h["level"])) for h in gold if h["type"] == "line"}
    blocks = text_blocks(decode(path.read_bytes()).text)
    pieces: list[str] = []
    headings: list[tuple[int, str]] = []
    for block in blocks:
        level = levels.get(block.lines[0]) if block.lines else None
        if level is not None:
            headings.append((level, block.text))
            pieces.append(f'<text:h text:outline-level="{level}">{_spans(block)}</text:h>\n')
        else:
            pieces.append(f"<text:p>{_spans(block)}</text:p>\n")
    flat = _HEAD + "".join(pieces) + _TAIL
    return Example(path.stem, tuple(b.text for b in blocks), tuple(headings), flat)


def _spans(block: Block) -> str:
    parts = []
    position = 0
    for start, end in block.bold:
        parts.append(escape(block.text[position:start]))
        parts.append(f'<text:span text:style-name="B">{escape(block.text[start:end])}</text:span>')
        position = end
    parts.append(escape(block.text[position:]))
    text = "".join(parts).replace("\t", "<text:tab/>")
    return re.sub(" {2,}", lambda gap: f' <text:s text:c="{len(gap[0]) - 1}"/>', text)
