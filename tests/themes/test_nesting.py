"""Terms inside other terms."""

from hypothesis import given
from hypothesis import strategies as st

from reader.themes.nesting import containers


def test_a_chain_of_terms() -> None:
    around = containers(["忠诚", "绝对忠诚", "对党绝对忠诚", "廉洁"])
    assert next(iter(around)) == "对党绝对忠诚"
    assert around["忠诚"] == (("对党绝对忠诚", 1), ("绝对忠诚", 1))
    assert around["绝对忠诚"] == (("对党绝对忠诚", 1),)
    assert around["对党绝对忠诚"] == ()
    assert around["廉洁"] == ()


def test_a_term_that_lies_twice_in_another() -> None:
    assert containers(["大局", "识大局顾大局"])["大局"] == (("识大局顾大局", 2),)


@given(st.lists(st.text("ab", min_size=1, max_size=5), max_size=12))
def test_against_comparing_all_pairs(terms: list[str]) -> None:
    around = containers(terms)
    assert set(around) == set(terms)
    assert [len(term) for term in around] == sorted((len(t) for t in set(terms)), reverse=True)
    for term, longer in around.items():
        assert dict(longer) == {
            other: other.count(term) for other in terms if other != term and term in other
        }
