"""Reads for the sign-in page and for loading."""
