"""The pages of the tests: static files by their plain names, whoever may have collected them."""

import pytest
from django.conf import settings as configured
from pytest_django import Settings

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def plain_names(settings: Settings) -> None:
    """Lets templates name a file that nobody has collected."""
    configured.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
