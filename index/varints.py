"""Variable-length integers in numpy: seven bits a byte, most significant group first.

Every byte of a value but its last has the high bit set.
"""

import numpy as np
import numpy.typing as npt

Unsigned = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

_GROUP_LIMITS = (1 << 7, 1 << 14, 1 << 21, 1 << 28)
# Encoding goes by blocks that stay in the processor's cache.
_BLOCK = 1 << 15
# Below this a loop over bytes is quicker than some fifteen calls of numpy.
_SHORT = 160


def encode(values: Unsigned, starts: npt.NDArray[np.intp]) -> tuple[Bytes, Unsigned]:
    """Encode values; also gives the offset in bytes of the values at `starts`, and of the end."""
    lengths = np.empty(len(values), np.uint8)
    blocks = []
    for first in range(0, len(values), _BLOCK):
        part = slice(first, first + _BLOCK)
        blocks.append(_encode_block(values[part], lengths[part]))
    offsets = np.zeros(len(values) + 1, np.uint32)
    np.cumsum(lengths, dtype=np.uint32, out=offsets[1:])
    encoded = np.concatenate(blocks) if blocks else np.zeros(0, np.uint8)
    return encoded, np.append(offsets[starts], offsets[-1])


def _encode_block(values: Unsigned, lengths: Bytes) -> Bytes:
    """Encode a few values; fills in how many bytes each of them takes."""
    lengths[:] = 1
    for limit in _GROUP_LIMITS:
        lengths += values >= limit
    ends = np.cumsum(lengths, dtype=np.intp)
    encoded = np.empty(int(ends[-1]), np.uint8)
    encoded[ends - 1] = values & np.uint32(127)
    for group in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > group)
        bits = (values[longer] >> np.uint32(7 * group)) & np.uint32(127)
        encoded[ends[longer] - 1 - group] = bits | np.uint32(128)
    return encoded


def decode(encoded: Bytes) -> Unsigned:
    """The values of a whole number of encodings."""
    if len(encoded) < _SHORT:
        return np.array(_decode_short(encoded.tobytes()), np.uint32)
    ends = (encoded < 128).nonzero()[0]
    if len(ends) == len(encoded):
        return encoded.astype(np.uint32)
    values = encoded[ends].astype(np.uint32)
    lengths = ends.copy()
    lengths[1:] -= ends[:-1]
    lengths[0] += 1
    group = 1
    longer = (lengths > 1).nonzero()[0]
    while len(longer):
        bits = (encoded[ends[longer] - group] & np.uint8(127)).astype(np.uint32)
        values[longer] |= bits << np.uint32(7 * group)
        group += 1
        longer = longer[lengths[longer] > group]
    return values


def _decode_short(encoded: bytes) -> list[int]:
    values: list[int] = []
    value = 0
    for byte in encoded:
        if byte < 128:
            values.append(value << 7 | byte)
            value = 0
        else:
            value = value << 7 | (byte & 127)
    return values
