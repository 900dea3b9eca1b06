"""The registry: households, their members, villages, incomes, each as it was on every day."""
