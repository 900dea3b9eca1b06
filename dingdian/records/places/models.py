"""A place, how it stands in each vintage of the divisions, and what has been said of it."""

from django.db import models

BY_BEGINNING = ("int2_ops", "varchar_pattern_ops")
"""An index over a vintage and a text whose beginning is asked; PostgreSQL alone must be told."""


class Place(models.Model):
    """A place that endures, whatever its code and name become; records point at it.

    `zone` marks an overlay such as 万盛经开区: no code of its own, made of places of others.
    """

    zone = models.BooleanField(default=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("pk")),
                name="no_place_succeeds_itself",
            ),
        )

    def __str__(self) -> str:
        return f"place {self.pk}"


class Standing(models.Model):
    """How a place stands in one vintage: its code, its names, what it lies in, where in the order.

    `name` is what people say (后坪乡), `official_name` what the list says (后坪苗族土家族乡).
    `path` holds the codes from the root down, each followed by a stroke: scope and roll-ups are
    questions of how a path begins. `position` is the document order (文件顺序) of the whole tree: a
    place stands before what lies in it. A zone has a word for a code.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="standings")
    vintage = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    official_name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    parent = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["vintage", "code"], name="one_place_per_code", opclasses=BY_BEGINNING
            ),
            models.UniqueConstraint(fields=["vintage", "place"], name="one_standing_per_vintage"),
        )
        indexes = (
            models.Index(
                fields=["vintage", "path"], name="standing_by_path", opclasses=BY_BEGINNING
            ),
            models.Index(fields=["vintage", "level", "position"], name="standing_by_order"),
            models.Index(fields=["vintage", "parent"], name="standing_by_parent"),
            models.Index(
                fields=["vintage", "pinyin"], name="standing_by_pinyin", opclasses=BY_BEGINNING
            ),
            models.Index(
                fields=["vintage", "initials"], name="standing_by_initials", opclasses=BY_BEGINNING
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.vintage})"


class ZoneMember(models.Model):
    """One of the places that an overlay zone is made of."""

    zone = models.ForeignKey(Place, models.PROTECT, related_name="members")
    place = models.ForeignKey(Place, models.PROTECT, related_name="zones")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["zone", "place"], name="in_a_zone_once"),
            models.CheckConstraint(
                condition=~models.Q(zone=models.F("place")), name="no_zone_in_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} in zone {self.zone_id}"


class Designation(models.Model):
    """A place named by a document for a purpose, from a day on; `position` is its rank there."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="designations")
    purpose = models.CharField(max_length=40)
    document = models.CharField(max_length=200)
    since = models.DateField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("purpose", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["place", "purpose", "since"], name="designated_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.purpose}"


class Point(models.Model):
    """Where a place lies, as somebody else's gazetteer has it; degrees, WGS-84."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="point")
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    latitude = models.DecimalField(max_digits=7, decimal_places=5)
    source = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.place_id} at {self.longitude}, {self.latitude}"


class Boundary(models.Model):
    """The outline of a place, for a schematic map; an unknown datum is empty, and maps say so."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="boundary")
    geometry = models.JSONField()
    datum = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"outline of {self.place_id}"
