"""Everything that is drawn of a registry, in the order in which one part rests upon another."""

from collections.abc import Callable
from dataclasses import dataclass

from dingdian.demonstration import synthetic_campaign as campaign
from dingdian.demonstration.benefits import Benefits, draw_benefits
from dingdian.demonstration.causes import Causes, draw_causes
from dingdian.demonstration.families import Families, Flags
from dingdian.demonstration.households import Households, draw_households
from dingdian.demonstration.incomes import Incomes, draw_incomes
from dingdian.demonstration.kinship import draw_relations
from dingdian.demonstration.livelihoods import Livelihoods, draw_livelihoods
from dingdian.demonstration.members import Members, draw_members
from dingdian.demonstration.schooling import Schooling, draw_schooling
from dingdian.demonstration.size import Size
from dingdian.demonstration.synthetic_campaign import SyntheticVillages, draw_villages, stream
from dingdian.demonstration.watch import Watch, draw_watch
from dingdian.frames.parquet import Coded


@dataclass(frozen=True, slots=True)
class Drawn:
    """A registry as it was drawn; every element of a part stands for a family, or for a person."""

    seed: int
    villages: SyntheticVillages
    households: Households
    members: Members
    families: Families
    relation: Coded
    schooling: Schooling
    work: Livelihoods
    benefits: Benefits
    causes: Causes
    watch: Watch

    @property
    def places(self) -> list[str]:
        """The codes of the villages."""
        return [village.place for village in self.villages.villages]

    @property
    def earns(self) -> Flags:
        """Who earned wages."""
        return self.members.working

    def incomes(self) -> Incomes:
        """What each family earned; drawn last, and only where it is wanted."""
        return draw_incomes(
            self.households,
            self.members,
            self.families,
            self.benefits,
            self.earns,
            self.watch.since,
            stream(self.seed, campaign.INCOMES),
        )


def draw_registry(size: Size, seed: int, say: Callable[[str], None] = lambda _name: None) -> Drawn:
    """Villages, families and persons of one size; `say` hears what is drawn next."""
    say("villages")
    villages = draw_villages(size, seed)
    say("households")
    homes = draw_households(villages.counts, villages.standing, stream(seed, campaign.HOUSEHOLDS))
    say("members")
    members = draw_members(homes, villages.standing, stream(seed, campaign.MEMBERS))
    families = Families.of(members.household)
    schooling = draw_schooling(members, stream(seed, campaign.SCHOOLING))
    studies, works = schooling.studies, members.working
    work = draw_livelihoods(members, stream(seed, campaign.LIVELIHOODS))
    return Drawn(
        seed=seed,
        villages=villages,
        households=homes,
        members=members,
        families=families,
        relation=draw_relations(members, families, stream(seed, campaign.KINSHIP)),
        schooling=schooling,
        work=work,
        benefits=draw_benefits(
            homes, members, families, works, studies, stream(seed, campaign.BENEFITS)
        ),
        causes=draw_causes(homes, members, families, studies, stream(seed, campaign.CAUSES)),
        watch=draw_watch(homes, members, families, works, studies, stream(seed, campaign.WATCH)),
    )
