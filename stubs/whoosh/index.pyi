from collections.abc import Sequence

from whoosh.codec.base import Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage

class IndexError(Exception): ...  # noqa: A001

class TOC:
    schema: Schema
    segments: list[Segment]
    generation: int
    def __init__(self, schema: Schema, segments: Sequence[Segment], generation: int) -> None: ...
    @classmethod
    def _filename(cls, indexname: str, gen: int) -> str: ...
    @classmethod
    def _latest_generation(cls, storage: Storage, indexname: str) -> int: ...
    @classmethod
    def read(
        cls, storage: Storage, indexname: str, gen: int | None = None, schema: Schema | None = None
    ) -> TOC: ...
    def write(self, storage: Storage, indexname: str) -> None: ...

def clean_files(
    storage: Storage, indexname: str, gen: int, segments: Sequence[Segment]
) -> None: ...
