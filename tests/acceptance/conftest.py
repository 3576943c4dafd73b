"""The desktop that the tests share, and a person's home for each of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.client import Driver
from tests.acceptance.desktop import Desktop, missing_parts
from tests.acceptance.program import Home

REQUIRED = "ANTOU_REQUIRE_DESKTOP"


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
