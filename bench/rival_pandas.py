"""A rival: the registry's tables read by pandas, counted by village, and selected there."""

import sys
from pathlib import Path

import pandas as pd

from bench.selection import select


def counted(rows: pd.DataFrame, wanted: dict[str, tuple[pd.Series, pd.Series]]) -> pd.DataFrame:
    """By village, how many rows are certain, and how many are possible."""
    columns = {"village": rows["village"]}
    for name, (certain, possible) in wanted.items():
        columns |= {name: certain, f"{name}_at_most": possible}
    return pd.DataFrame(columns).groupby("village", sort=False).sum()


def is_one(column: pd.Series, *words: str) -> tuple[pd.Series, pd.Series]:
    """Rows that say one of the words, and those that might."""
    says = column.isin(words)
    return says, says | column.isna()


def not_so(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Rows that say no, and those that might."""
    return column == False, column != True  # noqa: E712 - compared row by row


def main(source: str, to: str) -> None:
    """Read three tables, count two of them by village, select."""
    folder = Path(source)
    members = pd.read_parquet(
        folder / "members.parquet",
        columns=["village", "poverty_status", "school_state", "insurance_state"],
    )
    persons = counted(
        members,
        {
            "remaining_poor": is_one(members["poverty_status"], "not_lifted"),
            "dropouts": is_one(members["school_state"], "dropped_out"),
            "uninsured": is_one(members["insurance_state"], "uninsured"),
        },
    )
    households = pd.read_parquet(
        folder / "households.parquet",
        columns=["village", "house_grade", "lived_in", "safe_water", "sanitary_latrine"],
    )
    graded = is_one(households["house_grade"], "C", "D")
    lived_in = households["lived_in"]
    latrine = households["sanitary_latrine"]
    families = counted(
        households,
        {
            "dangerous_houses": (graded[0] & (lived_in == True), graded[1] & (lived_in != False)),  # noqa: E712 - row by row
            "unsafe_water_households": not_so(households["safe_water"]),
            "latrine_households": (latrine == True, latrine != False),  # noqa: E712 - row by row
        },
    )
    families["listed_households"] = households.groupby("village", sort=False).size()
    frame = pd.read_parquet(folder / "villages.parquet").join(persons, on="place")
    frame = frame.join(families, on="place")
    counts = [*persons.columns, *families.columns]
    frame[counts] = frame[counts].fillna(0)
    select(frame, Path(to))


if __name__ == "__main__":
    main(*sys.argv[1:])
