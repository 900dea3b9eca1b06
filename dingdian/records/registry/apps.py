"""The registry as a Django app."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.registry"
    label = "registry"
