"""The places as a Django app."""

from django.apps import AppConfig


class Places(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.places"
    label = "places"
