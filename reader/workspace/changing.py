"""The desks that change the texts, made with the first of them: a start does not wait for them."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.library.corrections import CorrectionStore
from reader.library.database import Database
from reader.library.intake import Intake
from reader.library.state import StateStore
from reader.library.texts import TextStore
from reader.workspace.correcting import CorrectionDesk, Divided
from reader.workspace.finder import Finder
from reader.workspace.gate import Gate
from reader.workspace.import_order import Parse
from reader.workspace.importing import ImportDesk
from reader.workspace.pasting import PasteDesk
from reader.workspace.previewing import PreviewDesk
from reader.workspace.removal import RemovalDesk
from reader.workspace.taking_in import TakingIn
from reader.workspace.themes import ThemeDesk


@dataclass(frozen=True)
class Changing:
    """What brings texts in, corrects them and takes them out."""

    imports: ImportDesk
    previews: PreviewDesk
    pasted: PasteDesk
    corrections: CorrectionDesk
    removal: RemovalDesk


def make_changing(
    texts: TextStore,
    personal: Database,
    finder: Finder,
    gate: Gate,
    parse: Parse,
    themes: Callable[[], ThemeDesk],
    divided: Divided,
) -> Changing:
    """Put the desks together.

    `themes` rest while many texts come in; `divided` is told of the files whose documents were
    corrected.
    """
    store = CorrectionStore(personal)
    intake = Intake(texts, corrections=store)
    previews = PreviewDesk(texts, store, intake, parse)
    corrections = CorrectionDesk(
        texts, store, intake, previews, StateStore(personal), gate, divided
    )
    taking_in = TakingIn(texts, finder, parse, intake, previews, corrections.mend)
    return Changing(
        ImportDesk(texts, gate, taking_in, previews, corrections, themes),
        previews,
        PasteDesk(texts, gate),
        corrections,
        RemovalDesk(texts, gate),
    )
