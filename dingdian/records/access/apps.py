"""Access as a Django app."""

from django.apps import AppConfig


class Access(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.access"
    label = "access"
