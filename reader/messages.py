"""The texts for the user, in the window and in commands alike.

Chinese is the source language: a message's template is its gettext msgid. A `Message` travels
untranslated to the edge of the program, where a `Translator` renders it.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "antou"


@dataclass(frozen=True)
class Message:
    """A template with named placeholders (`{path}`) and the values to put in."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def msg(template: str, **values: object) -> Message:
    """Shorthand for a `Message`; the name that the extraction of messages looks for."""
    return Message(template, values)


class Translator:
    """Renders messages in one language: "zh" as they are, "en" through gettext."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language != "zh":
            self._catalogue = gettext.translation(
                DOMAIN, localedir=folder, languages=[language], fallback=True
            )

    def __call__(self, template: str, **values: object) -> str:
        """Translate a template and fill it in."""
        text = self._catalogue.gettext(template) if template else ""
        return text.format(**values) if values else text

    def render(self, message: Message) -> str:
        """Translate a message; values that are messages themselves are translated too."""
        values = {
            name: self.render(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return self(message.template, **values)
