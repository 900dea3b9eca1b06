"""Where sealed values are kept: every column of that kind, and whether any of them holds one."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models


def sealed_columns() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    """Each model with a sealed field of its own, as far as its table is made."""
    made = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table in made:
            yield from ((model, one) for one in model._meta.local_fields if hasattr(one, "seals"))


def kept_in(model: type[models.Model], field: "models.Field[Any, Any]") -> models.QuerySet[Any]:
    """The values of a column, shut, the last written first."""
    rows = model._base_manager.filter(**{f"{field.name}__isnull": False})
    return rows.order_by("-pk").values_list(field.name, flat=True)


def anything_is_sealed() -> bool:
    """Whether any row of any table holds a sealed value: then there was a key."""
    return any(kept_in(model, field).exists() for model, field in sealed_columns())
