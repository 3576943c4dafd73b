"""The log of what nobody expected."""

import sys
from pathlib import Path
from types import TracebackType


class BugLog:
    """Keeps the traceback of a bug; any thread may call."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> str:
        """Log a bug with all that is known of it; a line that names it."""
        # Bugs are rare: what writes them down need not be there at every start.
        import traceback
        from datetime import UTC, datetime

        details = "".join(traceback.format_exception(kind, bug, trace))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{details}\n")
        except OSError:
            # Nowhere to keep it: better on the screen than nowhere.
            print(details, file=sys.stderr)
        return f"{kind.__name__}: {bug}"
