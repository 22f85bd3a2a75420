"""Uploads: checked in memory, held against the marking detector, stored under random names."""
