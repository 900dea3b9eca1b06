"""What the program remembers, one app per chapter, each importing only those before it."""
