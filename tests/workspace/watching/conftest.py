"""For the tests of watched folders: a person with a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.watched_folder import Person, person


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Person]:
    with person(tmp_path) as somebody:
        yield somebody
