"""The trail as a Django app."""

from django.apps import AppConfig


class Trail(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.trail"
    label = "trail"
