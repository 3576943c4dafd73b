"""Random damage to the files of an index, as disks, copying and other programs do it."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

PAGE = 4096


def damage(folder: Path, others: Path, generator: random.Random) -> str:
    """Harm one file of an index, or two; `others` holds files of another. Says what was done."""
    harm = generator.choice(HARMS)
    path = generator.choice(_files(folder))
    harm(path, others, generator)
    return f"{harm.__name__} {path.name}"


def _files(folder: Path) -> list[Path]:
    """Everything that readers look at, as far as there is something left of it."""
    patterns = ("*.toc", "manifest_*", "*.body.col", "*.record.col")
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    return [path for path in found if path.is_file() and path.stat().st_size]


def truncate(path: Path, _: Path, generator: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: generator.randrange(len(content))])


def lengthen(path: Path, _: Path, generator: random.Random) -> None:
    path.write_bytes(path.read_bytes() + generator.randbytes(generator.randint(1, PAGE)))


def flip_bits(path: Path, _: Path, generator: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _n in range(generator.randint(1, 8)):
        content[generator.randrange(len(content))] ^= 1 << generator.randrange(8)
    path.write_bytes(content)


def zero_page(path: Path, _: Path, generator: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start = generator.randrange(len(content)) // PAGE * PAGE
    end = min(start + PAGE, len(content))
    content[start:end] = bytes(end - start)
    path.write_bytes(content)


def swap(path: Path, _: Path, generator: random.Random) -> None:
    other = generator.choice(_files(path.parent))
    content = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(content)


def delete(path: Path, _: Path, generator: random.Random) -> None:
    path.unlink()


def put_a_folder(path: Path, _: Path, generator: random.Random) -> None:
    path.unlink()
    path.mkdir()


def take_from_another(path: Path, others: Path, generator: random.Random) -> None:
    suffixes = "".join(path.suffixes[-2:])
    same_kind = [other for other in _files(others) if other.name.endswith(suffixes)]
    shutil.copyfile(generator.choice(same_kind), path)


def mix_with_another(path: Path, others: Path, generator: random.Random) -> None:
    for other in _files(others):
        if generator.random() < 0.5:
            shutil.copyfile(other, path.parent / other.name)


Harm = Callable[[Path, Path, random.Random], None]
HARMS: list[Harm] = [
    truncate,
    lengthen,
    flip_bits,
    zero_page,
    swap,
    delete,
    put_a_folder,
    take_from_another,
    mix_with_another,
]
