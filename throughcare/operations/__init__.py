"""Keeping an installation: backups, due work, health, and what the doctor looks at."""
