"""Pages of the first kinds of entry, by what one does."""
