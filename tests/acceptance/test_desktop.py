"""The desktop of the tests itself: it leaves nothing behind."""

from tests.acceptance.desktop import Desktop
from tests.acceptance.waiting import until


def test_no_process_outlives_the_desktop(desktop: Desktop) -> None:
    with Desktop((640, 480)) as own:
        assert own.environment["DISPLAY"] != desktop.environment["DISPLAY"]
        orphan = own.start(["sh", "-c", "sleep 600 & exit"])
        orphan.wait()
        assert until(lambda: len(own.marked()) >= 4)
    assert own.marked() == []
    assert not own.folder.exists()
    assert desktop.marked() != []
