"""The targeting as a Django app."""

from django.apps import AppConfig


class Targeting(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.targeting"
    label = "targeting"
