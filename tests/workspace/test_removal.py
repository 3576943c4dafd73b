"""What was removed is gone from the files of the library, not only from sight."""

from pathlib import Path

import pytest

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
        workspace.remove([secret])
        assert total(workspace, SECRET) == 0
        assert "library.db" not in holding(library, SECRET)
