"""A large region of generated cases, for measuring; beneath the actions, and marked so."""
