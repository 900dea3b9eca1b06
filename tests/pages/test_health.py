"""Health: whoever watches is answered without sign-in, and told nothing but whether it is well."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_costs_one_query(client: Client, django_assert_num_queries: object) -> None:
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(1):
        assert client.get("/health/").status_code == 200


def test_it_is_ill_without_the_database_and_does_not_say_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> None:
        raise OperationalError("could not connect to db.office.example")

    monkeypatch.setattr(connection, "cursor", silent)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})


def test_nothing_can_be_sent_to_it(client: Client) -> None:
    assert client.post("/health/").status_code == 405
