import pytest

from reader.ui.file_names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("值班手册", "值班手册"),
        ("a/b:c?", "a b c"),
        (" ../x ", "x"),
        ("???", "文献"),
        ("长" * 200, "长" * 80),
        # Devices of Windows, also with something behind a dot; others only begin like one.
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1 . 通知", "_com1 . 通知"),
        ("Lpt²", "_Lpt²"),
        ("console", "console"),
        ("通知 con", "通知 con"),
        ("尾巴. . ", "尾巴"),
        ("\t\x00", "文献"),
    ],
)
def test_names_of_files(title: str, name: str) -> None:
    assert file_name(title, "文献") == name
