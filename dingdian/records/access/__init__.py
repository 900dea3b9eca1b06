"""Accounts and duties: who may see and do what, where, and in which sector, by date."""
