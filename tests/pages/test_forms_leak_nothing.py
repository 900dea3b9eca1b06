"""What is typed into the registry's forms stands in no address, log, trail or plain row."""

import logging
from typing import Any

import pytest
from django.db import connection

from dingdian.records.trail.models import Entry
from tests.makers.cast import VILLAGE, signed_in
from tests.makers.filled import ID_NUMBER, household, named, sheet
from tests.makers.leaks import leaks_in_database, leaks_in_texts

pytestmark = pytest.mark.django_db
SECRETS = ("赵钱孙李", "13987654321", "6217000012345678901", ID_NUMBER, ID_NUMBER[:17], "王帮扶人")


def told(record: logging.LogRecord) -> str:
    """A line of the log with all that it tells."""
    return f"{record.getMessage()} {record.__dict__}"


def test_nothing_personal_is_in_an_address_a_log_the_trail_or_a_plain_row(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client, of = signed_in("village"), household()
    head = named(of, "张三丰").key
    addresses: list[str] = []

    def send(to: str, at: str, **typed: Any) -> None:
        answer = client.post(at, sheet(client, to, **typed))
        addresses.extend((at, answer.get("Location", "")))
        assert answer.status_code in (200, 302), (at, answer.status_code)

    change, member = f"/households/{of.key}/change/", f"/members/{head}/change/"
    enter = f"/households/new/?place={VILLAGE}"
    private = {"phone": SECRETS[1], "account": SECRETS[2]}
    send(change, "/drafts/", **private)
    send(change, change, **private)
    send(member, "/drafts/", name=SECRETS[0], id_number=ID_NUMBER)
    send(member, "/households/number/", id_number=ID_NUMBER)
    send(member, member, name=SECRETS[0], id_number=ID_NUMBER)
    send(enter, "/drafts/", **{"m0-name": SECRETS[0], "m0-phone": SECRETS[1]})
    helper = f"/households/{of.key}/helper/"
    send(helper, helper, name=SECRETS[5], unit="镇政府", unit_level="township", phone=SECRETS[1])
    texts = {f"address {at}": one for at, one in enumerate(addresses)}
    texts |= {f"log {at}": told(one) for at, one in enumerate(caplog.records)}
    texts |= {f"trail {one.pk}": str(one.__dict__) for one in Entry.objects.all()}
    assert len(caplog.records) > 10
    assert leaks_in_texts(texts, SECRETS) == []
    assert leaks_in_database(connection, SECRETS) == []
