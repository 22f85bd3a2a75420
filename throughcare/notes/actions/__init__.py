"""The only writers of the first kinds of entry, and of drafts."""
