"""The entries everybody writes: contacts, life events, documents, decisions, dates, to-dos."""
