"""The campaign's cycle, one file per step, each reading from top to bottom."""
