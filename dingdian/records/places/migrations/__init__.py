"""How the tables of the places came to be, step by step."""
