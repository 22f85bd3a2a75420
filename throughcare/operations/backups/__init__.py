"""Backup and restore: one encrypted file of everything, proved by restoring it."""
