"""What was removed is gone from the files of the library, not only from sight."""

from pathlib import Path

import pytest

from reader.errors import UsageError
from tests.workspace.samples import bring_in, opened, total

SECRET = "绝密内容不可外传"


def holding(folder: Path, words: str) -> set[str]:
    """The names of the files below a folder that hold these words."""
    forms = [words.encode(name) for name in ("utf-8", "utf-16-le")]
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    }


@pytest.mark.parametrize("paragraphs", [1, 2000])
def test_a_removed_text_leaves_nothing_in_the_database(tmp_path: Path, paragraphs: int) -> None:
    library = tmp_path / "资料库"
    lines = "".join(f"第{n}段，{SECRET}，到此为止。\n" for n in range(paragraphs))
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", {"密.txt": f"密件要点\n{lines}"})
        bring_in(workspace, tmp_path / "文献")
        assert "library.db" in holding(library, SECRET)
        (secret,) = {r.document for r in workspace.documents() if "密件" in r.metadata.title}
        workspace.removal.remove([secret])
        assert total(workspace, SECRET) == 0
        assert "library.db" not in holding(library, SECRET)


def test_a_withdrawn_text_leaves_nothing_either_until_it_comes_back(tmp_path: Path) -> None:
    library = tmp_path / "资料库"
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", {"密.txt": f"密件要点\n{SECRET}，到此为止。\n"})
        bring_in(workspace, tmp_path / "文献")
        (record,) = (r for r in workspace.documents() if "密件" in r.metadata.title)
        before = workspace.documents()
        held = workspace.removal.withdraw([record.document])
        assert total(workspace, SECRET) == 0
        assert "library.db" not in holding(library, SECRET)
        assert workspace.removal.restore(held) == (record.document,)
        assert total(workspace, SECRET) == 1
        assert workspace.documents() == before
        assert workspace.removal.restore(held) == ()


def test_a_bookmark_finds_its_words_again_after_the_undo(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        document = workspace.documents()[0].document
        workspace.bookmarks.add(workspace.bookmarks.passage(document, 2, (0, 3)))
        before = workspace.bookmarks.all()
        held = workspace.removal.withdraw([document])
        assert workspace.bookmarks.all()[0].passage is None
        workspace.removal.restore(held)
        assert workspace.bookmarks.all() == before


def test_an_unknown_document_is_refused_and_nothing_is_withdrawn(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        document = workspace.documents()[0].document
        with pytest.raises(UsageError, match="没有文献"):
            workspace.removal.withdraw([document, "nothing"])
        assert len(workspace.documents()) == 3
