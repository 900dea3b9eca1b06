"""The records are made ready: Django is set up by the installation's own settings."""

import os

import django

SETTINGS = "dingdian.settings"


def start() -> None:
    """Set Django up; raises Unusable where the installation's settings are unsafe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
