"""Themes over the library: entries, counts and tags tell the same story, always of now."""

from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened


def below(workspace: Workspace, theme: str) -> set[str]:
    """A theme and all that stand below it."""
    found = {theme}
    for count in workspace.themes.counts():
        if count.theme.parent in found:
            found.add(count.theme.id)
    return found


def test_entries_are_the_assignments_of_a_theme_and_those_below(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        assignments = workspace.themes.assignments()
        assert assignments
        for count in workspace.themes.counts():
            themes = below(workspace, count.theme.id)
            wanted = {(a.document, a.paragraph) for a in assignments if a.theme in themes}
            entries = workspace.themes.entries(count.theme.id)
            found = [(e.entry.passage.document, e.entry.passage.paragraph) for e in entries]
            assert set(found) == wanted
            assert len(found) == len(set(found)) == count.entries
            scores = [e.entry.score for e in entries]
            assert scores == sorted(scores, reverse=True)
            assert workspace.themes.count(count.theme.name).theme == count.theme


def test_tags_are_the_assignments_of_a_paragraph(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        names = {count.theme.id: count.theme.name for count in workspace.themes.counts()}
        for record in workspace.documents():
            assigned = workspace.themes.assignments(record.document)
            for paragraph in workspace.read(record.document).paragraphs:
                tags = workspace.themes.tags(record.document, paragraph.number)
                here = [a for a in assigned if a.paragraph == paragraph.number]
                assert {(t.theme, t.score, t.reasons) for t in tags} == {
                    (a.theme, a.score, a.reasons) for a in here
                }
                assert all(tag.name == names[tag.theme] for tag in tags)


def test_themes_follow_the_texts(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        assert workspace.themes.entries("督查督办") == ()
        bring_in(workspace, tmp_path / "文献")
        assert len(workspace.themes.entries("督查督办")) >= 2
        workspace.removal.remove([record.document for record in workspace.documents()])
        assert workspace.themes.entries("督查督办") == ()
        assert workspace.themes.count("督查督办").entries == 0


def test_a_theme_as_a_scope(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        places = {
            (e.entry.passage.document, e.entry.passage.paragraph)
            for e in workspace.themes.entries("督查督办")
        }
        by_option = workspace.searching.search(
            "要", scope=SearchScope(themes=frozenset({"督查督办"}))
        )
        by_field = workspace.searching.search("主题:督查督办 要")
        assert [h.paragraph for h in by_option.hits] == [h.paragraph for h in by_field.hits]
        assert {(h.document, h.paragraph) for h in by_option.hits} <= places
        assert 0 < by_option.paragraphs < workspace.searching.search("要").paragraphs


def test_a_theme_that_is_not_there(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with pytest.raises(UsageError, match="没有的"):
            workspace.themes.entries("没有的")
        with pytest.raises(UsageError, match="没有的"):
            workspace.searching.search("要", scope=SearchScope(themes=frozenset({"没有的"})))
        with pytest.raises(UsageError, match="没有的"):
            workspace.themes.assignments("没有的")
