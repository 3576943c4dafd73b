"""Counting what was found by groups that come from outside the index."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.model import Grouping
from index.postings import Ordinals
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """A grouping in the ordinals of one snapshot: `ordinals[i]` stands in group `groups[i]`."""

    ordinals: Ordinals
    groups: npt.NDArray[np.integer]
    count: int
    size: int

    @classmethod
    def of(cls, snapshot: Snapshot, grouping: Grouping) -> "Groups":
        """Translate a grouping; paragraphs that the snapshot does not hold are left out."""
        known = snapshot.aligned_ordinals(grouping.passages)
        ordinals = known[grouping.rows]
        held = ordinals >= 0
        return cls(
            ordinals[held].astype(np.uint32), grouping.groups[held], grouping.count, snapshot.size
        )

    def counts(self, found: Ordinals) -> tuple[int, ...]:
        """How many of these paragraphs stand in each group."""
        present = np.zeros(self.size, bool)
        present[found] = True
        totals = np.bincount(self.groups[present[self.ordinals]], minlength=self.count)
        return tuple(totals.tolist())
