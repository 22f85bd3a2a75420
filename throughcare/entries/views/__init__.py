"""Pages of entries: reading one, the chronology, labels."""
