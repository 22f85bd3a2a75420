"""The only writers of proposals, and of what the powers of this app do."""
