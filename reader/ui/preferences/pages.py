"""The pages of the settings, in their order. A new page is added here."""

from collections.abc import Callable

from reader.messages import Translator
from reader.ui.preferences.importing import ImportPage
from reader.ui.preferences.page import Page
from reader.ui.preferences.reading import ReadingPage

PAGES: tuple[Callable[[Translator], Page], ...] = (ReadingPage, ImportPage)
