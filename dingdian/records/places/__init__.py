"""A place endures; its codes, names and parents are by vintage."""
