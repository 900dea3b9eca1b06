"""What is said of a person, sealed in the row and found by blind indexes; no models of its own."""
