"""The pages as a Django app, so that templates, tags and static files are found."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Named by its place in the house."""

    name = "dingdian.pages"
    label = "pages"
