"""How the tables of the access came to be, step by step."""
