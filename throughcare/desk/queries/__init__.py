"""Reads for the desk's pages, all through what the actor sees."""
