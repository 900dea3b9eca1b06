"""Text in the two languages that the program speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")
LIST_COMMA: dict[Lang, str] = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Simplified Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: object) -> "Text":
        """The text with its {places} filled; a value that is itself a Text speaks each language."""

        def said(value: object, lang: Lang) -> object:
            return value[lang] if isinstance(value, Text) else value

        return Text(
            zh=self.zh.format(**{name: said(value, "zh") for name, value in values.items()}),
            en=self.en.format(**{name: said(value, "en") for name, value in values.items()}),
        )


def same(word: str) -> Text:
    """A word that is the same in both languages: a name, a code, a number."""
    return Text(word, word)


def join(texts: Iterable[Text], *, zh: str = LIST_COMMA["zh"], en: str = LIST_COMMA["en"]) -> Text:
    """The texts one after the other, with each language's own mark between them."""
    kept = tuple(texts)
    return Text(zh.join(text.zh for text in kept), en.join(text.en for text in kept))
