"""Expected failures of the index. The workspace turns them into the reader's own."""


class IndexProblem(Exception):
    """Anything the index expects may go wrong."""


class QueryProblem(IndexProblem):
    """A query that cannot be understood.

    `reason` is a stable word for the message table (`index.query.parse` lists them), `position` the
    index of the offending character in the query, `detail` what stands there.
    """

    def __init__(self, reason: str, position: int, detail: str = "") -> None:
        super().__init__(f"{reason} at {position}: {detail}")
        self.reason = reason
        self.position = position
        self.detail = detail


class IndexDamaged(IndexProblem):
    """Missing, old, foreign or damaged: rebuild it from the texts."""


class IndexBusy(IndexProblem):
    """Another process held the index's writing lock for longer than the time allowed."""


class IndexUnwritable(IndexProblem):
    """The folder of the index cannot be written (read-only, full)."""
