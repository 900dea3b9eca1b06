"""The places as a Django app."""

from django.apps import AppConfig
from django.db.models import CharField

from dingdian.records.places.beginning import Begins


class Places(AppConfig):
    """Named by its place in the house; teaches every text to be asked for its beginning."""

    name = "dingdian.records.places"
    label = "places"

    def ready(self) -> None:
        """Make `__begins` known."""
        CharField.register_lookup(Begins)
