"""The words that all floors share: text in two languages, problems, places, money."""
