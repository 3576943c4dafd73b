"""Variable-length integers in numpy: seven bits a byte, most significant group first.

Every byte of a value but its last has the high bit set.
"""

import numpy as np
import numpy.typing as npt

Unsigned = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

_GROUP_LIMITS = (1 << 7, 1 << 14, 1 << 21, 1 << 28)
_MOST_BYTES = 5
# Below this a loop over bytes is quicker than some fifteen calls of numpy.
_SHORT = 160


def encode(values: Unsigned, starts: npt.NDArray[np.intp]) -> tuple[Bytes, Unsigned]:
    """Encode values; also gives the offset in bytes of the values at `starts`, and of the end."""
    lengths = np.ones(len(values), np.uint8)
    for limit in _GROUP_LIMITS:
        lengths += values >= limit
    offsets = np.zeros(len(values) + 1, np.intp)
    np.cumsum(lengths, dtype=np.intp, out=offsets[1:])
    ends = offsets[1:]
    encoded = np.empty(int(offsets[-1]), np.uint8)
    encoded[ends - 1] = values & np.uint32(127)
    for group in range(1, int(lengths.max(initial=0))):
        longer = (lengths > group).nonzero()[0]
        bits = (values[longer] >> np.uint32(7 * group)) & np.uint32(127)
        encoded[ends[longer] - 1 - group] = bits | np.uint32(128)
    return encoded, np.append(offsets[starts], offsets[-1]).astype(np.uint32)


def decode(encoded: Bytes) -> Unsigned:
    """The values of a whole number of encodings; the last byte must end one."""
    if len(encoded) < _SHORT:
        return np.array(_decode_short(encoded.tobytes()), np.uint32)
    ends = (encoded < 128).nonzero()[0]
    if len(ends) == len(encoded):
        return encoded.astype(np.uint32)
    # All bytes at once, each joined with the one before it: enough for most values.
    joined = encoded.astype(np.uint16)
    before = (joined & np.uint16(127)) << np.uint16(7)
    before *= joined >> np.uint16(7)
    joined[1:] |= before[:-1]
    values = joined.take(ends).astype(np.uint32)
    more = encoded > 127
    far = (more[:-2] & more[1:-1]).nonzero()[0]
    if len(far):
        _add_far_groups(values, encoded, ends, far)
    return values


def _add_far_groups(
    values: Unsigned, encoded: Bytes, ends: npt.NDArray[np.intp], far: npt.NDArray[np.intp]
) -> None:
    """Add the bytes at `far`, which are two or more before the last byte of their value."""
    places = ends.searchsorted(far)
    distances = ends[places] - far
    for distance in range(2, _MOST_BYTES):
        chosen = (distances == distance).nonzero()[0]
        bits = (encoded[far[chosen]] & np.uint8(127)).astype(np.uint32)
        values[places[chosen]] |= bits << np.uint32(7 * distance)


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
