"""The engine: a DuckDB in this process that reads Parquet or rows and never asks another host."""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
from sqlglot import exp

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

DIALECT = "duckdb"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "preserve_insertion_order": False,
}
OUR_FAULTS = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ConnectionException,
    duckdb.ParserException,
)
"""What a wrong query raises; whatever else goes wrong lies in the tables."""


class Engine:
    """One connection, for one question; use it as a context.

    An engine `beside` another answers from the same tables, for a thread of its own.
    """

    def __init__(self, *, threads: int | None = None, beside: "Engine | None" = None) -> None:
        settings = SETTINGS | ({} if threads is None else {"threads": threads})
        self.connection: duckdb.DuckDBPyConnection = (
            duckdb.connect(":memory:", config=settings)
            if beside is None
            else beside.connection.cursor()
        )
        self.opened: list[str] = [] if beside is None else beside.opened

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def open_parquet(self, name: str, path: Path) -> dict[str, str]:
        """Let a Parquet file be read under a name; its columns and their SQL types.

        The row's number in the file, from 0, stands beside them as `file_row_number`.
        """
        try:
            self.connection.read_parquet(str(path), file_row_number=True).create_view(name)
        except duckdb.Error as error:
            raise Unusable(
                "not_parquet",
                Text("不是完整的 Parquet 文件。", "This is no whole Parquet file."),
                Text("请重新导出。", "Export it again."),
                where=path.name,
            ) from error
        self.opened.append(path.name)
        described = self.connection.execute(f"DESCRIBE {name}").fetchall()
        return {str(column): str(kind) for column, kind, *_ in described}

    def load_rows(
        self, name: str, columns: Mapping[str, Sequence[Any]], types: Mapping[str, str]
    ) -> None:
        """Make a table of columns of plain values, all of one length; None is unknown.

        By way of a passing csv, which the engine takes in three times as fast as bound values.
        Raises Unusable for a row of more than about two million characters.
        """
        with tempfile.TemporaryDirectory(prefix="dingdian-") as folder:
            passing = Path(folder) / "rows.csv"
            with passing.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(zip(*columns.values(), strict=True))
            rows = self.connection.read_csv(
                str(passing),
                columns={column: types[column] for column in columns},
                auto_detect=False,
                header=False,
                delimiter=",",
                quotechar='"',
                escapechar='"',
                lineterminator=duckdb.CSVLineTerminator.CARRIAGE_RETURN_LINE_FEED,
            )
            try:
                rows.create(name)
            except duckdb.Error as error:
                raise Unusable(
                    "too_long",
                    Text("有一行比表能容纳的还长。", "A row is longer than a table can hold."),
                    Text("请检查各列的文字。", "Look at the texts in its columns."),
                ) from error

    def keep(self, name: str, query: exp.Expr) -> None:
        """Answer a query once and keep its rows under a name."""
        self._run(f"CREATE TABLE {name} AS {written(query)}")

    def ask(
        self, query: exp.Expr | str, values: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows that answer a query, or one that is `written`, with what it leaves open."""
        return self._run(query if isinstance(query, str) else written(query), values)

    def _run(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of an answer; Unusable where a table is damaged, which only reading it shows."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except OUR_FAULTS:
            raise
        except duckdb.Error as error:
            why = str(error).partition("\n")[0]
            raise Unusable(
                "damaged",
                Text(f"不能读完：{why}。", f"It cannot be read to its end: {why}."),
                Text("请重新导出。", "Export it again."),
                where=", ".join(self.opened),
            ) from error


def written(query: exp.Expr) -> str:
    """The query as the engine's text: written once where it is asked again and again."""
    return query.sql(DIALECT, comments=False)
