"""A member, and in which household they lived, and how they stood, from day to day."""

from django.db import models

from dingdian.records.registry.household import Household
from dingdian.records.registry.pseudonym import new_key
from dingdian.records.registry.round import Round, rules_of
from dingdian.records.secrecy.fields import SealedText


class Left(models.TextChoices):
    """Why somebody is no longer on the register, though they live."""

    MARRIED = "married", "婚嫁"
    MOVED_AWAY = "moved_away", "户籍迁出"
    ADOPTED = "adopted", "收养"
    OTHER = "other", "其他"


class Member(models.Model):
    """A person, sealed; found by blind indexes, and by the last four digits of the number.

    `number` is 人口编号, and missing until the national system gives one. `left_on` is the first
    day on which they belong here no more, `died_on` the last day of their life.
    """

    number = models.CharField(max_length=40, unique=True, null=True)
    key = models.BigIntegerField(unique=True, default=new_key)
    name = SealedText()
    name_blind = models.BigIntegerField(db_index=True)
    pinyin_blind = models.BigIntegerField(db_index=True)
    initials_blind = models.BigIntegerField(db_index=True)
    sex = models.CharField(max_length=40, null=True)
    born_on = models.DateField(null=True)
    id_kind = models.CharField(max_length=40, null=True)
    id_number = SealedText(null=True)
    id_blind = models.BigIntegerField(null=True, db_index=True)
    id_last4 = models.CharField(max_length=4, null=True, db_index=True)
    ethnicity = models.CharField(max_length=100, null=True)
    phone = SealedText(null=True)
    phone_blind = models.BigIntegerField(null=True, db_index=True)
    died_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_why = models.CharField(max_length=20, choices=Left, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(id_number=None, id_blind=None, id_last4=None)
                | models.Q(id_number__isnull=False, id_blind__isnull=False, id_last4__isnull=False),
                name="an_id_number_is_found_where_it_is",
            ),
            models.CheckConstraint(
                condition=models.Q(phone=None, phone_blind=None)
                | models.Q(phone__isnull=False, phone_blind__isnull=False),
                name="a_phone_is_found_where_it_is",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None, left_why=None)
                | models.Q(left_on__isnull=False, left_why__isnull=False, died_on=None),
                name="a_member_left_on_and_why_or_died",
            ),
        )

    def __str__(self) -> str:
        return f"member {self.key}"


class MemberFields(models.Model):
    """Every field of facts/members.toml that changes from day to day, under the same name."""

    poverty_status = models.CharField(max_length=40, null=True)
    school_state = models.CharField(max_length=40, null=True)
    insurance_state = models.CharField(max_length=40, null=True)
    relation = models.CharField(max_length=40, null=True)
    education = models.CharField(max_length=40, null=True)
    student_status = models.CharField(max_length=40, null=True)
    dropout_reason = models.CharField(max_length=40, null=True)
    school_attended = models.BooleanField(null=True)
    school_elsewhere = models.BooleanField(null=True)
    labour = models.CharField(max_length=40, null=True)
    health = models.CharField(max_length=200, null=True)
    disability_kind = models.CharField(max_length=40, null=True)
    disability_level = models.CharField(max_length=40, null=True)
    disability_certified_year = models.PositiveSmallIntegerField(null=True)
    political_status = models.CharField(max_length=40, null=True)
    speaks_mandarin = models.BooleanField(null=True)
    work_region = models.CharField(max_length=40, null=True)
    work_months = models.PositiveSmallIntegerField(null=True)
    employer = models.CharField(max_length=100, null=True)
    works_abroad = models.BooleanField(null=True)
    work_channel = models.CharField(max_length=40, null=True)
    public_post_kind = models.CharField(max_length=40, null=True)
    public_post_months = models.PositiveSmallIntegerField(null=True)
    industry = models.CharField(max_length=100, null=True)
    minimum_living = models.BooleanField(null=True)
    extreme_support = models.BooleanField(null=True)
    resident_insurance = models.BooleanField(null=True)
    employee_insurance = models.BooleanField(null=True)
    serious_illness_insurance = models.BooleanField(null=True)
    commercial_insurance = models.BooleanField(null=True)
    illness_assistance = models.BooleanField(null=True)
    other_health_aid = models.BooleanField(null=True)
    resident_pension = models.BooleanField(null=True)
    employee_pension = models.BooleanField(null=True)
    insurance_year = models.PositiveSmallIntegerField(null=True)
    insurance_exemption = models.CharField(max_length=40, null=True)

    class Meta:
        abstract = True


class MemberRound(MemberFields, Round):
    """In which household a member lived, and how they stood, from one day until another."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="rounds")
    household = models.ForeignKey(Household, models.PROTECT, related_name="member_rounds")

    class Meta:
        ordering = ("member", "since")
        constraints = rules_of("member", "rounds_of_a_member")

    def __str__(self) -> str:
        return f"member {self.member_id} from {self.since}"
