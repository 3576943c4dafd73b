"""Values that come once each, beside numpy's own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.themes.distinct import distinct, firsts

NUMBERS = st.lists(st.integers(-3, 9)).map(lambda numbers: np.array(numbers, np.int64))


@given(NUMBERS)
def test_as_numpy(values: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> None:
    before = values.copy()
    found = distinct(values)
    assert found.tolist() == np.unique(values).tolist()
    assert found.dtype == values.dtype
    assert (values == before).all()


@given(NUMBERS)
def test_the_first_of_each(values: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> None:
    ordered = np.sort(values)
    assert firsts(ordered).tolist() == np.unique(ordered, return_index=True)[1].tolist()
