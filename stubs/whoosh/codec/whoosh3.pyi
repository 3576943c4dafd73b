from whoosh.codec.base import Codec, Segment

class W3Codec(Codec):
    @classmethod
    def column_filename(cls, segment: Segment, fieldname: str) -> str: ...

class W3Segment(Segment):
    _doccount: int
    _deleted: set[int] | None
    def __init__(
        self,
        codec: Codec,
        indexname: str,
        doccount: int = 0,
        segid: str | None = None,
        deleted: set[int] | None = None,
    ) -> None: ...
