"""For all tests: a Qt without a screen, and an answer for where Qt cannot be loaded."""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

TESTS = Path(__file__).resolve().parent
UI = TESTS / "ui"
WITHOUT_QT = {UI / "test_preflight.py"}
"""The tests below tests/ui that are there for the case that Qt is missing."""


def _offscreen() -> str:
    """Qt's platform without a screen; as it comes, its screen is only 800 by 800 pixels."""
    # a colon separates the options, so that a path of Windows cannot be given
    return (
        "offscreen" if sys.platform == "win32" else f"offscreen:configfile={TESTS}/offscreen.json"
    )


os.environ.setdefault("QT_QPA_PLATFORM", _offscreen())


def _missing_qt() -> str | None:
    """Why Qt cannot be loaded, with the command that helps; None where it can."""
    from reader.ui.preflight import missing_part

    problem = missing_part(os.environ)
    return None if problem is None else str(problem)


MISSING_QT = _missing_qt()
if MISSING_QT is None:
    pytest_plugins = ["pytestqt.plugin"]


class NeedsQt(pytest.Module):
    """A test module that cannot be imported here, since it imports Qt."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """Say what is missing: a failure where Qt was said to be there, else a skip."""
        assert MISSING_QT is not None
        if os.environ.get("ANTOU_REQUIRE_QT") == "1":
            pytest.fail(MISSING_QT, pytrace=False)
        pytest.skip(MISSING_QT)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings in pyproject.toml where it is not loaded itself."""
    if MISSING_QT is not None:
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "a setting of pytest-qt, which is not loaded without Qt")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers for single files: they would take longer to start than the tests themselves."""
    named = [Path(argument.split("::")[0]) for argument in config.args]
    return 0 if all(path.is_file() for path in named) else None


def pytest_collection_finish() -> None:
    """Keep what is there before the first test out of garbage collection.

    The tests of the window collect after every test, to see that it leaves nothing; most of
    that time would go into looking at modules and at the tests themselves, again and again.
    """
    gc.collect()
    gc.freeze()


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Keep the tests of the window from being imported where Qt is missing."""
    if MISSING_QT is None or UI not in module_path.parents or module_path in WITHOUT_QT:
        return None
    module: pytest.Module = NeedsQt.from_parent(parent, path=module_path)
    return module
