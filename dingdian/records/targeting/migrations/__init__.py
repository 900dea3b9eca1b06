"""How the tables of the jobs came to be, step by step."""
