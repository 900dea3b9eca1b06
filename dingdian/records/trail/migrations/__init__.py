"""How the tables of the trail came to be, step by step."""
