"""Whatever happens to the files of an index: it is noticed, or does no harm."""

import json
import random
import shutil
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from index import keys
from index.errors import IndexDamaged
from index.model import Change
from index.query import parse
from index.search import Searcher
from index.writer import IndexStore
from tests.index.damage import damage
from tests.index.random_libraries import Maker
from tests.index.test_search import FIELDS, themes
from tests.index.test_writer import merge, text

QUERIES = [
    "人",
    "国务院",
    "的的",
    "督查督办",
    "甲 乙",
    "甲 NEAR/9 乙",
    "经费 OR 𠮷",
    "标题:通知 -人",
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three segments with a deleted text; another one of the same texts beside it."""
    home = tmp_path_factory.mktemp("sound")
    maker = Maker(1, FIELDS)
    library = {f"d{n}": maker.document(f"d{n}") for n in range(40)}
    store = IndexStore(home / "index", most_segments=9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FREQUENT_LEAST", 3)
        store.rebuild(library.values(), 1)
        for number, name in enumerate(("new 1", "new 2"), 2):
            store.apply([Change(number, name)], lambda n: maker.document(n), number)
        store.apply([Change(4, "d1", removed=True)], library.get, 4)
        others = IndexStore(home / "others", most_segments=9)
        others.rebuild([replace(d, title="别的") for d in library.values()][::-1], 1)
        others.apply([Change(2, "x")], lambda n: maker.document(n), 2)
    return home


def answers(searcher: Searcher) -> list[object]:
    return [searcher.search(parse(query), limit=None, themes=themes) for query in QUERIES]


@pytest.mark.parametrize("seed", range(100))
def test_random_damage_is_noticed_or_harmless(sound: Path, tmp_path: Path, seed: int) -> None:
    expected = answers(IndexStore(sound / "index").searcher())
    folder = tmp_path / "index"
    shutil.copytree(sound / "index", folder)
    generator = random.Random(seed)
    done = [damage(folder, sound / "others", generator) for _ in range(generator.choice((1, 1, 3)))]
    store = IndexStore(folder)
    with suppress(IndexDamaged):
        assert answers(store.searcher()) == expected, done
    shutil.rmtree(folder)
    store.rebuild([text("a", "国务院")], 9)
    assert store.searcher().search(parse("国务院")).paragraphs == 1


@pytest.mark.parametrize("name", ["body", "record"])
def test_forged_files_with_matching_checksums(sound: Path, tmp_path: Path, name: str) -> None:
    """They may lie, but nothing else than IndexDamaged comes of them."""
    folder = tmp_path / "index"
    shutil.copytree(sound / "index", folder)
    path = max(folder.glob(f"*.{name}.col"), key=lambda path: path.stat().st_size)
    original = path.read_bytes()
    generator = random.Random(name)
    damaged = 0
    for _ in range(400):
        content = bytearray(original)
        # The directory of the arrays and the small arrays stand at the end.
        start = generator.choice((0, len(content) // 2, len(content) - 1500))
        content[generator.randrange(max(0, start), len(content))] = generator.randrange(256)
        forge(path, bytes(content))
        try:
            searcher = IndexStore(folder).searcher()
            answers(searcher)
            searcher.folded_texts(searcher.search(parse("人")).hits)
            searcher.postings(["的的", "督查督办"])
        except IndexDamaged:
            damaged += 1
    assert damaged > 20


def forge(path: Path, content: bytes) -> None:
    """Write a file of an index and the checksum that fits."""
    path.write_bytes(content)
    manifest = next(path.parent.glob("manifest_*.json"))
    data = json.loads(manifest.read_bytes().split(b"\n")[0])
    data["files"][path.name] = {"size": len(content), "crc": zlib.crc32(content)}
    line = json.dumps(data).encode()
    manifest.write_bytes(line + b"\n%08x\n" % zlib.crc32(line))


def test_a_removed_text_is_gone_from_the_files_after_merging(tmp_path: Path) -> None:
    secret = "绝密内容勿外传"
    folder = tmp_path / "index"
    store = IndexStore(folder, most_segments=3)
    store.rebuild([text("a", "公开"), text("secret", "开头" + secret)], 0)
    assert holds(folder, secret)
    store.apply([Change(1, "secret", removed=True)], lambda name: None, 1)
    merge(folder)
    assert not holds(folder, secret)
    assert not holds(folder, "secret")


def test_small_changes_merge_by_themselves(tmp_path: Path) -> None:
    """... so that what was removed from a small segment does not stay for long."""
    secret = "绝密内容勿外传"
    folder = tmp_path / "index"
    store = IndexStore(folder, most_segments=3)
    store.rebuild([], 0)
    store.apply([Change(1, "s")], lambda name: text(name, secret, "其他"), 1)
    store.apply([Change(2, "s", removed=True)], lambda name: None, 2)
    assert not holds(folder, secret)
    store.apply([Change(3, "t"), Change(4, "u")], lambda name: text(name, secret + name), 4)
    store.apply([Change(5, "t", removed=True)], lambda name: None, 5)
    for number in range(6, 9):
        store.apply([Change(number, f"n{number}")], lambda name: text(name, "新" * 30), number)
    assert not holds(folder, secret + "t")
    assert holds(folder, secret + "u")


def holds(folder: Path, words: str) -> bool:
    """Whether any file holds these words, in whatever way they may be written."""
    encodings = [words.encode(name) for name in ("utf-16-le", "utf-8")]
    escaped = json.dumps(words).strip('"').encode()
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(form in content for content in contents for form in (*encodings, escaped))
