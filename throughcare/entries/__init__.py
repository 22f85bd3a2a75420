"""Whatever is known or done on a case: the entry, its readers and versions, and the rule."""
