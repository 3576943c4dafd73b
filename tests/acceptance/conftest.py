"""The desktop that the tests share, a person's home for each of them, and a library to read."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.client import Driver
from tests.acceptance.desktop import Desktop, missing_parts
from tests.acceptance.program import Home

REQUIRED = "ANTOU_REQUIRE_DESKTOP"
TEXTS = Path(__file__).with_name("texts")


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    missing = missing_parts()
    if missing:
        reason = f"no desktop to test on: sudo apt install {' '.join(missing)}"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with Desktop() as desktop:
        yield desktop


@pytest.fixture(scope="session")
def driver(desktop: Desktop) -> Iterator[Driver]:
    driver = Driver(desktop)
    yield driver
    driver.close()


@pytest.fixture
def home(tmp_path: Path, desktop: Desktop, driver: Driver) -> Iterator[Home]:
    home = Home(tmp_path, desktop, driver)
    yield home
    home.close()


@pytest.fixture(scope="session")
def filled_library(
    tmp_path_factory: pytest.TempPathFactory, desktop: Desktop, driver: Driver
) -> Path:
    """A library of the tests' own texts, made by the command line; not to be changed."""
    folder = tmp_path_factory.mktemp("filled")
    done = Home(folder, desktop, driver).command(
        "--library", str(folder / "lib"), "import", str(TEXTS)
    )
    assert done.returncode == 0, done.stderr
    return folder / "lib"


@pytest.fixture
def library(filled_library: Path, tmp_path: Path) -> str:
    """A copy of it that a test may change."""
    shutil.copytree(filled_library, tmp_path / "资料库")
    return str(tmp_path / "资料库")
