"""The jobs as a Django app."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.records.jobs"
    label = "jobs"
