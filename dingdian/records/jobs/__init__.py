"""Work in the background: leased by a worker, seen to be alive, and never lost with it."""
