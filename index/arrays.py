"""Named numpy arrays in one file, so that they can be used from a memory map.

    arrays, each at a multiple of eight bytes | directory (JSON) | its length (8 bytes) | magic

The directory maps a name to [offset, items, dtype]. Little-endian throughout.
"""

import json
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from whoosh.filedb.structfile import StructFile

from index.errors import IndexDamaged

Unsigned = npt.NDArray[np.unsignedinteger]

_MAGIC = b"antou-01"
_DTYPES = ("|u1", "<u2", "<u4", "<u8")
_ALIGNMENT = 8


def write_arrays(file: StructFile, arrays: Mapping[str, Unsigned]) -> None:
    """Write arrays of unsigned integers to an empty file."""
    directory: dict[str, tuple[int, int, str]] = {}
    position = 0
    for name, array in arrays.items():
        padding = -position % _ALIGNMENT
        data = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        file.write(bytes(padding) + data)
        directory[name] = (position + padding, len(array), _dtype_name(array))
        position += padding + len(data)
    encoded = json.dumps(directory).encode("ascii")
    file.write(encoded + len(encoded).to_bytes(8, "little") + _MAGIC)


def read_arrays(buffer: memoryview, names: tuple[str, ...]) -> dict[str, Unsigned]:
    """The arrays of these names as views into the buffer.

    Raises:
        IndexDamaged: the buffer holds no such file.
    """
    trailer = len(buffer) - 8 - len(_MAGIC)
    if trailer < 0 or bytes(buffer[trailer + 8 :]) != _MAGIC:
        raise IndexDamaged("not a file of arrays")
    start = trailer - int.from_bytes(buffer[trailer : trailer + 8], "little")
    if start < 0:
        raise IndexDamaged("the directory of a column is cut off")
    try:
        directory = json.loads(bytes(buffer[start:trailer]))
        return {name: _view(buffer[:start], *directory[name]) for name in names}
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"the directory of a column is broken: {error}") from error


def _view(buffer: memoryview, offset: int, items: int, dtype: str) -> Unsigned:
    if dtype not in _DTYPES or offset < 0 or items < 0:
        raise ValueError(f"{items} {dtype} at {offset}")
    return np.frombuffer(buffer, np.dtype(dtype), items, offset)


def _dtype_name(array: Unsigned) -> str:
    return array.dtype.newbyteorder("<").str
