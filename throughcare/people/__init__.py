"""The person whose life it is: one display name, and the keys to find it by."""
