"""What a start does without: see reader/ui/early.py."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ui.conftest import OpenLibrary

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys
sys.argv = ["antou", *sys.argv[1:]]
from PySide6 import QtCore
from reader.ui.reading.area import PageArea
from reader.program import run

paint, painted = PageArea.paintEvent, set()

def paint_and_tell(view, event):
    paint(view, event)
    painted.add(view.objectName())
    if len(painted) == 2:
        print("Qt" in vars(QtCore), view.text is not None, "reader.ui.status" in sys.modules)
        sys.stdout.flush()
        os._exit(0)

PageArea.paintEvent = paint_and_tell
run(sys.argv[1:])
"""


def test_two_texts_are_painted_without_the_namespace_of_qt(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    workspace = open_library()
    panes = [{"document": record.document} for record in workspace.documents()[:2]]
    workspace.save_session({"panes": panes})
    folder = workspace.folder
    workspace.close()
    arguments = ["--library", str(folder), "--personal", str(tmp_path / "personal.db")]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["False", "True", "False"], done.stderr
