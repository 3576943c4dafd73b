"""Variable-length integers in numpy: seven bits a byte, most significant group first.

Every byte of a value but its last has the high bit set.
"""

import numpy as np
import numpy.typing as npt

Unsigned = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

_GROUP_LIMITS = (1 << 7, 1 << 14, 1 << 21, 1 << 28)
# Below this a loop over bytes is quicker than some fifteen calls of numpy.
_SHORT = 160


def encode(values: Unsigned) -> tuple[Bytes, npt.NDArray[np.int64]]:
    """Encode values; also gives the length in bytes of each of them."""
    lengths = np.ones(len(values), np.int64)
    for limit in _GROUP_LIMITS:
        lengths += values >= limit
    ends = np.cumsum(lengths)
    encoded = np.empty(int(ends[-1]) if len(values) else 0, np.uint8)
    encoded[ends - 1] = values & 127
    for group in range(1, int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > group)
        encoded[ends[longer] - 1 - group] = ((values[longer] >> np.uint32(7 * group)) & 127) | 128
    return encoded, lengths


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
