"""The same person in two cases: proposed with reasons, decided by a steward, never merged by us."""
