"""The pictures in view: loaded and decoded in other threads, kept within bounds."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from reader.documents.model import Picture
from reader.errors import ReaderError
from reader.ui.pictures.decoding import decode
from reader.ui.tasks import Job, TaskRunner

BYTES = 64 * 1024 * 1024
"""Bytes of decoded pictures that are kept, about ten screens full of them."""
AT_ONCE = 2
WAITING = 16
"""Pictures that wait for their turn; of more, those that were asked for first are left out."""

# Gives the bytes of picture number n of a document; runs in another thread.
Load = Callable[[str, int], bytes]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of a document in the pixels in which it will be painted."""

    document: str
    number: int
    picture: Picture
    width: int
    height: int

    @property
    def key(self) -> tuple[str, int, int]:
        """The same for the same picture in the same size, whatever document shows it."""
        return self.picture.key, self.width, self.height


class PictureCache(QObject):
    """Decoded pictures by content and size; `loaded` comes when one has arrived, or cannot."""

    loaded = Signal()

    def __init__(
        self, tasks: TaskRunner, load: Load, most: int = BYTES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._load = load
        self._most = most
        self._images: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()
        self._broken: set[str] = set()
        self._waiting: OrderedDict[tuple[str, int, int], Wanted] = OrderedDict()
        self._running: dict[int, Wanted] = {}

    @property
    def held(self) -> int:
        """The bytes of all pictures that are kept."""
        return sum(image.sizeInBytes() for image in self._images.values())

    def image(self, wanted: Wanted) -> QImage | None:
        """A picture, if it is there; else it is fetched. From the window's thread."""
        found = self._images.get(wanted.key)
        if found is not None:
            self._images.move_to_end(wanted.key)
            return found
        if not self.is_broken(wanted.picture) and wanted not in self._running.values():
            self._waiting[wanted.key] = wanted
            self._waiting.move_to_end(wanted.key)
            while len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)
            self._start()
        return None

    def is_broken(self, picture: Picture) -> bool:
        """Whether a picture cannot be shown: it was not kept, or its bytes are damaged."""
        return not picture.key or picture.key in self._broken

    def try_again(self) -> None:
        """Forget which pictures could not be shown: their text was read anew."""
        self._broken.clear()

    def _start(self) -> None:
        """Begin with those that were asked for last: they are in view."""
        for slot in range(AT_ONCE):
            if slot not in self._running and self._waiting:
                _, wanted = self._waiting.popitem()
                self._running[slot] = wanted
                self._fetch(slot, wanted)

    def _fetch(self, slot: int, wanted: Wanted) -> None:
        def work(_job: Job) -> QImage | None:
            data = self._load(wanted.document, wanted.number)
            return decode(data, wanted.picture.media, QSize(wanted.width, wanted.height))

        def done(image: QImage | None) -> None:
            self._arrived(slot, wanted, image)

        def failed(_error: ReaderError) -> None:
            self._arrived(slot, wanted, None)

        self._tasks.run(work, done, failed, f"picture {id(self)} {slot}")

    def _arrived(self, slot: int, wanted: Wanted, image: QImage | None) -> None:
        del self._running[slot]
        if image is None:
            self._broken.add(wanted.picture.key)
        else:
            self._images[wanted.key] = image
            while self.held > self._most and len(self._images) > 1:
                self._images.popitem(last=False)
        self._start()
        self.loaded.emit()
