"""Who did what, when, to what: only ever added to, and chained so that a change shows."""
