"""How a text begins, asked so that an index answers on every database."""

from typing import Any

from django.db.models.lookups import StartsWith

LAST = "\U0010ffff"


class Begins(StartsWith):
    """`path__begins="50/500101/"`: LIKE, which PostgreSQL answers from varchar_pattern_ops.

    On SQLite it is a range, since its LIKE looks at every row.
    """

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """As Django asks how a text starts."""
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """Everything from the text up to the last that begins with it; LIKE for a column."""
        if not self.rhs_is_direct_value():
            return self.as_sql(compiler, connection)
        field, params = self.process_lhs(compiler, connection)
        said = str(self.rhs)
        return f"({field} >= %s AND {field} < %s)", [*params, said, *params, f"{said}{LAST}"]
