"""For the tests of preview and correction."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path) as workspace:
        yield workspace
