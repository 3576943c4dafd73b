"""Pictures from the file to the reader, and out of the library again."""

from pathlib import Path

import pytest

from reader.errors import UsageError
from tests.importers.picture_files import EMF, png
from tests.workspace.samples import opened

RED = png(40, 30, 0xCC0000)
PAGE = "# 值班要点\n\n值班人员要坚守岗位。\n\n![流程](red.png)\n\n![](plan.emf)\n\n要及时报告。\n"


def page(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "red.png").write_bytes(RED)
    (folder / "plan.emf").write_bytes(EMF)
    (folder / "值班.md").write_text(PAGE, "utf-8")
    return folder / "值班.md"


def test_from_the_file_to_the_reader(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        report = workspace.imports.take_in([page(tmp_path / "文献")])
        (row,) = report.documents
        assert [str(w) for w in row.warnings] == [
            "有 1 张图片的格式（EMF）不能显示，只留了位置；请看原文件"
        ]
        text = workspace.read(row.document)
        assert [(p.after, p.media, bool(p.key)) for p in text.pictures] == [
            (3, "image/png", True),
            (3, "image/emf", False),
        ]
        assert workspace.picture(row.document, 1) == RED
        for number in (0, 2, 3):
            with pytest.raises(UsageError, match="没有第"):
                workspace.picture(row.document, number)
        with pytest.raises(UsageError):
            workspace.picture("nothing", 1)


def test_what_was_removed_leaves_no_picture_behind(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        (row,) = workspace.imports.take_in([page(tmp_path / "文献")]).documents
        database = tmp_path / "资料库" / "library.db"
        assert RED in database.read_bytes()
        held = workspace.removal.withdraw([row.document])
        assert RED not in database.read_bytes()
        workspace.removal.restore(held)
        assert workspace.picture(row.document, 1) == RED


def test_damaged_pictures_are_told(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        workspace.imports.take_in([page(tmp_path / "文献")])
    database = tmp_path / "资料库" / "library.db"
    data = database.read_bytes()
    database.write_bytes(data.replace(RED, RED[:-1] + b"!"))
    with opened(tmp_path) as workspace:
        found = workspace.verify()
        assert found.library == "damaged"
        assert any("图片已损坏" in str(problem) for problem in found.problems)
