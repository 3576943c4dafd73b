"""Random walks through importing, correcting, removing and undoing.

No text and no correction
is lost, and what is shown is what the corrections make of what was read.
"""

import random
import tempfile
from pathlib import Path

import pytest

from tests.workspace.correcting_walks import Step, Walk, steps


def walk(taken: list[Step]) -> None:
    with tempfile.TemporaryDirectory(prefix="antou-test-") as folder:
        somebody = Walk(Path(folder))
        try:
            for step in taken:
                somebody.take(step)
        finally:
            somebody.close()


@pytest.mark.parametrize("seed", range(5))
def test_random_walks(seed: int) -> None:
    walk(steps(random.Random(seed), 40))


@pytest.mark.parametrize(
    "taken",
    [
        # The title of a document that was taken out is not given to the one that stays.
        [("correct", 694, 8605), ("withdraw", 686, 7309)],
        # A document that has left its file takes none of its corrections along.
        [("edit", 218, 7699), ("correct", 675, 6026), ("import", 188, 4809)],
        # Two that were files by themselves come into one: it has one list, with what was in both.
        [
            ("correct", 210, 3295),
            ("edit", 218, 7699),
            ("import", 188, 4809),
            ("correct", 779, 1239),
            ("delete", 459, 2051),
            ("copy", 736, 3725),
            ("copy", 530, 3832),
            ("edit", 60, 617),
            ("delete", 787, 9377),
            ("import", 26, 720),
        ],
        # A part that was taken out and comes back belongs to its file, not to what it became.
        [
            ("withdraw", 306, 5477),
            ("correct", 284, 5500),
            ("restore", 6, 347),
            ("import", 95, 2389),
            ("correct", 163, 5101),
            ("correct", 551, 7941),
            ("withdraw", 518, 5116),
            ("uncorrect", 647, 9388),
            ("import", 822, 8259),
            ("correct", 895, 4799),
        ],
        # What was corrected alone does not undo the split when its file comes in again.
        [
            ("withdraw", 409, 654),
            ("copy", 941, 4838),
            ("import", 482, 7628),
            ("correct", 443, 3708),
            ("withdraw", 623, 5498),
            ("correct", 759, 5524),
            ("withdraw", 947, 6401),
            ("import", 58, 9967),
        ],
        # A copy of a corrected file keeps the old text, whichever part of the file is edited.
        [
            ("withdraw", 184, 8825),
            ("withdraw", 645, 3986),
            ("restore", 259, 4562),
            ("import", 472, 208),
            ("correct", 967, 6823),
            ("edit", 736, 1812),
            ("import", 622, 6056),
            ("copy", 706, 4339),
            ("copy", 251, 8124),
            ("edit", 743, 5642),
            ("import", 270, 51),
        ],
        # Files change places and one article is edited: the whole file goes along.
        [("edit", 8, 150), ("swap", 754, 2507), ("correct", 358, 9247), ("import", 87, 3366)],
        # A corrected text goes to another file, the parts that were split off with it.
        [
            ("withdraw", 518, 3553),
            ("withdraw", 545, 2135),
            ("swap", 947, 1850),
            ("restore", 212, 3379),
            ("correct", 646, 6634),
            ("import", 964, 4641),
        ],
        [
            ("copy", 301, 5296),
            ("import", 67, 4880),
            ("correct", 494, 1484),
            ("swap", 166, 3727),
            ("edit", 418, 5994),
            ("import", 8, 3777),
        ],
        [
            ("copy", 119, 2513),
            ("import", 519, 4461),
            ("swap", 218, 7565),
            ("edit", 750, 1012),
            ("copy", 453, 6812),
            ("swap", 655, 1972),
            ("import", 263, 1071),
        ],
        # A copy takes no parts of a text away that stand in the file they came from.
        [
            ("correct", 126, 9964),
            ("delete", 24, 6516),
            ("correct", 243, 3396),
            ("withdraw", 79, 4215),
            ("rename", 661, 2546),
            ("copy", 110, 2098),
            ("correct", 803, 1112),
            ("import", 772, 952),
            ("import", 674, 5564),
            ("withdraw", 204, 8267),
            ("correct", 621, 651),
            ("import", 54, 7992),
        ],
        # A text that comes back when a part of it stands by itself is not corrected at the start.
        [
            ("copy", 263, 1407),
            ("edit", 806, 444),
            ("swap", 199, 3598),
            ("import", 895, 2064),
            ("correct", 429, 4506),
            ("correct", 879, 3709),
            ("correct", 128, 9093),
            ("withdraw", 193, 5100),
            ("correct", 987, 164),
            ("restore", 71, 8963),
            ("restart", 183, 4548),
        ],
        # A list of the user's gives an id to a text that is another corrected file by then.
        [
            ("correct", 79, 9586),
            ("withdraw", 327, 4541),
            ("withdraw", 673, 544),
            ("correct", 17, 7319),
            ("withdraw", 433, 3381),
            ("restore", 152, 7254),
            ("rename", 434, 4173),
            ("correct", 924, 5542),
            ("edit", 229, 7335),
            ("correct", 808, 7383),
            ("restart", 906, 4167),
            ("import", 277, 5737),
        ],
    ],
)
def test_walks_that_went_wrong_once(taken: list[Step]) -> None:
    walk([("import", 0, 0), *taken])
