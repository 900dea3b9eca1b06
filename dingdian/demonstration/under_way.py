"""What people of the demonstration did before a visitor comes: nominated, confirmed, decided.

Everything is done by the accounts of the cast, through the actions that the pages call, so that
every deed is allowed, has its second person, and stands in the trail.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dingdian.campaign.definition import Campaign
from dingdian.demonstration.cast import (
    CAST,
    CONFIRMING,
    OFFICE,
    SECOND,
    VILLAGE,
    county_name,
    county_office,
    open_accounts,
)
from dingdian.demonstration.edges import EDGES
from dingdian.demonstration.naming import SYNTHETIC
from dingdian.demonstration.synthetic_campaign import SyntheticVillages
from dingdian.lexicon.place import above
from dingdian.records.access.models import User
from dingdian.records.access.scope import Scope
from dingdian.records.places.models import Standing
from dingdian.records.targeting.actions import (
    Evidence,
    announce,
    confirm_nomination,
    confirm_override,
    nominate,
    override,
    refuse_nomination,
)
from dingdian.records.targeting.models import Announcement, Nomination, Override, Run, Target
from dingdian.records.targeting.queries import Counters, counters

LACKS: Mapping[str, str] = {
    "guarantees": "饮水和住房保障不稳定，雨季反复",
    "infrastructure": "主干路汛期常中断，班车随之停运",
    "industry": "主导产业遇灾减产，合作社收入不足以分红",
    "living_environment": "垃圾清运次数不足，公厕停用",
    "public_services": "村医空缺，群众看病须到邻村",
    "other": "地质灾害点未治理，雨季须避险转移",
}
"""What a nomination says of an area, beyond what the registry's items can say."""
OPEN_AREA, REFUSED_AREA = "infrastructure", "living_environment"
REFUSAL = "核查时清运车每周两次，公厕正常使用，不构成明显短板"
VILLAGES = "village"
"""The class that villages are targets of."""


@dataclass(frozen=True, slots=True)
class Company:
    """The accounts by name, the rules that they follow, and how the places stand by code."""

    accounts: Mapping[str, User]
    campaign: Campaign
    standings: Mapping[str, Standing]

    @property
    def office(self) -> User:
        """Whoever keeps the run and asks for what is decided beside it."""
        return self.accounts[OFFICE.name]

    def nominate_and_confirm(self, villages: SyntheticVillages) -> int:
        """Have every nomination that the registry knows as confirmed put forward and confirmed.

        Two more, of 龙驹镇, do not count: one is still open, one was refused. Gives their number.
        """
        confirmed = 0
        for code, area in _nominated(villages):
            nomination = self._nominate(code, area)
            confirm_nomination(nomination, by=self.accounts[CONFIRMING[area].name])
            confirmed += 1
        self._nominate(EDGES["open_for_lack_of_facts"], OPEN_AREA)
        refused = self._nominate(EDGES["just_under_one_percent"], REFUSED_AREA)
        by = self.accounts[CONFIRMING[REFUSED_AREA].name]
        refuse_nomination(refused, why=f"{REFUSAL}（{SYNTHETIC}）", by=by)
        return confirmed + 2

    def _nominate(self, code: str, area: str) -> Nomination:
        """The village's own team nominates it, or else the office of its county."""
        name = county_name(above(code, "county")) if code != VILLAGE.place else VILLAGE.name
        return nominate(
            self.standings[code],
            campaign=self.campaign,
            area=_branch(self.campaign, area),
            says=f"{LACKS[area]}（{SYNTHETIC}）",
            evidence=Evidence(f"村情核查表 示例〔2020〕{code[-3:]}号（{SYNTHETIC}）"),
            by=self.accounts[name],
        )

    def decide_beside(self, run: Run, *, whole: bool) -> int:
        """Have the office ask for a village that was left open, and settle the tie; how many.

        The first waits for its second person. Of the tie one village is taken in, and the rest is
        left to the visitor; with `whole` all of it is settled, the earlier in the document first.
        """
        self._ask(
            EDGES["unknown_population"], admits=True, reason="农业户籍人口待公安部门核定，先行列入"
        )
        tied = Target.objects.filter(run=run, standing="tied").order_by("position")
        seats = _seats_left(run)
        settled = tied if whole else tied[:1]
        for at, target in enumerate(settled):
            admits = at < seats
            reason = "并列末位，集中连片、距县城较远，" + ("予以列入" if admits else "暂不列入")
            asked = self._ask(target.code, admits=admits, reason=reason)
            confirm_override(asked, by=self.accounts[SECOND.name])
        return 1 + len(settled)

    def _ask(self, code: str, *, admits: bool, reason: str) -> Override:
        return override(
            self.standings[code],
            campaign=self.campaign,
            target_class=VILLAGES,
            admits=admits,
            reason=f"{reason}（{SYNTHETIC}）",
            document=f"专题会议纪要 示例〔2020〕第3期（{SYNTHETIC}）",
            by=self.office,
        )

    def announce(self, run: Run) -> Announcement:
        """Have the office announce the list, as the campaign's beginning had it."""
        return announce(
            run,
            document=f"示例〔2020〕1号（{SYNTHETIC}）",
            title=f"关于公布定点攻坚乡镇和行政村名单的通知（{SYNTHETIC}）",
            on=self.campaign.announced,
            by=self.office,
        )

    def counted(self, run: Run) -> Counters:
        """The numbers of the first page, as the office sees them."""
        return counters(run, seen_by=Scope(frozenset({f"{self.campaign.root}/"})))


def assemble(villages: SyntheticVillages, *, campaign: Campaign) -> Company:
    """Open the accounts of the cast, and of the offices whose villages are nominated."""
    nominated = {code for code, _ in _nominated(villages)}
    counties = {above(code, "county") for code in nominated}
    concerned = nominated | counties | set(EDGES.values())
    found = Standing.objects.filter(vintage=campaign.vintage, code__in=concerned)
    standings = {one.code: one for one in found}
    offices = [county_office(code, standings[code].name) for code in sorted(counties)]
    parts = [*CAST, *CONFIRMING.values(), *offices]
    accounts = open_accounts(parts, vintage=campaign.vintage)
    return Company(accounts, campaign, standings)


def _nominated(villages: SyntheticVillages) -> Iterator[tuple[str, str]]:
    """The villages that the registry knows as nominated, by code, each with its area."""
    for area, named in villages.nominated.items():
        for at in np.flatnonzero(named):
            yield villages.villages[at].place, area


def _branch(campaign: Campaign, area: str) -> str:
    """The code of the branch that a nomination in an area opens."""
    flags = {
        branch.nomination: branch.code for target in campaign.classes for branch in target.branches
    }
    return flags[f"nominated_{area}"]


def _seats_left(run: Run) -> int:
    """How many of those who tie the quota still has room for."""
    inside = Target.objects.filter(run=run, target_class=VILLAGES, standing="included").count()
    return max(int(run.parameters["village.quota"]) - inside, 0)
