"""Memory is given back, and what is in use stays as it is."""

from reader.ui.memory import give_back


def test_what_is_in_use_stays() -> None:
    kept = [bytes([n % 256]) * 1000 for n in range(20_000)]
    freed = [bytearray(1000) for _ in range(20_000)]
    del freed
    give_back()
    assert all(block == bytes([n % 256]) * 1000 for n, block in enumerate(kept))
