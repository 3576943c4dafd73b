"""The shipped outline: its form, and how well it finds the labels that people gave."""

import json
from pathlib import Path

import pytest

from reader.themes.assignment import assign
from reader.themes.model import Outline
from reader.themes.opml import parse, write
from tests.themes.corpus import Paragraph, postings, table

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources" / "outlines" / "office-work.opml"
GOLD = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="module")
def outline() -> Outline:
    return parse(SHIPPED.read_bytes())


def test_form(outline: Outline) -> None:
    groups = [theme for theme in outline.themes if theme.parent is None]
    themes = [theme for theme in outline.themes if theme.parent is not None]
    assert (outline.id, outline.name) == ("office-work", "办公室工作")
    assert (len(groups), len(themes)) == (8, 44)
    assert all(theme.note for theme in outline.themes)
    assert all(theme.id.startswith(f"{theme.parent}.") for theme in themes)
    for theme in themes:
        assert 6 <= len(theme.terms) <= 20
        assert len({term.text for term in theme.terms}) == len(theme.terms)
        assert all(0.3 <= term.weight <= 3 for term in theme.terms)


def test_no_term_speaks_for_two_themes(outline: Outline) -> None:
    owners: dict[str, list[str]] = {}
    for theme in outline.themes:
        for term in theme.terms:
            owners.setdefault(term.text, []).append(theme.name)
    assert {term: names for term, names in owners.items() if len(names) > 1} == {}


def test_the_file_is_as_we_write_it(outline: Outline) -> None:
    assert write(outline) == SHIPPED.read_bytes()


@pytest.mark.skipif(not GOLD.is_dir(), reason="the labelled texts are not beside the checkout")
class TestGold:
    """Labels of paragraphs: primary ones (what it is about) and secondary ones (touched on).

    "Fair" counts a theme as wrong when it is neither, and as missed when it is primary: a
    secondary one may be found but need not be. That is what a reader of the list sees.
    """

    def test_themes_are_those_of_the_labels(self, outline: Outline) -> None:
        gold = json.loads((GOLD / "themes.json").read_text("utf-8"))
        assert [(t.id, t.name, t.parent) for t in outline.themes] == [
            (t["id"], t["name"], t["parent"]) for t in gold
        ]

    def test_f1(self, outline: Outline) -> None:
        paragraphs, primary, secondary = self._labelled()
        assignments = assign(outline, table(paragraphs), postings(outline, paragraphs))
        found = {(a.document, a.paragraph, a.theme) for a in assignments.all()}
        right = len(found & (primary | secondary)) / len(found)
        figures = {
            "fair": _f1(right, len(found & primary) / len(primary)),
            "primary only": _f1(
                len(found & primary) / len(found), len(found & primary) / len(primary)
            ),
            "all labels": _f1(right, len(found & (primary | secondary)) / len(primary | secondary)),
        }
        print({name: round(value, 3) for name, value in figures.items()})
        assert figures["fair"] >= 0.85
        assert figures["primary only"] >= 0.69
        assert figures["all labels"] >= 0.72

    def _labelled(
        self,
    ) -> tuple[list[Paragraph], set[tuple[str, int, str]], set[tuple[str, int, str]]]:
        labels = json.loads((GOLD / "paragraphs.json").read_text("utf-8"))
        paragraphs = []
        primary: set[tuple[str, int, str]] = set()
        secondary: set[tuple[str, int, str]] = set()
        for name, rows in labels.items():
            lines = (GOLD.parent / "texts" / name).read_text("utf-8").split("\n")
            for row in rows:
                number = row["line"]
                if lines[number - 1].strip():
                    paragraphs.append(Paragraph(name, number, lines[number - 1]))
                primary |= {(name, number, theme) for theme in row["primary"]}
                secondary |= {(name, number, theme) for theme in row["secondary"]}
        return paragraphs, primary, secondary


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)
