"""The five example texts against what a person expects of them.

The texts lie beside the checkout and are no part of it. `pytest -s` prints the figures.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.documents.model import Document, Kind
from reader.documents.structure import build_documents
from reader.importers.text import text_blocks
from tests.documents.samples import outline

_SHARED = Path(__file__).resolve().parents[2].parent / "shared"
_TEXTS, _GOLD = _SHARED / "texts", _SHARED / "gold"
pytestmark = pytest.mark.skipif(
    not (_TEXTS.is_dir() and _GOLD.is_dir()), reason="the example texts are not beside the checkout"
)

Key = tuple[int, str]


@dataclass(frozen=True)
class Case:
    """One example text: what it says, what was read, what is expected."""

    name: str
    text: str
    documents: tuple[Document, ...]
    headings: list[dict[str, Any]]
    metadata: dict[str, Any]
    junk: dict[str, Any]

    def found(self) -> dict[Key, int]:
        return {
            (first_line(document, section.paragraph), section.title): section.level
            for document in self.documents
            for section in document.sections
        }


def first_line(document: Document, paragraph: int) -> int:
    lines = document.paragraphs[paragraph - 1].lines
    assert lines is not None
    return lines[0]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    gold = {
        part: json.loads((_GOLD / f"{part}.json").read_text("utf-8"))
        for part in ("headings", "metadata", "junk")
    }
    found = []
    for path in sorted(_TEXTS.glob("*.txt")):
        text = path.read_text("utf-8")
        documents = build_documents(text_blocks(text), path.stem)
        parts = (gold[part][path.name] for part in ("headings", "metadata", "junk"))
        found.append(Case(path.name, text, documents, *parts))
    return found


def test_headings(cases: list[Case]) -> None:
    missed, must_count, right, count, levels = [], 0, 0, 0, 0
    for case in cases:
        gold = {(h["line"], h["text"]): h for h in case.headings}
        found = case.found()
        must = {key for key, heading in gold.items() if heading["must"]}
        missed += sorted(must - found.keys())
        must_count += len(must)
        right += len(found.keys() & gold.keys())
        levels += sum(found[key] == gold[key]["level"] for key in found.keys() & gold.keys())
        count += len(found)
    precision, recall = right / count, 1 - len(missed) / must_count
    print(
        f"\nheadings: precision {precision:.3f} ({right}/{count}), recall of the {must_count} ",
        end="",
    )
    print(f"must-find {recall:.3f} (missed {missed}), levels {levels}/{right}")
    assert len(missed) <= 2
    assert precision >= 0.97
    assert levels >= 0.95 * right


def test_metadata(cases: list[Case]) -> None:
    for case in cases:
        gold = case.metadata
        expected = [part["title"] for part in gold.get("article_list", [])]
        expected = expected or [gold["title"] or Path(case.name).stem]
        assert [d.metadata.title for d in case.documents] == expected
        for document in case.documents:
            assert document.metadata.author == gold["author"]
            assert document.metadata.source == gold["source"]
            assert document.metadata.date == gold["date"]


def test_articles_have_their_lines(cases: list[Case]) -> None:
    for case in cases:
        for document, part in zip(
            case.documents, case.metadata.get("article_list", []), strict=False
        ):
            lines = [p.lines for p in document.paragraphs if p.kind is not Kind.JUNK and p.lines]
            assert lines[-1] == (part["end"], part["end"])
            titles = [(1, line) for line in part["title_lines"]]
            start = [(s.level, first_line(document, s.paragraph)) for s in document.sections]
            assert start[: len(titles)] == titles
            assert all(level > 1 for level, _ in outline(document)[len(titles) :])


def test_junk_and_nothing_else(cases: list[Case]) -> None:
    whole = {"duplicate_title", "series_note", "site_header", "auto_summary"}
    for case in cases:
        expected = {j["line"] for j in case.junk["junk"] if j["kind"] in whole}
        found = {
            first_line(document, p.number)
            for document in case.documents
            for p in document.paragraphs
            if p.kind is Kind.JUNK
        }
        assert found == expected


def test_broken_paragraphs_are_joined(cases: list[Case]) -> None:
    for case in cases:
        expected = {(j["to"], j["line"]) for j in case.junk["join_to_previous"]}
        found = {
            p.lines
            for document in case.documents
            for p in document.paragraphs
            if p.lines and p.lines[0] != p.lines[1]
        }
        assert found == expected


def test_no_character_is_lost(cases: list[Case]) -> None:
    for case in cases:
        source = case.text
        for mark in ("**", "# ", "##paidbegin##", "##paidend##", "[bookmark: _Toc1]"):
            source = source.replace(mark, "")
        read = "".join(p.text for document in case.documents for p in document.paragraphs)
        assert "".join(read.split()) == "".join(source.split())
