"""Where rows become columns: Arrow in memory, Parquet on disk."""
