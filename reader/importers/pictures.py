"""The pictures of one file: taken over byte by byte, judged by their headers, within limits.

A picture that is too large, damaged or of a kind that cannot be shown costs only itself: its
place is kept with its words, and the user is told once. What a file only links to (a picture on
the network, a file outside of its folder) is passed over in silence, as it always was.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from reader.documents.clean import clean
from reader.documents.model import Picture
from reader.errors import ImportProblem
from reader.importers.limits import PictureLimits
from reader.importers.picture_headers import Header, read_header
from reader.messages import Message, msg

# The bytes of a picture, at most that many and one more; None where there is no such picture.
Load = Callable[[int], bytes | None]

_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
_LONGEST_ALT = 500
# Names of files, and what programs call a picture that nobody described.
_NO_WORDS = re.compile(
    r"\.(?:png|jpe?g|gif|bmp|webp|tiff?|emf|wmf|svg)$|^(?:图片|图像|picture|image|graphics?|img)?\s*\d*$",
    re.IGNORECASE,
)
# What is shown no larger: lines, spacers, the dots that count readers.
_SPACER = 2
_LARGEST = 20_000
# How many times the bytes that may be kept are looked at: what is too large has to be read too.
_READ = 2
# The room of a picture whose size nobody knows.
_UNKNOWN = (160, 120)
_UNKNOWN_KIND = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document wants a picture shown: its words, and its size in pixels of 1/96 inch."""

    alt: str = ""
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A picture as it is kept, whoever shows it: without data if it could not be."""

    header: Header
    key: str = ""
    data: bytes = b""


class Pictures:
    """Takes over the pictures of one file, each only once, however often it is shown."""

    def __init__(self, limits: PictureLimits) -> None:
        self._limits = limits
        self._by_name: dict[str, _Taken | None] = {}
        self._by_key: dict[str, _Taken] = {}
        self._bytes = self._read = 0
        self._places = 0
        self._foreign: Counter[str] = Counter()
        self._too_large = self._broken = self._too_many = 0

    def take(self, name: str, load: Load, wish: Wish) -> Picture | None:
        """The picture that the file calls `name`, read by `load` when it is met first.

        None where nothing is to be shown: there is no such picture, it is a spacer, or there
        are too many.
        """
        if self._places >= self._limits.count:
            self._too_many += 1
            return None
        if name not in self._by_name:
            self._by_name[name] = self._load(load)
        taken = self._by_name[name]
        if taken is None:
            return None
        width, height = _shown_size(taken.header, wish)
        if min(width, height) <= _SPACER:
            return None
        self._places += 1
        alt = words_of(wish.alt)
        return Picture(0, taken.header.media, width, height, alt, taken.key, taken.data)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the user should know, one line for each reason."""
        found = []
        if self._foreign:
            kinds = "、".join(kind.rpartition("/")[2].upper() for kind in sorted(self._foreign))
            found.append(
                msg(
                    "有 {count} 张图片的格式（{kinds}）不能显示，只留了位置；请看原文件",
                    count=self._foreign.total(),
                    kinds=kinds,
                )
            )
        if self._broken:
            found.append(msg("有 {count} 张图片已损坏，只留了位置", count=self._broken))
        if self._too_large:
            found.append(
                msg(
                    "有 {count} 张图片太大（每张不超过 {each} MB、{pixels} 万像素，"
                    "合计不超过 {total} MB），只留了位置",
                    count=self._too_large,
                    each=self._limits.bytes_each >> 20,
                    pixels=self._limits.pixels // 10_000,
                    total=self._limits.bytes_total >> 20,
                )
            )
        if self._too_many:
            found.append(
                msg(
                    "图片超过 {limit} 张，其余 {count} 张没有保存",
                    limit=self._limits.count,
                    count=self._too_many,
                )
            )
        return tuple(found)

    def _load(self, load: Load) -> _Taken | None:
        if self._read > _READ * self._limits.bytes_total:
            self._too_large += 1
            return _Taken(Header(_UNKNOWN_KIND))
        try:
            data = load(self._limits.bytes_each)
        except ImportProblem:
            # A damaged part of an archive.
            data = b""
        if data is None:
            return None
        self._read += len(data)
        header = read_header(data)
        if header is None:
            self._broken += 1
            return _Taken(Header(_UNKNOWN_KIND))
        if header.media not in _SHOWN:
            self._foreign[header.media] += 1
            return _Taken(header)
        return self._keep(header, data)

    def _keep(self, header: Header, data: bytes) -> _Taken:
        limits = self._limits
        if len(data) > limits.bytes_each or header.width * header.height > limits.pixels:
            self._too_large += 1
            return _Taken(header)
        key = hashlib.sha256(data).hexdigest()
        if key not in self._by_key:
            if self._bytes + len(data) > limits.bytes_total:
                self._too_large += 1
                return _Taken(header)
            self._bytes += len(data)
            self._by_key[key] = _Taken(header, key, data)
        return self._by_key[key]


def words_of(alt: str) -> str:
    """The words that a document gives for a picture, on one line; "" where a program made them."""
    words = " ".join(clean(alt.replace("\n", " ")).split())[:_LONGEST_ALT]
    return "" if _NO_WORDS.search(words) else words


def _shown_size(header: Header, wish: Wish) -> tuple[int, int]:
    """The size as the document wishes it, in the proportions of the picture itself.

    A document that crops a picture gives it other proportions; it is shown whole here.
    """
    if not header.width:
        width, height = wish.width or _UNKNOWN[0], wish.height or _UNKNOWN[1]
    else:
        width, height = float(header.width), float(header.height)
        if wish.width:
            width, height = wish.width, height * wish.width / width
        elif wish.height:
            width, height = width * wish.height / height, wish.height
    return _bounded(width), _bounded(height)


def _bounded(pixels: float) -> int:
    return round(max(1.0, min(pixels, float(_LARGEST))))


def pixels_of(length: str) -> float | None:
    """A length of CSS, VML or ODF ("3.5cm", "120px", "90pt", "120") in pixels of 1/96 inch.

    None for shares of something else ("50%", "2em") and for what is no length.
    """
    text = length.strip().lower()
    unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
    try:
        value = float(text.removesuffix(unit)) * _UNITS.get(unit, 1.0)
    except ValueError:
        return None
    return value if 0 < value < _LARGEST else None


_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def size_of_style(style: str) -> tuple[float | None, float | None]:
    """Width and height as a `style` attribute of HTML or VML gives them."""
    found: dict[str, float | None] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip().lower()] = pixels_of(value)
    return found.get("width"), found.get("height")
