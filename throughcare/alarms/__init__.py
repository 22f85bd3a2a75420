"""Tells the data-protection officer when an account opens cases in an unusual way."""
