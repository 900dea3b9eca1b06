"""Sheets that come in, checked cell by cell, and sheets that go out, written to be opened."""
