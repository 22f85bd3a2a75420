"""Agencies, the posts people hold in them, and who is acting now."""
