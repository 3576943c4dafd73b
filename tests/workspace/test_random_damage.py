"""A library whose index was damaged at random: read at once, searched rightly."""

import random
import shutil
from pathlib import Path

import pytest

from tests.index.damage import damage
from tests.workspace.samples import TEXTS, bring_in, by_hand, opened, total

WORDS = ("督查", "工作要点", "岗位", "没有的词")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person with a few texts in an index of two segments, and somebody else's library."""
    home = tmp_path_factory.mktemp("home")
    with opened(home / "other") as workspace:
        bring_in(workspace, home / "别的文献", {"别.txt": "别的要点\n督查督查，讲别的事情。\n"})
    with opened(home) as workspace:
        bring_in(workspace, home / "文献")
        bring_in(workspace, home / "文献", {"新.txt": "新的要点\n督查也要讲方法。\n"})
    shutil.copytree(home / "资料库" / "index", home / "sound")
    return home


@pytest.mark.parametrize("series", range(10))
def test_random_damage(home: Path, series: int) -> None:
    index = home / "资料库" / "index"
    for seed in range(10 * series, 10 * series + 10):
        shutil.rmtree(index)
        shutil.copytree(home / "sound", index)
        done = damage(index, home / "other" / "资料库" / "index", random.Random(seed))
        with opened(home) as workspace:
            assert len(workspace.documents()) == len(TEXTS) + 1
            found = {word: total(workspace, word) for word in WORDS}
            assert found == {word: by_hand(workspace, word) for word in WORDS}, done
            assert workspace.verify().index == "ok"
