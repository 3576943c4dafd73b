"""Variable-length integers come back as they were, by either way of decoding."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.varints import decode, encode

limits = [0, 1, 127, 128, 16383, 16384, 2097151, 2097152, 268435455, 268435456, 2**32 - 1]
values = st.lists(st.sampled_from(limits) | st.integers(0, 2**32 - 1), max_size=20)


@given(values, st.sampled_from([1, 60, 5000]))
def test_round_trip(numbers: list[int], times: int) -> None:
    array = np.array(numbers * times, np.uint32)
    first = len(numbers) // 2
    encoded, offsets = encode(array, np.array([0, first], np.intp) if numbers else np.zeros(0, int))
    assert decode(encoded).tolist() == array.tolist()
    assert offsets[-1] == len(encoded)
    if numbers:
        assert offsets[0] == 0
        assert decode(encoded[offsets[1] :]).tolist() == array[first:].tolist()
