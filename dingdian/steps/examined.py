"""What an examination finds: a thing, whether it is well, and what to do where it is not."""

from dataclasses import dataclass
from typing import Literal

from dingdian.lexicon.text import Text

State = Literal["ok", "attention", "fault"]
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: how it stands, said in words, and what to do about it."""

    code: str
    what: Text
    state: State
    says: Text
    do: Text = NOTHING
