"""A run as it was kept, what people said beside it, and the list that was announced."""

from django.conf import settings
from django.db import models

from dingdian.campaign.entry import STANDINGS
from dingdian.records.places.models import Place

BY_BEGINNING = ("int8_ops", "varchar_pattern_ops")
"""An index over a run and a path whose beginning is asked; PostgreSQL alone must be told."""
SOMEBODY = settings.AUTH_USER_MODEL


class Light(models.TextChoices):
    """How a place stands in the counts that must be none; the worst of them speaks."""

    ILL = "ill", "未达标"
    UNREPORTED = "unreported", "未报"
    NEAR = "near", "接近"
    WELL = "well", "达标"
    NONE = "na", "不适用"


class State(models.TextChoices):
    """Where a nomination is on its way."""

    NOMINATED = "nominated", "待确认"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "未予确认"
    WITHDRAWN = "withdrawn", "已撤回"


class Run(models.Model):
    """One identification as it is kept: which rule, over which source, under which parameters.

    `digest` is that of the sealed decision. The current run of a campaign is the latest kept.
    `source_path` is where the tables lay that were read; `vintage` is that of the divisions.
    """

    campaign = models.CharField(max_length=40)
    campaign_digest = models.CharField(max_length=80)
    decided_on = models.DateField()
    as_of = models.DateField(null=True)
    source_name = models.CharField(max_length=200)
    source_path = models.CharField(max_length=500)
    source_digest = models.CharField(max_length=80)
    layout = models.CharField(max_length=60)
    rows = models.PositiveIntegerField()
    parameters = models.JSONField()
    digest = models.CharField(max_length=80, unique=True)
    synthetic = models.BooleanField()
    vintage = models.PositiveSmallIntegerField()
    n_problems = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-kept_at", "-pk")
        indexes = (models.Index(fields=["campaign", "-kept_at", "-id"], name="runs_latest_first"),)

    def __str__(self) -> str:
        return f"{self.campaign} of {self.decided_on} over {self.source_name}"


class Sealed(models.Model):
    """The sealed decision of a run, packed; apart from it, so that lists never load it."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="sealed")
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"sealed decision of run {self.run_id}"


class Profile(models.Model):
    """What a run knew of one place: a village's own facts, or sums over the villages below it.

    A number that is not known of any village is none; one known of some is the sum of those.
    `n_population_unknown` counts the villages whose denominator is unknown or none.
    `remaining_in_targets` are the persons in the union of target townships and target villages,
    each counted once.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="profiles")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=80)
    level = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    remaining_poor = models.PositiveIntegerField(null=True)
    agricultural_population = models.PositiveIntegerField(null=True)
    incidence_ppm = models.BigIntegerField(null=True)
    n_villages = models.PositiveIntegerField(default=0)
    n_communities = models.PositiveIntegerField(default=0)
    n_population_unknown = models.PositiveIntegerField(default=0)
    n_targets = models.PositiveIntegerField(default=0)
    is_focus = models.BooleanField(default=False)
    remaining_in_targets = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)
    light = models.CharField(max_length=10, choices=Light, default=Light.NONE)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["run", "place"], name="one_profile_per_place"),
        )
        indexes = (
            models.Index(fields=["run", "path"], name="profile_by_path", opclasses=BY_BEGINNING),
            models.Index(fields=["run", "level", "position"], name="profile_by_order"),
            models.Index(fields=["run", "code"], name="profile_by_code"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name} in run {self.run_id}"


class Target(models.Model):
    """One place in one class of a run, as it was computed; nothing that people decide is in here.

    A place that does not qualify has a row once somebody decides about it.

    Bit n of `holds_mask` says that the class's n-th branch holds, of `unknown_mask` that it is
    open. `incidence_ppm` is for sorting alone: the two numbers beside it are what is shown.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="targets")
    target_class = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    county_code = models.CharField(max_length=12, blank=True)
    township_code = models.CharField(max_length=12, blank=True)
    standing = models.CharField(max_length=20)
    rank = models.PositiveIntegerField(null=True)
    holds = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    holds_mask = models.BigIntegerField(default=0)
    unknown_mask = models.BigIntegerField(default=0)
    findings = models.JSONField(default=list)
    change_zh = models.TextField(blank=True)
    change_en = models.TextField(blank=True)
    remaining_poor = models.PositiveIntegerField(null=True)
    agricultural_population = models.PositiveIntegerField(null=True)
    incidence_ppm = models.BigIntegerField(null=True)
    light = models.CharField(max_length=10, choices=Light, default=Light.NONE)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["run", "target_class", "place"], name="one_target_per_class"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=tuple(STANDINGS)), name="a_target_has_a_standing"
            ),
        )
        indexes = (
            models.Index(fields=["run", "target_class", "position"], name="target_by_order"),
            models.Index(fields=["run", "path"], name="target_by_path", opclasses=BY_BEGINNING),
            models.Index(fields=["run", "standing"], name="target_by_standing"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name} {self.standing} in run {self.run_id}"


class Nomination(models.Model):
    """A place put forward for a weakness in one area, with evidence; a second person confirms it.

    `area` is the code of a branch that a nomination opens; code and path are those of `vintage`.
    `says` tells what lacks, and names nobody. An uploaded file lies under its SHA-256; without one
    the document is named in words.
    """

    campaign = models.CharField(max_length=40)
    vintage = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    path = models.CharField(max_length=80)
    area = models.CharField(max_length=40)
    says = models.CharField(max_length=500)
    evidence_says = models.CharField(max_length=200)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    evidence_kind = models.CharField(max_length=100, blank=True)
    evidence_size = models.PositiveBigIntegerField(default=0)
    evidence_name = models.CharField(max_length=200, blank=True)
    nominated_by = models.ForeignKey(SOMEBODY, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.NOMINATED)
    decided_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by=None, decided_at=None)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_nomination_is_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("nominated_by")),
                name="a_second_person_decides_a_nomination",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=State.NOMINATED, decided_at=None, withdrawn_at=None, withdrawn_by=None
                )
                | models.Q(
                    state__in=(State.CONFIRMED, State.REFUSED),
                    decided_at__isnull=False,
                    withdrawn_at=None,
                    withdrawn_by=None,
                )
                | models.Q(
                    state=State.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False
                ),
                name="a_nomination_is_where_it_says",
            ),
            models.UniqueConstraint(
                fields=["campaign", "place", "area"],
                condition=models.Q(state__in=(State.NOMINATED, State.CONFIRMED)),
                name="one_standing_nomination_per_area",
            ),
        )
        indexes = (models.Index(fields=["campaign", "state"], name="nomination_by_state"),)

    def __str__(self) -> str:
        return f"{self.code} {self.area} {self.state}"

    @property
    def about(self) -> str:
        """What it is about: the area."""
        return self.area


class Override(models.Model):
    """The office's decision against or beyond what was computed; so a tie is settled too.

    It counts once a second person has confirmed it, and until somebody withdraws it.
    """

    campaign = models.CharField(max_length=40)
    target_class = models.CharField(max_length=40)
    vintage = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    path = models.CharField(max_length=80)
    admits = models.BooleanField()
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=200)
    asked_by = models.ForeignKey(SOMEBODY, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(SOMEBODY, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="an_override_is_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("asked_by")),
                name="a_second_person_confirms_an_override",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_by=None, withdrawn_at=None)
                | models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="an_override_is_withdrawn_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["campaign", "target_class", "place"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_override_per_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {'in' if self.admits else 'out'} by {self.document}"

    @property
    def about(self) -> str:
        """What it is about: the class."""
        return self.target_class


class Announcement(models.Model):
    """The list as a document made it final, taken from one run and what was decided beside it."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="announcements")
    document = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    announced_on = models.DateField()
    announced_by = models.ForeignKey(SOMEBODY, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.document} {self.title}"


class Announced(models.Model):
    """One place on an announced list, as it was called that day."""

    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="places")
    target_class = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=80)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("target_class", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["announcement", "target_class", "place"], name="announced_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name} by announcement {self.announcement_id}"
