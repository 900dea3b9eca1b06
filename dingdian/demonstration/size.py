"""The three sizes in which the demonstration is made."""

from typing import Literal

Size = Literal["village", "campaign", "city"]
SIZES: tuple[Size, ...] = ("village", "campaign", "city")
"""A township, the townships of the campaign and those around them, the whole city."""
