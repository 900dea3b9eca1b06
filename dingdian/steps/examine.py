"""Examine an installation: the machine it stands on, what it keeps, whether it works."""

from dingdian.installation import installation
from dingdian.steps.examine_machine import examine_machine
from dingdian.steps.examine_records import examine_records
from dingdian.steps.examined import Examined


def examine(*, whole_trail: bool = False) -> list[Examined]:
    """Everything that was looked at, in order; nothing is changed by looking."""
    settings = installation()
    return [*examine_machine(settings), *examine_records(settings, whole_trail=whole_trail)]
