"""An account, and the duties that say what it may see and do."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from dingdian.records.places.models import Place


class Role(models.TextChoices):
    """The kinds of duty; what each allows is declared in `allowed`."""

    OFFICE = "office", "领导小组办公室"
    LEAD = "lead", "牵头市领导"
    GROUP = "group", "市级扶贫集团"
    PARTNER = "partner", "协作协调"
    COUNTY = "county", "区县办公室"
    DEPARTMENT = "department", "行业部门"
    TOWNSHIP = "township", "乡镇办公室"
    VILLAGE = "village", "驻村工作队"
    INSPECTOR = "inspector", "督查审计"
    STEWARD = "steward", "数据管理"
    EVALUATOR = "evaluator", "第三方评估"


class Sector(models.TextChoices):
    """The line department whose fields a duty covers; empty is all of them."""

    ALL = "", "全部"
    EDUCATION = "education", "教育"
    HEALTH = "health", "卫健医保"
    HOUSING = "housing", "住建"
    WATER = "water", "水利"
    LABOUR = "labour", "人社"
    CIVIL_AFFAIRS = "civil_affairs", "民政"
    RELOCATION = "relocation", "发改"
    AGRICULTURE = "agriculture", "农业农村"
    FINANCE = "finance", "财政"
    COMMERCE = "commerce", "商务"
    TRANSPORT = "transport", "交通"
    DISABLED = "disabled", "残联"


class User(AbstractUser):
    """An account; it may do nothing until it has a duty."""

    def __str__(self) -> str:
        return self.get_username()


class Duty(models.Model):
    """A role at a place, in a sector, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="duties")
    role = models.CharField(max_length=20, choices=Role)
    place = models.ForeignKey(Place, models.PROTECT, related_name="duties")
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "role", "place", "sector", "since"], name="no_duty_twice"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_duty_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} at {self.place_id}"
