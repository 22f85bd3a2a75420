"""Agreements as the parties read, draft, preview and accept them."""
