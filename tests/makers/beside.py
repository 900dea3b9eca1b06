"""What people did beside a run: one of each deed in Wanzhou, one of most in Chengkou."""

from dataclasses import dataclass

from dingdian.pages.viewing import campaign_now
from dingdian.records.jobs.actions import ask_for
from dingdian.records.registry.models import Household
from dingdian.records.targeting import actions
from dingdian.records.targeting.actions import Evidence
from dingdian.records.targeting.models import Nomination, Override, Run
from tests.makers.cast import BEGUN, CHENGKOU_VILLAGE, VILLAGE, one_of_the_cast, standing_at
from tests.makers.households import named
from tests.makers.registered import registered


@dataclass(frozen=True, slots=True)
class Beside:
    """Their numbers: of the deeds about the village in Wanzhou, and of those in Chengkou."""

    nomination: int
    nomination_away: int
    override: int
    override_away: int
    announcement: int
    job: int
    household: int
    household_away: int
    member: int
    member_away: int
    deed: int
    deed_away: int


def _first_deed(household: Household) -> int:
    """What was first done to a household."""
    touch = household.touches.order_by("pk").first()
    assert touch is not None
    return touch.deed_id


def beside(run: Run) -> Beside:
    """Announce a run; then nominate, ask to leave out and register a household in both counties."""
    announced = actions.announce(
        run,
        document="渝扶组发〔2020〕8号",
        title="定点攻坚对象名单",
        on=BEGUN,
        by=one_of_the_cast("office"),
    )
    registry = registered()
    return Beside(
        nomination=nominated(VILLAGE, by="county").pk,
        nomination_away=nominated(CHENGKOU_VILLAGE, by="outsider").pk,
        override=override_asked(VILLAGE).pk,
        override_away=override_asked(CHENGKOU_VILLAGE).pk,
        announcement=announced.pk,
        job=ask_for("verify_trail", by=one_of_the_cast("office")).pk,
        household=registry.here.key,
        household_away=registry.away.key,
        member=registry.head.key,
        member_away=named(registry.away, 0).key,
        deed=_first_deed(registry.here),
        deed_away=_first_deed(registry.away),
    )


def nominated(code: str, *, by: str, area: str = "weak_industry") -> Nomination:
    """A nomination that awaits its second person."""
    return actions.nominate(
        standing_at(code),
        campaign=campaign_now(),
        area=area,
        says="没有加工点",
        evidence=Evidence("万州农函〔2020〕18号"),
        by=one_of_the_cast(by),
    )


def override_asked(code: str, *, admits: bool = False, target_class: str = "village") -> Override:
    """An override that awaits its second person."""
    return actions.override(
        standing_at(code),
        campaign=campaign_now(),
        target_class=target_class,
        admits=admits,
        reason="并列取舍",
        document="渝扶组办〔2020〕31号",
        by=one_of_the_cast("office"),
    )
