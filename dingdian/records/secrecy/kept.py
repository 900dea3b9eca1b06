"""Where sealed values are kept: every column of that kind, and whether any of them holds one."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Each model with the name of a sealed field of its own, as far as its table is made."""
    made = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table in made:
            yield from (
                (model, one.name)
                for one in model._meta.local_fields
                if getattr(one, "seals", False)
            )


def anything_is_sealed() -> bool:
    """Whether any row of any table holds a sealed value: then there was a key."""
    return any(
        model._base_manager.filter(**{f"{name}__isnull": False}).exists()
        for model, name in sealed_columns()
    )
