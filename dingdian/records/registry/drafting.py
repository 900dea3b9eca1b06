"""A form that saves itself while it is typed into; a draft is no deed, and leaves no trail."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from dingdian.records.access.models import User
from dingdian.records.registry.draft import Draft

LONGEST = 4_000
"""So many signs of one field are kept; what is longer no form asks for."""


@transaction.atomic
def save_draft(values: Mapping[str, str], *, form: str, subject: str, by: User) -> Draft:
    """Keep what somebody has typed so far, in the place of what they had typed before."""
    told = json.dumps({name: one[:LONGEST] for name, one in values.items()}, ensure_ascii=False)
    draft, _ = Draft.objects.update_or_create(
        user=by, form=form, subject=subject, defaults={"values": told, "saved_at": timezone.now()}
    )
    return draft


def draft_of(user: User, *, form: str, subject: str) -> dict[str, str]:
    """What somebody had typed into a form; nothing where they had not begun."""
    draft = Draft.objects.filter(user=user, form=form, subject=subject).first()
    return {} if draft is None else dict(json.loads(draft.values))


@transaction.atomic
def drop_draft(*, form: str, subject: str, by: User) -> None:
    """Forget a draft: the form was sent, or given up."""
    Draft.objects.filter(user=by, form=form, subject=subject).delete()
